"""Two years of municipalities that merged, split or were joined: sums, flags and an honest note."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from cluster.models import MunicipalChange
from monitoring.actions.campaigns import create_campaign
from monitoring.comparison import compare
from monitoring.computation import compute
from monitoring.documents.gathering import gather
from monitoring.documents.record import Record
from monitoring.flows import flow_rows, lists_of, place_years
from monitoring.models import Campaign, Edition
from monitoring.successions import ALONE
from tests.monitoring.factories import fill, make_campaign, make_methodologist, make_places, told

pytestmark = pytest.mark.django_db
NEW = date(2031, 3, 1)


@pytest.fixture
def edition() -> Edition:
    return Edition.objects.published().earliest("pk")


@pytest.fixture
def places():
    return make_places(4)


def close(place) -> None:
    place.closed_on = NEW
    place.save()


def went(predecessor, successor, *, is_new: bool) -> None:
    MunicipalChange.objects.create(
        predecessor=predecessor, successor=successor, happened_on=NEW, successor_is_new=is_new, basis="закон"
    )


def campaigns(edition: Edition, years, by):
    """`years`: two mappings of places to (answer to b_model, answer to n_trained_pk)."""
    made = []
    for year, answers in zip((2030, 2031), years, strict=True):
        own = {place.oktmo: place for place in answers}
        campaign = make_campaign(edition, own, year=year)
        values = {
            place.oktmo: {
                "counted": True,
                "values": {"b_model": told(flag), "n_trained_pk": told(number), "n_trained_pp": told(0)},
            }
            for place, (flag, number) in answers.items()
        }
        fill(campaign, own, {"places": values, "heads": {}}, by)
        made.append(campaign)
    compute(made)
    return made


def shared(made, code: str):
    return next(row for row in compare(*made).rows if row.indicator.code == code).shared


def test_merged_municipalities_are_added_up(edition, places):
    first, second, third, united = places.values()
    close(first)
    close(second)
    went(first, united, is_new=True)
    went(second, united, is_new=True)
    years = ({first: (1, 5), second: (0, 7), third: (1, 2)}, {united: (1, 13), third: (1, 2)})
    made = campaigns(edition, years, make_methodologist())
    trained, model = shared(made, "4.2"), shared(made, "1.2")
    assert (trained.number, trained.before.numerator, trained.after.numerator) == (2, 14, 15)
    assert (model.number, model.before.pair, model.after.pair) == (2, "2 из 2", "2 из 2")
    assert (model.gained, model.lost, model.joined, model.mixed) == (0, 0, 1, 1)
    assert "по-разному в 1" in model.note


def test_documents_and_lists_agree_with_the_page_after_changes(edition):
    first, second, whole, united, left, right = make_places(6).values()
    for place in (first, second, whole):
        close(place)
    for old, new in ((first, united), (second, united), (whole, left), (whole, right)):
        went(old, new, is_new=True)
    years = ({first: (0, 5), second: (0, 7), whole: (1, 9)}, {united: (1, 13), left: (1, 4), right: (1, 6)})
    before, after = campaigns(edition, years, make_methodologist())
    Campaign.objects.filter(pk=before.pk).update(status=Campaign.Status.PUBLISHED, published_at=timezone.now())
    page = compare(before, after)
    told = Record(gather(after)).comparison
    assert [(row.indicator.code, row.shared) for row in told.rows] == [
        (row.indicator.code, row.shared and replace(row.shared, surplus=ALONE)) for row in page.rows
    ]
    flow = next(row for row in flow_rows(page) if row.row.indicator.code == "1.2")
    assert (flow.flow.gained, flow.flow.kept, flow.new_yes, flow.new_no, flow.gone) == (1, 1, 0, 0, 0)
    lists = lists_of(place_years(before, after, "1.2"))
    assert {move: len(names) for move, names in lists.items()} == flow.numbers


def test_joined_municipality_is_added_to_the_one_that_stays(edition, places):
    first, second, *_ = places.values()
    close(first)
    went(first, second, is_new=False)
    made = campaigns(edition, ({first: (0, 5), second: (0, 7)}, {second: (1, 12)}), make_methodologist())
    trained, model = shared(made, "4.2"), shared(made, "1.2")
    assert (trained.number, trained.before.numerator, trained.after.numerator) == (1, 12, 12)
    assert (model.gained, model.mixed) == (1, 0)


def test_parts_of_a_split_are_added_up(edition, places):
    whole, left, right, _ = places.values()
    close(whole)
    went(whole, left, is_new=True)
    went(whole, right, is_new=True)
    made = campaigns(edition, ({whole: (1, 9)}, {left: (1, 4), right: (0, 6)}), make_methodologist())
    assert (shared(made, "4.2").before.numerator, shared(made, "4.2").after.numerator) == (9, 10)


def test_group_with_a_silent_member_is_not_compared(edition, places):
    first, second, third, united = places.values()
    close(first)
    close(second)
    went(first, united, is_new=True)
    went(second, united, is_new=True)
    made = campaigns(edition, ({first: (1, 5), third: (1, 1)}, {united: (1, 13), third: (1, 1)}), make_methodologist())
    assert (shared(made, "4.2").number, shared(made, "4.2").before.numerator) == (1, 1)
    assert shared(made, "4.2").note == ""


def test_chain_of_changes_is_one_group(edition, places):
    first, second, third, _ = places.values()
    close(first)
    close(second)
    went(first, second, is_new=True)
    went(second, third, is_new=True)
    made = campaigns(edition, ({first: (1, 5)}, {third: (1, 6)}), make_methodologist())
    assert (shared(made, "4.2").before.numerator, shared(made, "4.2").after.numerator) == (5, Decimal(6))


def test_change_of_another_time_changes_nothing(edition, places):
    first, second, *_ = places.values()
    MunicipalChange.objects.create(
        predecessor=first, successor=second, happened_on=date(2032, 5, 1), successor_is_new=False, basis="закон"
    )
    made = campaigns(edition, ({first: (1, 5), second: (1, 7)}, {first: (1, 5), second: (1, 7)}), make_methodologist())
    assert (shared(made, "4.2").number, shared(made, "4.2").joined) == (2, 0)


def test_expected_municipalities_follow_the_map_of_the_year(edition, places):
    first, second, third, united = places.values()
    close(first)
    close(second)
    went(first, united, is_new=True)
    went(second, united, is_new=True)
    expected, by = {}, make_methodologist()
    for year in (2030, 2031):
        campaign = Campaign(
            region=first.region, year=year, edition=edition, opens_on=date(year, 1, 1), closes_on=date(year, 2, 1)
        )
        expected[year] = set(create_campaign(campaign, by=by).expected.all())
    assert expected == {2030: {first, second, third}, 2031: {third, united}}
