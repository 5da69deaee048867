"""Computation: published figures of the note, states and rules by example. Random ones: `test_second_calculator`."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.computation import compute
from monitoring.framework.vocabulary import State
from monitoring.models import (
    Campaign,
    CriterionScore,
    Edition,
    ElementTotal,
    RegionResult,
    Result,
    Submission,
    Value,
)
from tests.monitoring.factories import fill, make_campaign, make_methodologist, make_places, told

GOLDEN_2021 = {
    "1.1": ("33", "42", "79 %"), "1.2": ("21", "42", "50 %"), "1.3": ("31", "42", "74 %"), "1.4": ("17", "42", "40 %"),
    "2.1": ("17", "42", "40 %"), "2.2": ("8", "42", "19 %"), "3.1": ("21", "42", "50 %"), "3.2": ("7", "42", "17 %"),
    "3.3": ("7", "42", "17 %"), "4.1.1": ("23", "42", "55 %"), "4.1.2": ("608.75", None, "608,75"),
    "4.1.3": ("11", "42", "26 %"), "4.1.4": ("19", None, "19"), "4.2": ("380", None, "380"),
    "5.1": ("18411", "58834", "31 %"), "5.2": ("6850", "10226", "67 %"), "5.3": ("5168", None, "5168"),
    "5.4": ("9569", "35786", "27 %"), "6.1": ("20182", None, "20 182"), "7.1": ("27", "42", "64 %"),
    "7.2": ("31", "42", "74 %"), "8.1": ("2594", None, "2594"), "8.2": ("19", "42", "45 %"),
    "9.1": ("58576", None, "58 576"), "10.1": ("22229", None, "22 229"), "10.2": ("17", "42", "40 %"),
    "10.3": ("14244", None, "14 244"),
}  # fmt: skip
GOLDEN_2020 = {
    "1.3": ("24", "38", "63 %"), "3.1": ("16", "38", "42 %"), "4.1.1": ("7", "38", "18 %"),
    "5.1": ("8858", "41000", "22 %"), "7.1": ("9", "38", "24 %"), "7.2": ("25", "38", "66 %"),
}  # fmt: skip


def computed(plan: dict) -> Campaign:
    places = make_places(len(plan["places"]))
    campaign = make_campaign(Edition.objects.get(code="career-choice", number=1), places, skipped=plan["skipped"])
    fill(campaign, places, plan, make_methodologist())
    compute([campaign])
    return campaign


@pytest.mark.parametrize(("year", "golden"), [(2021, GOLDEN_2021), (2020, GOLDEN_2020)])
def test_region_prints_the_published_figures(db, year, golden):
    rows = RegionResult.objects.filter(campaign__year=year, campaign__region__oktmo_prefix="25")
    found = {row.indicator.code: row for row in rows.select_related("indicator") if row.is_reported}
    assert found.keys() == golden.keys()
    for code, (numerator, denominator, printed) in golden.items():
        assert found[code].numerator == Decimal(numerator)
        assert found[code].denominator == (Decimal(denominator) if denominator else None)
        assert found[code].printed.replace("\N{NO-BREAK SPACE}", " ") == printed


def test_ticket_to_the_future_is_kept_apart(db):
    totals = ElementTotal.objects.filter(campaign__year=2021, campaign__region__oktmo_prefix="25")
    found = {row.element.code: row.amount for row in totals.select_related("element")}
    assert (found["n_diag_ministry"], found["n_diag_other"]) == (7298, 11113)
    assert (found["n_diag_bvb"], found["n_diag_bvb_ovz"], found["n_probes_ovz"]) == (10929, 386, 577)


def plan_of(*answers: tuple[State, Decimal | None] | None, code: str = "n_contest") -> dict:
    """A campaign where each municipality says one thing; None leaves the cell out."""
    places = {
        f"99{number:06d}": {"counted": True, "values": {} if answer is None else {code: answer}}
        for number, answer in enumerate(answers, start=1)
    }
    return {"places": places, "heads": {}, "skipped": set()}


def region_of(plan: dict, code: str) -> RegionResult:
    return RegionResult.objects.select_related("indicator").get(campaign=computed(plan), indicator__code=code)


@pytest.mark.django_db
def test_blank_is_never_a_zero():
    result = region_of(plan_of(told(0), None, (State.REFUSED, None), told(7)), "8.2")
    assert (result.numerator, result.denominator, result.coverage) == (1, 2, "по данным 2 из 4")


@pytest.mark.django_db
def test_another_zero_leaves_the_sum_and_changes_the_coverage():
    result = region_of(plan_of(told(5), told(0)), "8.1")
    assert (result.numerator, result.reported) == (5, 2)


@pytest.mark.django_db
def test_share_is_pooled_and_never_a_mean_of_percents():
    plan = plan_of(told(1), told(99), code="n_9_to_poo")
    plan["heads"]["r9"] = {"99000001": 1, "99000002": 999}
    result = region_of(plan, "5.4")
    assert (result.pair, result.printed) == ("100 из 1000", "10\N{NO-BREAK SPACE}%")


@pytest.mark.django_db
def test_zero_of_zero_is_no_percent():
    plan = plan_of(told(0), code="n_9_to_poo")
    plan["heads"]["r9"] = {"99000001": 0}
    assert region_of(plan, "5.4").printed == "—"


@pytest.mark.django_db
def test_unaccepted_form_does_not_count():
    plan = plan_of(told(5), told(6))
    plan["places"]["99000002"]["counted"] = False
    assert region_of(plan, "8.1").numerator == 5


@pytest.mark.django_db
def test_computing_twice_gives_the_same_digests(db):
    campaign = Campaign.objects.get(year=2021, region__oktmo_prefix="25")
    before = list(campaign.region_results.order_by("indicator").values_list("indicator", "digest"))
    compute([campaign])
    assert list(campaign.region_results.order_by("indicator").values_list("indicator", "digest")) == before


@pytest.mark.django_db
def test_number_of_statements_does_not_grow_with_campaigns():
    campaigns = list(Campaign.objects.filter(region__oktmo_prefix="25", edition__number=1))
    numbers = []
    for chosen in (campaigns[:1], campaigns):
        RegionResult.objects.filter(campaign__in=chosen).delete()
        with CaptureQueriesContext(connection) as queries:
            compute(chosen)
        numbers.append(len(queries))
    assert len(campaigns) > 2
    assert numbers[0] == numbers[1] <= 30


@pytest.mark.django_db
def test_computing_again_writes_nothing():
    campaign = Campaign.objects.get(year=2021, region__oktmo_prefix="25")
    with CaptureQueriesContext(connection) as queries:
        compute([campaign])
    written = [row["sql"] for row in queries if row["sql"].startswith(("INSERT", "DELETE", "UPDATE"))]
    assert [sql.split()[1] for sql in written] == ['"monitoring_campaign"']  # only when it was computed


@pytest.mark.django_db
def test_only_what_changed_is_written():
    campaign = Campaign.objects.get(year=2021, region__oktmo_prefix="25")
    place = campaign.expectations.earliest("pk").municipality
    before = set(Result.objects.filter(campaign=campaign).values_list("pk", flat=True))
    campaign.submissions.filter(municipality=place).update(status=Submission.Status.ACCEPTED)
    value = Value.objects.get(submission__campaign=campaign, submission__municipality=place, element__code="n_parents")
    Value.objects.filter(pk=value.pk).update(amount=value.amount + 1)
    compute([campaign])
    after = set(Result.objects.filter(campaign=campaign).values_list("pk", flat=True))
    assert {(row.municipality, row.indicator.code) for row in Result.objects.filter(pk__in=after - before)} >= {
        (place, "9.1")
    }
    assert {row.indicator.code for row in Result.objects.filter(pk__in=after - before)} == {"9.1"}


def test_all_scores_lie_between_0_and_100(db):
    assert not CriterionScore.objects.filter(score__gt=100).exists()
    assert not CriterionScore.objects.filter(score__lt=0).exists()
