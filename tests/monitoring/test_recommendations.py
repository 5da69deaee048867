"""A recommendation goes from a draft to municipalities and is answered; decisions and it lead to each other."""

import pytest
from django.urls import reverse

from accounts.models import Letter
from cluster.models import Municipality
from events.models import Decision
from monitoring.models import Campaign, Indicator, Recommendation, RecommendationAddress
from tests.events.factories import DecisionFactory

pytestmark = pytest.mark.django_db
BRATSK = "25714000"


@pytest.fixture
def campaign():
    return Campaign.objects.get(year=2021, region__oktmo_prefix="25")


@pytest.fixture
def advice(campaign):
    return campaign.recommendations.earliest("pk")


@pytest.fixture
def draft(campaign):
    row = Recommendation.objects.create(campaign=campaign, level="municipal", text="Открыть страницу с новостями")
    row.indicators.set(Indicator.objects.filter(edition=campaign.edition_id, code="1.1"))
    return row


@pytest.fixture
def methodologist(people, client_of):
    return client_of(people.methodologist)


@pytest.fixture
def operator(people, client_of):
    return client_of(people.municipal_operator)


def _url(step, pk):
    return reverse(f"monitoring:recommendation-{step}", args=[pk])


def _sent_to(row, oktmo, by):
    place = Municipality.objects.get(oktmo=oktmo)
    return RecommendationAddress.objects.create(recommendation=row, municipality=place, addressed_by=by)


def test_the_whole_way_from_a_draft_to_an_answer(campaign, methodologist, operator, people):
    indicator = campaign.edition.indicators.get(code="1.1")
    form = {"level": "municipal", "text": "Обновлять страницу раз в месяц", "indicators": [indicator.pk]}
    methodologist.post(reverse("monitoring:recommendation-create", args=[campaign.pk]), form)
    row = Recommendation.objects.get(text="Обновлять страницу раз в месяц")
    assert operator.get(row.get_absolute_url()).status_code == 404
    methodologist.post(_url("issue", row.pk))
    row.refresh_from_db()
    assert (row.status, row.issued_by) == ("issued", people.methodologist)
    offered = methodologist.get(_url("address", row.pk)).context["form"].initial["places"]
    assert len(offered) == 9  # those that answered «нет»
    bratsk = Municipality.objects.get(oktmo=BRATSK)
    methodologist.post(_url("address", row.pk), {"places": [bratsk.pk]})
    letter = Letter.objects.get(to="operator@demo.example", key__startswith=f"recommendation-addressed:{row.pk}:")
    assert row.get_absolute_url() in letter.text
    address = row.addresses.get()
    operator.post(_url("acknowledge", address.pk), {"comment": "Сделаем весной"})
    address.refresh_from_db()
    assert (address.acknowledged_by, address.comment) == (people.municipal_operator, "Сделаем весной")
    assert "Сделаем весной" in methodologist.get(row.get_absolute_url()).content.decode()


def test_a_second_sending_writes_no_second_letter(draft, methodologist):
    methodologist.post(_url("issue", draft.pk))
    bratsk = Municipality.objects.get(oktmo=BRATSK)
    methodologist.post(_url("address", draft.pk), {"places": [bratsk.pk]})
    page = methodologist.post(_url("address", draft.pk), {"places": [bratsk.pk]}).content.decode()
    assert "field--error" in page
    assert draft.addresses.count() == 1


def test_a_foreign_recommendation_is_not_found_and_not_acknowledged(draft, operator, people):
    foreign = _sent_to(draft, "25701000", people.methodologist)
    assert operator.post(_url("acknowledge", foreign.pk), {}).status_code == 404
    foreign.refresh_from_db()
    assert foreign.acknowledged_at is None


def test_only_a_methodologist_issues_and_sends(draft, operator, client_of, people):
    for step in ("issue", "address", "update", "delete"):
        assert operator.post(_url(step, draft.pk)).status_code == 403
        assert client_of(people.coordinator).get(_url(step, draft.pk)).status_code == 403


def test_an_empty_recommendation_is_neither_saved_nor_issued(campaign, draft, methodologist):
    page = methodologist.post(_url("update", draft.pk), {"level": "municipal", "text": "  "})
    assert page.context["form"].errors["text"] == ["Заполните поле «Рекомендация»"]
    assert page.context["form"].errors["indicators"] == [
        "Отметьте хотя бы один показатель, на который отвечает рекомендация"
    ]
    draft.indicators.clear()
    methodologist.post(_url("issue", draft.pk))
    draft.refresh_from_db()
    assert draft.is_draft


def test_issued_words_stand(advice, methodologist):
    old = advice.text
    methodologist.post(_url("update", advice.pk), {"level": "municipal", "text": "Другое", "indicators": []})
    methodologist.post(_url("delete", advice.pk))
    advice.refresh_from_db()
    assert advice.text == old


def test_a_draft_is_deleted_after_a_question(draft, methodologist):
    methodologist.get(_url("delete", draft.pk))
    assert Recommendation.objects.filter(pk=draft.pk).exists()
    methodologist.post(_url("delete", draft.pk))
    assert not Recommendation.objects.filter(pk=draft.pk).exists()


def test_an_operator_lists_what_was_sent_to_the_own_municipality(operator, methodologist, draft):
    rows = operator.get(reverse("monitoring:recommendation-list")).context["page_obj"].object_list
    assert rows
    assert all(row.addresses.filter(municipality__oktmo=BRATSK).exists() for row in rows)
    drafts = methodologist.get(reverse("monitoring:recommendation-list") + "?stage=draft").context["page_obj"]
    assert [row.pk for row in drafts] == [draft.pk]


def test_a_decision_is_tied_to_an_advice_and_back(people, client_of, advice, campaign):
    decision = DecisionFactory(on_control=True, text="Решение по рекомендации")
    client, url = client_of(people.coordinator), f"/monitoring/decisions/{decision.pk}/"
    client.post(url, {"recommendations": [advice.pk]})
    page = client.get(decision.get_absolute_url()).content.decode()
    assert f'href="{advice.get_absolute_url()}"' in page
    for back in (campaign.get_absolute_url(), advice.get_absolute_url()):
        assert f'href="{decision.get_absolute_url()}"' in client.get(back).content.decode()
    client.post(url, {"recommendations": []} | {"sent": "1"})
    assert not decision.recommendations.exists()


def test_an_unknown_advice_is_told_and_strangers_are_refused(people, client_of):
    decision, foreign = DecisionFactory(on_control=True), DecisionFactory(foreign=True, on_control=True)
    url = f"/monitoring/decisions/{decision.pk}/"
    assert "field--error" in client_of(people.coordinator).post(url, {"recommendations": ["0"]}).content.decode()
    assert client_of(people.coordinator).get(f"/monitoring/decisions/{foreign.pk}/").status_code == 404
    assert client_of(people.methodologist).get(url).status_code == 403


def test_the_demonstration_walks_the_link():
    assert Decision.objects.filter(recommendations__isnull=False).exists()
