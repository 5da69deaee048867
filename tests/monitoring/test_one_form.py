"""Stored results that follow single forms are those of a computation from nothing."""

import random
from collections import Counter

import pytest

from monitoring.actions import submissions, unlockings, values
from monitoring.computation import compute, one_form, sums
from monitoring.framework.vocabulary import Scoring
from monitoring.models import Campaign, RegionResult, Result, Submission, Term
from tests.monitoring import second_calculator
from tests.monitoring.factories import make_methodologist, make_places, tomorrow
from tests.monitoring.form_steps import plan_of, rows, rows_from_nothing, take_step
from tests.monitoring.random_campaigns import FRAMEWORK, random_plan, stored
from tests.monitoring.test_second_calculator import assert_same, broken, found

pytestmark = pytest.mark.django_db
PLACES = 6
SEEDS = (11, 14, 27, 5)  # with head counts and without, one municipality alone, forms that tell nothing
STEPS = 20


@pytest.fixture
def place_and_person():
    return make_places(PLACES), make_methodologist()


def followed(seed: int, places, by) -> Campaign:
    campaign = stored(random_plan(seed, sorted(places)), places, 2030 + seed, by)
    compute([campaign])
    return campaign


@pytest.fixture
def ways(monkeypatch) -> Counter:
    """How often results were exchanged, a criterion computed for all, the whole campaign computed."""
    met: Counter = Counter()
    for name in ("_exchange", "bring_up", "compute"):
        own = getattr(one_form, name)

        def spy(*arguments, own=own, name=name):
            met[name] += 1
            return own(*arguments)

        monkeypatch.setattr(one_form, name, spy)
    return met


def test_results_after_random_steps_are_those_from_nothing(place_and_person, ways):
    places, by = place_and_person
    for seed in SEEDS:
        campaign, chance = followed(seed, places, by), random.Random(seed)
        for _ in range(STEPS):
            step = take_step(chance, campaign, by)
            assert rows(campaign) == rows_from_nothing(campaign), (seed, step)
        assert_same(found(campaign), second_calculator.calculate(FRAMEWORK, plan_of(campaign)))
    assert ways["_exchange"] > ways["bring_up"] > 0
    assert ways["compute"] == 0


def test_when_the_best_does_better_the_others_are_measured_anew(place_and_person, ways):
    places, by = place_and_person
    campaign = followed(11, places, by)
    behind = Result.objects.filter(campaign=campaign, indicator__scoring=Scoring.BEST, score__gt=0, score__lt=100)
    other = behind.order_by("pk").first()
    best = RegionResult.objects.get(campaign=campaign, indicator=other.indicator_id).best_id
    form = campaign.submissions.get(municipality=best)
    term = other.indicator.terms.filter(part=Term.Part.NUMERATOR).first()
    with submissions.following(form):
        form.values.filter(element=term.element_id).update(amount=900_000)
    now = Result.objects.get(campaign=campaign, municipality=other.municipality_id, indicator=other.indicator_id)
    assert now.score < other.score
    assert rows(campaign) == rows_from_nothing(campaign)
    assert ways == {"_exchange": 1, "bring_up": 1}


MISTAKES = [
    (one_form, "after.shares - before.shares", "after.shares"),
    (one_form, "former in (NOTHING, after.best(made))", "True"),
    (one_form, "if total[REPORTED] and", "if"),
    (one_form, "row.reported - former[1] + current[1]", "row.reported + current[1]"),
    (one_form, "    if torn:", "    if not torn:"),
    (one_form, "if before.told == after.told:", "if before.told[1] == after.told[1]:"),
    (sums, "0 if denominator == NOTHING else reported", "0"),
]


@pytest.mark.parametrize(("module", "right", "wrong"), MISTAKES)
def test_every_wrong_exchange_is_noticed(place_and_person, monkeypatch, module, right, wrong):
    places, by = place_and_person
    made = broken(module, right, wrong)
    for user in (submissions, unlockings, values) if module is one_form else (one_form,):
        for name in made.keys() & vars(user).keys() & {"following", "stored_sums"}:
            monkeypatch.setattr(user, name, made[name])
    assert any(is_noticed(seed, places, by) for seed in SEEDS), wrong


def is_noticed(seed: int, places, by) -> bool:
    campaign, chance = followed(seed, places, by), random.Random(seed)
    for _ in range(STEPS):
        take_step(chance, campaign, by)
        if rows(campaign) != rows_from_nothing(campaign):
            return True
    return False


def without_results(campaign: Campaign) -> None:
    RegionResult.objects.filter(campaign=campaign).delete()


def by_other_rules(campaign: Campaign) -> None:
    Campaign.objects.filter(pk=campaign.pk).update(computed_on="0" * 64)


def with_another_code(campaign: Campaign) -> None:
    """A municipality changed its kind, and its code with it."""
    campaign.expected.filter(pk=campaign.expected.latest("oktmo").pk).update(oktmo="99900001")


def with_a_municipality_more(campaign: Campaign) -> None:
    place = campaign.expected.earliest("oktmo")
    place.pk, place.oktmo, place.name = None, "99900002", "Новый район"
    place.save()
    campaign.expected.add(place)


def without_an_indicator(campaign: Campaign) -> None:
    campaign.not_assessed.add(campaign.edition.indicators.get(code="8.1"))


def with_a_figure_typed_over(campaign: Campaign) -> None:
    place = campaign.submissions.get(status=Submission.Status.SUBMITTED).municipality_id
    Result.objects.filter(campaign=campaign, municipality=place, indicator__code="8.1").update(numerator=777)


SPOILT = [
    without_results,
    by_other_rules,
    with_another_code,
    with_a_municipality_more,
    without_an_indicator,
    with_a_figure_typed_over,
]


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_does_not_stand_is_computed_whole(place_and_person, ways, spoil):
    places, by = place_and_person
    campaign, form = with_one_form_waiting(places, by)
    spoil(campaign)
    submissions.accept(form, by=by)
    assert rows(campaign) == rows_from_nothing(campaign)
    assert (ways["compute"], ways["_exchange"]) == (1, 0)


def with_one_form_waiting(places, by) -> tuple[Campaign, Submission]:
    """Everybody's form is taken in but one, which is handed in."""
    plan = random_plan(11, sorted(places))
    campaign = stored(plan | {"counted": dict(list(plan["forms"].items())[1:])}, places, 2030, by)
    compute([campaign])
    return campaign, campaign.submissions.select_related("campaign").get(status=Submission.Status.SUBMITTED)


def test_opened_form_counts_again_when_it_is_locked(place_and_person, ways):
    places, by = place_and_person
    campaign, form = with_one_form_waiting(places, by)
    submissions.accept(form, by=by)
    taken = rows(campaign)
    unlockings.unlock(form, reason="опечатка", ends_at=tomorrow(), by=by)
    assert rows(campaign) != taken
    unlockings.lock_again(form, reason="не нужно")
    assert rows(campaign) == taken
    assert (ways["compute"], ways["_exchange"]) == (0, 3)


def test_forms_of_those_that_neither_change_nor_lead_are_not_read(place_and_person, monkeypatch):
    places, by = place_and_person
    campaign, form = with_one_form_waiting(places, by)
    best = set(RegionResult.objects.filter(campaign=campaign, best__isnull=False).values_list("best", flat=True))
    asked, read = [], one_form.cells

    def spy(campaigns, frame, chosen):
        asked.append(chosen)
        return read(campaigns, frame, chosen)

    monkeypatch.setattr(one_form, "cells", spy)
    submissions.accept(form, by=by)
    assert asked == [{form.municipality_id, *best}]
    assert len(best) < PLACES - 1
