"""The read API and the CSV files of open data: public, the same figures as the page, nothing hidden given away."""

import csv
import io
from fractions import Fraction

import pytest
from django.conf import settings
from django.urls import reverse

from monitoring.computation import compute
from monitoring.models import Campaign, Result
from monitoring.open_data.figures import ALL, open_figures
from tests.monitoring.factories import make_methodologist, make_places
from tests.monitoring.random_campaigns import FRAMEWORK, random_plan, stored
from tests.monitoring.second_calculator import calculate
from tests.monitoring.test_open import page, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    return Campaign.objects.get(year=2021, region__oktmo_prefix="25")


def ask(client, name: str, **arguments):
    response = client.get(reverse(f"open-api:{name}", kwargs=arguments))
    assert response.status_code == 200, response.content
    return response.json()


def table(client, campaign: Campaign, query: str = "") -> list[list[str]]:
    response = client.get(reverse("monitoring:open-csv", args=[campaign.pk]) + query)
    assert response.status_code == 200
    lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    head = next(number for number, line in enumerate(lines) if line[0] == "Показатель")
    return lines[head + 1 :]


def test_campaigns_say_snapshot_licence_and_citation(client, campaign):
    rows = {row["id"]: row for row in ask(client, "campaigns")}
    assert set(rows) == set(Campaign.objects.published().values_list("pk", flat=True))
    row = rows[campaign.pk]
    latest = campaign.snapshots.order_by("-number").first()
    assert row["snapshot"]["digest"] == latest.digest
    assert row["snapshot"]["number"] == latest.number
    assert row["licence"]["name"] == settings.PORTAL["data_licence"]
    assert latest.short in row["citation"]
    assert "условные" in row["citation"]
    assert (row["expected"], row["accepted"]) == (42, 42)


def test_running_campaign_is_not_there(client):
    running = Campaign.objects.exclude(status=Campaign.Status.PUBLISHED).first()
    assert running.pk not in {row["id"] for row in ask(client, "campaigns")}
    for name, arguments in (("campaign", {}), ("indicator", {"code": "5.1"})):
        response = client.get(reverse(f"open-api:{name}", kwargs={"pk": running.pk, **arguments}))
        assert response.status_code == 404
        assert "нет" in response.json()["detail"]
    assert client.get(reverse("monitoring:open-csv", args=[running.pk])).status_code == 404


def test_unknown_indicator_is_not_there(client, campaign):
    address = reverse("open-api:indicator", kwargs={"pk": campaign.pk, "code": "99.9"})
    assert client.get(address).status_code == 404
    assert client.get(reverse("monitoring:open-csv", args=[campaign.pk]) + "?indicator=99.9").status_code == 404


def test_api_page_and_csv_say_the_same_about_the_region(client, campaign):
    shown = rows_of(page(client, f"?campaign={campaign.pk}"))
    told = {row["code"]: row for row in ask(client, "campaign", pk=campaign.pk)["indicators"]}
    lines = {line[0]: line for line in table(client, campaign)}
    assert len(told) == len(lines) == 27
    for code, row in told.items():
        assert shown[f"{code} {row['name']}"][0] == row["printed"].replace("\N{NO-BREAK SPACE}", " ")
        assert lines[code][4] == (row["numerator"] or "").replace(".", ",")
        assert lines[code][5] == (row["denominator"] or "").replace(".", ",")
        assert lines[code][6] == row["printed"]


@pytest.mark.parametrize("code", ["4.2", "5.1", "8.1", "8.2"])
def test_api_page_and_csv_hide_the_same_municipal_figures(client, campaign, code):
    answer = ask(client, "indicator", pk=campaign.pk, code=code)
    told = {row["municipality"]: row for row in answer["municipalities"]}
    shown = rows_of(page(client, f"?campaign={campaign.pk}&indicator={code}"))
    own = {line[2]: line for line in table(client, campaign, f"?indicator={code}")}
    whole = {line[2]: line for line in table(client, campaign, f"?indicator={ALL}") if line[0] == code}
    assert len(told) == 42
    assert own == whole
    for name, row in told.items():
        assert shown[name][0] == row["printed"].replace("\N{NO-BREAK SPACE}", " ")
        assert own[name][4:] == [
            (row["numerator"] or "").replace(".", ","), (row["denominator"] or "").replace(".", ","), row["printed"]
        ]  # fmt: skip


def test_hidden_figures_are_in_no_answer(client, campaign):
    figures = open_figures(campaign, ALL)
    hidden = {(row.municipality_id, row.indicator.code): row for row, shown in figures.everything if shown.is_hidden}
    assert len(hidden) > 10
    answers = {code: ask(client, "indicator", pk=campaign.pk, code=code) for code in {code for _, code in hidden}}
    for (_, code), row in hidden.items():
        told = next(own for own in answers[code]["municipalities"] if own["oktmo"] == row.municipality.oktmo)
        assert told["is_hidden"]
        assert told["state"] == "suppressed"
        assert told["denominator"] is None
        assert told["numerator"] in (None, "0")


def test_exact_numbers_of_open_figures_are_the_stored_ones(client, campaign):
    stored = {row.municipality.oktmo: row for row in Result.objects.filter(campaign=campaign, indicator__code="4.1.2")}
    for row in ask(client, "indicator", pk=campaign.pk, code="4.1.2")["municipalities"]:
        number = stored[row["oktmo"]].numerator
        assert row["numerator"] == (None if number is None else f"{number:f}".rstrip("0").rstrip("."))


@pytest.mark.parametrize("seed", [3, 21])
def test_answers_to_random_campaigns_are_those_of_the_second_calculator(client, seed):
    places = make_places(5)
    plan = random_plan(seed, sorted(places))
    compute([made := stored(plan, places, 2030, make_methodologist())])
    Campaign.objects.filter(pk=made.pk).update(status=Campaign.Status.PUBLISHED)
    truth = calculate(FRAMEWORK, plan)
    compared = 0
    for row in ask(client, "campaign", pk=made.pk)["indicators"]:
        own = truth["region"][row["code"]]
        assert (row["reported"], row["expected"]) == (own["reported"], own["expected"])
        answer = ask(client, "indicator", pk=made.pk, code=row["code"])
        told = {one["oktmo"]: one for one in answer["municipalities"]}
        pairs = [(row, own), *((told[key], truth["municipal"][key, row["code"]]) for key in told)]
        for shown, wanted in pairs:
            if shown["state"] != "suppressed":
                assert exact_pair(shown) == (wanted["numerator"], wanted["denominator"])
                compared += 1
    assert compared > 30


def exact_pair(shown: dict) -> tuple[Fraction | None, Fraction | None]:
    numerator, denominator = (shown[side] for side in ("numerator", "denominator"))
    return numerator and Fraction(numerator), denominator and Fraction(denominator)


def test_api_describes_itself_and_loads_nothing_from_elsewhere(client):
    described = client.get(reverse("open-api:openapi-json")).json()
    assert described["openapi"].startswith("3.")
    assert {"get"} == {method for methods in described["paths"].values() for method in methods}
    for path in described["paths"]:
        assert path in client.get(reverse("monitoring:open-developers")).content.decode()


def test_anybody_may_read_from_any_site_and_nobody_may_write(client):
    address = reverse("open-api:campaigns")
    assert client.get(address)["Access-Control-Allow-Origin"] == "*"
    assert client.post(address).status_code == 405
