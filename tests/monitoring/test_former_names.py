"""A municipality renamed later bears the name of the year that a page, a file or a document speaks of."""

import json
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from cluster.models import Municipality, MunicipalityPeriod
from monitoring.documents.gathering import gather
from monitoring.form_files import file_of
from monitoring.models import Campaign, Measure, RecommendationAddress, Submission

pytestmark = pytest.mark.django_db
BRATSK = "25714000"
TODAY = "Новоназванный округ"


@pytest.fixture
def place() -> Municipality:
    own = Municipality.objects.get(oktmo=BRATSK)
    former = {"name": own.name, "kind": own.kind, "oktmo": own.oktmo, "to_on": date(2024, 1, 1)}
    MunicipalityPeriod.objects.create(municipality=own, **former)
    Municipality.objects.filter(pk=own.pk).update(name=TODAY)
    return own


@pytest.fixture
def campaign() -> Campaign:
    return Campaign.objects.get(year=2021, region__oktmo_prefix="25")


def pages(campaign: Campaign, place: Municipality) -> dict[str, str]:
    """Addresses that speak of the municipality in the year of the campaign."""
    form = Submission.objects.get(campaign=campaign, municipality=place)
    sent = RecommendationAddress.objects.filter(municipality=place, recommendation__campaign=campaign).earliest("pk")
    measure = Measure.objects.filter(municipality=place, shown_by=campaign).earliest("pk")
    whole = [campaign.pk]
    return {
        "campaign": campaign.get_absolute_url(),
        "collection": reverse("monitoring:collection", args=whole),
        "region": reverse("monitoring:region", args=whole),
        "region by score": reverse("monitoring:region", args=whole) + "?order=mean",
        "municipality": reverse("monitoring:municipality", args=[campaign.pk, place.pk]),
        "indicator": reverse("monitoring:indicator-result", args=[campaign.pk, "5.1"]),
        "comparison": reverse("monitoring:comparison", args=whole) + "?indicator=5.1",
        "deficits": reverse("monitoring:deficit-list", args=whole) + f"?level=municipal&municipality={place.pk}",
        "deficits as a file": reverse("monitoring:deficit-file", args=whole),
        "form": form.get_absolute_url(),
        "answer": reverse("monitoring:answer-detail", args=[form.pk, "n_probes"]),
        "forms": reverse("monitoring:submission-list") + f"?campaign__year={campaign.year}&page=2",
        "question": reverse("monitoring:collection-field", args=[campaign.pk, "n_probes"]),
        "advice": sent.recommendation.get_absolute_url(),
        "measure": measure.get_absolute_url(),
        "head counts": reverse("monitoring:population-table", args=whole),
        "open": reverse("monitoring:open") + f"?campaign={campaign.pk}&indicator=5.1",
        "open as a file": reverse("monitoring:open-csv", args=whole) + "?indicator=all",
        "API": reverse("open-api:indicator", kwargs={"pk": campaign.pk, "code": "5.1"}),
    }


def test_pages_of_a_year_bear_the_name_of_that_year(place, campaign, people, client_of):
    client = client_of(people.methodologist)
    for name, url in pages(campaign, place).items():
        response = client.get(url)
        assert response.status_code == 200, name
        is_json = response["Content-Type"].startswith("application/json")
        text = str(response.json()) if is_json else response.content.decode()
        assert place.name in text or place.name[:1].upper() + place.name[1:] in text, name
        assert TODAY not in text, name


def test_pages_after_the_renaming_bear_the_new_name(place, people, client_of):
    running = Campaign.objects.get(status=Campaign.Status.OPEN)
    form = Submission.objects.get(campaign=running, municipality=place)
    client = client_of(people.methodologist)
    journal = reverse("monitoring:campaign-journal", args=[running.pk]) + f"?municipality={place.pk}"
    for url in (running.get_absolute_url(), form.get_absolute_url(), journal):
        text = client.get(url).content.decode()
        assert TODAY in text, url


def test_documents_and_files_of_a_year_bear_the_name_of_that_year(place, campaign, capsys):
    names = {row["key"]: row["name"] for row in gather(campaign)["places"]}
    assert names[str(place.pk)] == place.name
    today = Municipality.objects.get(pk=place.pk)
    assert place.name.lower() in file_of(campaign, today, "json").decode().lower()
    call_command("criteria", region="25", year=2021, json=True)
    told = {row["oktmo"]: row["name"] for row in json.loads(capsys.readouterr().out)["municipalities"]}
    assert told[BRATSK] == place.name
