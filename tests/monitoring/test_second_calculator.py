"""The portal's results against a second calculator on random campaigns, and properties that hold for any campaign."""

import ast
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from monitoring import printing
from monitoring.computation import compute, loading, rules, storing, sums, whole
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, CriterionScore, ElementTotal, RegionResult, Result
from tests.monitoring import second_calculator
from tests.monitoring.factories import make_methodologist, make_places
from tests.monitoring.random_campaigns import FRAMEWORK, random_plan, stored

CAMPAIGNS = 36
PLACES = 6
SIXTH_DIGIT = Fraction(1, 10**6)


def found(campaign: Campaign) -> dict[str, Any]:
    """What is stored, in the words of the second calculator."""
    municipal = Result.objects.filter(campaign=campaign).select_related("municipality", "indicator")
    region = RegionResult.objects.filter(campaign=campaign).select_related("indicator")
    scores = CriterionScore.objects.filter(campaign=campaign).select_related("municipality", "criterion")
    totals = ElementTotal.objects.filter(campaign=campaign).select_related("element")
    return {
        "municipal": {
            (row.municipality.oktmo, row.indicator.code): fields(row, "numerator", "denominator", "score")
            | {"state": State(row.state).code}
            for row in municipal
        },
        "region": {
            row.indicator.code: fields(row, "numerator", "denominator", "reported", "expected")
            | {"state": State(row.state).code}
            for row in region
        },
        "criteria": {
            (row.municipality.oktmo, row.criterion.number): fields(row, "score", "assessed", "scorable")
            for row in scores
        },
        "elements": {row.element.code: fields(row, "amount", "reported", "expected") for row in totals},
    }


def fields(row: object, *names: str) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {name: None if value is None else Fraction(value) for name, value in values.items()}


def assert_same(stored_results: dict[str, Any], expected: dict[str, Any]) -> None:
    """Equal in everything; scores are stored to six digits, and their mean is made of stored ones."""
    assert stored_results.keys() == expected.keys()
    for part, rows in expected.items():
        assert stored_results[part].keys() == rows.keys()
        for key, row in rows.items():
            for name, value in row.items():
                other = stored_results[part][key][name]
                if name == "score" and None not in (value, other):
                    assert abs(other - value) <= SIXTH_DIGIT, (part, key)
                else:
                    assert other == value, (part, key, name)


@pytest.mark.django_db
def test_second_calculator_agrees_on_random_campaigns():
    places, by = make_places(PLACES), make_methodologist()
    plans = [random_plan(seed, sorted(places)) for seed in range(CAMPAIGNS)]
    campaigns = [stored(plan, places, 2030 + number, by) for number, plan in enumerate(plans)]
    compute(campaigns)
    met = {"municipal": set(), "region": set()}
    for campaign, plan in zip(campaigns, plans, strict=True):
        results = found(campaign)
        assert_same(results, second_calculator.calculate(FRAMEWORK, plan))
        for part, states in met.items():
            states |= {row["state"] for row in results[part].values()}
    assert met["municipal"] == {state.code for state in State}
    assert {"reported", "not_assessed", "not_submitted"} <= met["region"]


MISTAKES = [
    (rules, ".max(axis=1, initial=State.REPORTED)", ".min(axis=1, initial=State.REJECTED)"),
    (rules, "State.NOT_ASSESSED, state)", "State.REPORTED, state)"),
    (rules, "(amounts.min(axis=1) > 0)", "(amounts.max(axis=1) > 0)"),
    (rules, "Comparison.EQUALS: total == bound", "Comparison.EQUALS: total >= bound"),
    (rules, "Comparison.ABOVE: total > bound", "Comparison.ABOVE: total >= bound"),
    (rules, "np.where(is_known[cells.owner], base, NOTHING)", "base"),
    (rules, "FULL - share if is_low else share", "share"),
    (rules, "np.minimum(made, FULL)", "made"),
    (rules, "np.arange(1, len(cells.campaigns))", "np.arange(0)"),
    (rules, "common = int(state[0]) if state.min() == state.max() else", "common ="),
    (sums, "np.where(is_told, numerator, 0)", "numerator"),
    (rules, "assessed = known.sum(axis=1)", "assessed = known.sum(axis=1) * 0 + known.shape[1]"),
    (loading, "State.NOT_SUBMITTED, np.int8", "State.REFUSED, np.int8"),
    (loading, "AND s.status = ANY(%(counted)s)", ""),
    (
        storing,
        "sums, reported = np.where(is_told, amounts, 0).sum(axis=0), is_told",
        "sums, reported = amounts.sum(axis=0), is_told",
    ),
]


@pytest.mark.django_db
def test_every_wrong_rule_is_noticed(monkeypatch):
    places, by = make_places(PLACES), make_methodologist()
    plans = [random_plan(seed, sorted(places)) for seed in range(14)]
    campaigns = [stored(plan, places, 2030 + number, by) for number, plan in enumerate(plans)]
    expected = [second_calculator.calculate(FRAMEWORK, plan) for plan in plans]
    for module, right, wrong in MISTAKES:
        with monkeypatch.context() as patch:
            for name, function in broken(module, right, wrong).items():
                for user in (whole, rules, storing):
                    if hasattr(user, name):
                        patch.setattr(user, name, function)
            results = outcome(campaigns)
        assert results is None or not all(map(is_same, results, expected)), wrong
        assert all(map(is_same, outcome(campaigns) or [], expected))


def outcome(campaigns: list[Campaign]) -> list[dict[str, Any]] | None:
    """What is stored after computing; None when the database would not take it."""
    try:
        with transaction.atomic():
            compute_anew(campaigns)
    except DatabaseError:
        return None
    return [found(campaign) for campaign in campaigns]


def compute_anew(campaigns: list[Campaign]) -> None:
    """Without the regional results the computation takes nothing that is stored for right."""
    RegionResult.objects.filter(campaign__in=campaigns).delete()
    compute(campaigns)


def broken(module: ModuleType, right: str, wrong: str) -> dict[str, Any]:
    """Functions of a module with one rule of it turned."""
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    assert right in source, right
    made = ModuleType(module.__name__)
    sys.modules[made.__name__], own = made, sys.modules[module.__name__]
    try:
        exec(compile(source.replace(right, wrong), str(module.__file__), "exec"), made.__dict__)
    finally:
        sys.modules[made.__name__] = own
    return {name: item for name, item in vars(made).items() if isinstance(item, FunctionType)}


def is_same(stored_results: dict[str, Any], expected: dict[str, Any]) -> bool:
    try:
        assert_same(stored_results, expected)
    except (AssertionError, TypeError):
        return False
    return True


@pytest.mark.django_db
def test_order_of_input_changes_nothing():
    places, by = make_places(PLACES), make_methodologist()
    plan = random_plan(3, sorted(places))
    turned = plan | {
        "expected": plan["expected"][::-1],
        "forms": {key: dict(reversed(form.items())) for key, form in reversed(plan["forms"].items())},
        "heads": {key: dict(reversed(row.items())) for key, row in reversed(plan["heads"].items())},
    }
    first, second = stored(plan, places, 2030, by), stored(turned, places, 2031, by)
    compute([second, first])
    assert found(first) == found(second)
    digests = [list(row.region_results.order_by("indicator").values_list("digest")) for row in (first, second)]
    assert digests[0] == digests[1]


@pytest.mark.django_db
def test_silent_municipality_changes_coverage_and_no_sum():
    places, by = make_places(PLACES), make_methodologist()
    for seed in range(8):
        plan = random_plan(seed, sorted(places)[:-1])
        wider = plan | {"expected": [*plan["expected"], max(places)]}
        campaigns = [stored(row, places, 2040 + 2 * seed + step, by) for step, row in enumerate((plan, wider))]
        compute(campaigns)
        before, after = map(found, campaigns)
        for part, names in (("region", ("numerator", "denominator", "reported")), ("elements", ("amount", "reported"))):
            for key, row in before[part].items():
                assert [after[part][key][name] for name in names] == [row[name] for name in names]
                assert after[part][key]["expected"] == row["expected"] + 1
        assert before["municipal"].items() <= after["municipal"].items()
        assert before["criteria"].items() <= after["criteria"].items()


@pytest.mark.django_db
def test_pooled_share_is_sum_to_sum_and_between_least_and_greatest():
    places, by = make_places(PLACES), make_methodologist()
    codes = [row["code"] for row in FRAMEWORK["indicators"] if row["region"] == "pooled"]
    campaigns = [stored(random_plan(seed, sorted(places)), places, 2030 + seed, by) for seed in range(16)]
    compute(campaigns)
    unlike_the_mean = 0
    for campaign in campaigns:
        results = found(campaign)
        for code in codes:
            rows = [row for (_, own), row in results["municipal"].items() if own == code and row["denominator"]]
            shares = [row["numerator"] / row["denominator"] for row in rows]
            region = results["region"][code]
            if len(shares) < 2 or len(shares) != region["reported"]:
                continue
            pooled = region["numerator"] / region["denominator"]
            assert pooled == sum(row["numerator"] for row in rows) / sum(row["denominator"] for row in rows)
            assert min(shares) <= pooled <= max(shares)
            unlike_the_mean += pooled != sum(shares) / len(shares)
    assert unlike_the_mean > 3


@given(st.integers(0, 10**12), st.integers(1, 10**12), st.integers(0, 3))
def test_percent_rounds_half_up(numerator, denominator, decimals):
    scale = 100 * 10**decimals
    whole = (2 * numerator * scale + denominator) // (2 * denominator)
    assert printing.percent_value(numerator, denominator, decimals) == Decimal(whole).scaleb(-decimals)


@given(st.integers(0, 10**9), st.integers(0, 3))
def test_a_half_goes_away_from_zero(whole, decimals):
    half = (Decimal(whole) + Decimal("0.5")).scaleb(-decimals)
    assert printing.half_up(half, decimals) == Decimal(whole + 1).scaleb(-decimals)
    assert printing.half_up(-half, decimals) == -Decimal(whole + 1).scaleb(-decimals)


def test_complement_is_rounded_from_its_own_count():
    assert (printing.percent_value(33, 42), printing.percent_value(9, 42)) == (79, 21)
    assert (printing.percent_value(39, 200), printing.percent_value(161, 200)) == (20, 81)


def test_second_calculator_takes_nothing_from_the_portal():
    tree = ast.parse(Path(second_calculator.__file__).read_text(encoding="utf-8"))
    modules = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules += [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
    assert set(modules) == {"tomllib", "fractions", "pathlib", "typing"}
