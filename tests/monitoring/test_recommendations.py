"""A decision of a council and the advice of the monitoring lead to each other."""

import pytest

from events.models import Decision
from monitoring.models import Campaign, Recommendation
from tests.events.factories import DecisionFactory

pytestmark = pytest.mark.django_db


def _advice():
    campaign = Campaign.objects.get(year=2021, region__oktmo_prefix="25")
    return campaign, Recommendation.objects.filter(campaign=campaign).earliest("pk")


def test_a_decision_is_tied_to_an_advice_and_back(people, client_of):
    campaign, advice = _advice()
    decision = DecisionFactory(on_control=True, text="Решение по рекомендации")
    client, url = client_of(people.coordinator), f"/monitoring/decisions/{decision.pk}/"
    client.post(url, {"recommendations": [advice.pk]})
    page = client.get(decision.get_absolute_url()).content.decode()
    assert f'href="{campaign.get_absolute_url()}"' in page
    back = client.get(campaign.get_absolute_url()).content.decode()
    assert f'href="{decision.get_absolute_url()}"' in back
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
