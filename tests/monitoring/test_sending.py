"""Two buttons answer every deficit: drafts from the catalogue, then all of them issued and sent."""

import pytest
from django.urls import reverse

from accounts.models import Letter
from monitoring import deficits
from monitoring.models import Campaign, RecommendationAddress
from tests.monitoring.factories import make_campaign, make_places

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    """Published, and nobody has been advised anything."""
    made = Campaign.objects.get(year=2020, region__oktmo_prefix="25")
    RecommendationAddress.objects.filter(recommendation__campaign=made).delete()
    made.recommendations.all().delete()
    Letter.objects.filter(key__startswith="recommendation-addressed:").delete()
    return made


def url(name, campaign):
    return reverse(f"monitoring:{name}", args=[campaign.pk])


def share(campaign):
    return deficits.total_of(deficits.municipal_shares(campaign))


def test_two_buttons_answer_every_deficit(campaign, people, client_of):
    client = client_of(people.methodologist)
    page = client.get(url("deficit-list", campaign) + "?level=municipal").content.decode()
    assert "Подобрать черновики для всех без рекомендации" in page
    assert "Выпустить и направить" not in page
    unanswered = share(campaign).unanswered
    assert unanswered == share(campaign).total > 100
    client.post(url("recommendation-draft", campaign))
    drafts = campaign.recommendations.count()
    assert share(campaign).unanswered == unanswered
    shown = client.get(url("recommendation-send", campaign))
    ticked = shown.context["form"].initial["recommendations"]
    assert len(ticked) == drafts
    answer = client.post(url("recommendation-send", campaign), {"recommendations": ticked}, follow=True)
    assert f"Выпущено рекомендаций: {drafts}" in answer.content.decode()
    assert share(campaign).unanswered == 0
    assert not campaign.recommendations.drafts().exists()


def test_an_operator_gets_one_letter_with_the_whole_list(campaign, people, client_of):
    client = client_of(people.methodologist)
    client.post(url("recommendation-draft", campaign))
    ticked = list(campaign.recommendations.values_list("pk", flat=True))
    client.post(url("recommendation-send", campaign), {"recommendations": ticked})
    letters = Letter.objects.filter(key__startswith="recommendation-addressed:", to=people.municipal_operator.email)
    assert letters.count() == 1
    own = RecommendationAddress.objects.of_user(people.municipal_operator)
    own = own.filter(recommendation__campaign=campaign)
    assert own.count() > 2
    for row in own:
        assert row.recommendation.text in letters.get().text


def test_only_who_lacks_advice_is_sent_more_and_the_rest_stays(campaign, people, client_of):
    client = client_of(people.methodologist)
    client.post(url("recommendation-draft", campaign))
    ticked = list(campaign.recommendations.values_list("pk", flat=True))
    client.post(url("recommendation-send", campaign), {"recommendations": ticked})
    lost = RecommendationAddress.objects.filter(recommendation__campaign=campaign).latest("pk")
    RecommendationAddress.objects.filter(pk=lost.pk).delete()
    missing = share(campaign).unanswered
    before = RecommendationAddress.objects.count()
    shown = client.get(url("recommendation-send", campaign))
    assert shown.context["form"].initial["recommendations"] == [lost.recommendation_id]
    client.post(url("recommendation-send", campaign), {"recommendations": [lost.recommendation_id]})
    assert RecommendationAddress.objects.count() == before + 1
    assert missing > share(campaign).unanswered == 0
    assert client.get(url("recommendation-send", campaign)).status_code == 302


def test_nothing_ticked_is_said_beside_the_field_and_nothing_is_issued(campaign, people, client_of):
    client = client_of(people.methodologist)
    client.post(url("recommendation-draft", campaign))
    page = client.post(url("recommendation-send", campaign), {"recommendations": []})
    assert "Отметьте хотя бы одну рекомендацию" in page.content.decode()
    page = client.post(url("recommendation-send", campaign), {"recommendations": [0]})
    assert page.status_code == 200
    assert not campaign.recommendations.issued().exists()


def test_others_may_not_send_and_a_foreign_campaign_is_not_found(campaign, people, client_of):
    address = url("recommendation-send", campaign)
    assert client_of(people.coordinator).get(address).status_code == 403
    assert client_of(people.municipal_operator).post(address).status_code == 403
    foreign = make_campaign(campaign.edition, make_places(1))
    assert client_of(people.methodologist).get(url("recommendation-send", foreign)).status_code == 404
