"""What counts as a deficit, who has answered it, and what became of it after a measure."""

import csv
import io
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.urls import reverse

from monitoring import deficits
from monitoring.effects import effect_of, following, place_effect
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Indicator, Measure, Recommendation, RecommendationAddress, RegionResult, Result

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return Campaign.objects.get(year=2021, region__oktmo_prefix="25")


def _result(code, numerator, denominator=None, *, campaign, state=State.REPORTED):
    indicator = Indicator.objects.get(edition=campaign.edition_id, code=code)
    pair = None if numerator is None else Decimal(numerator), None if denominator is None else Decimal(denominator)
    return Result(indicator=indicator, state=state, numerator=pair[0], denominator=pair[1])


def test_municipal_deficits_agree_with_a_plain_reading(campaign):
    """Every stored result is judged again in memory by the words of the rule."""

    def lacks(row):
        one = row.indicator
        if row.state != State.REPORTED or one.polarity == "none":
            return False
        if one.is_flag:
            return row.numerator == (0 if one.polarity == "high" else 1)
        if one.polarity != "high":
            return False
        if one.target is not None:
            return bool(row.denominator) and row.numerator / row.denominator * 100 < one.target
        return row.numerator == 0

    rows = Result.objects.filter(campaign=campaign).select_related("indicator")
    expected = {row.pk for row in rows if lacks(row)}
    found = set(deficits.municipal_deficits(campaign).values_list("pk", flat=True))
    assert found == expected
    assert len(expected) > 100


def test_the_region_has_a_deficit_from_the_bound_on(campaign):
    flag = Indicator.objects.get(edition=campaign.edition_id, code="1.2")

    def judged(yes, of):
        row = RegionResult(indicator=flag, state=State.REPORTED, numerator=Decimal(yes), denominator=Decimal(of))
        return deficits.is_deficit_of_region(row)

    assert judged(24, 40)  # 40 % lack it
    assert not judged(25, 40)
    assert not deficits.is_deficit_of_region(RegionResult(indicator=flag, state=State.NOT_ASSESSED))


def test_nothing_of_the_region_is_left_without_an_answer(campaign, people, client_of):
    page = client_of(people.methodologist).get(reverse("monitoring:deficit-list", args=[campaign.pk]))
    assert page.context["share"].total == len(deficits.region_deficits(campaign)) > 5
    assert page.context["share"].unanswered == 0


def test_a_deficit_is_answered_only_by_what_was_issued_and_sent(campaign):
    def share():
        return deficits.total_of(deficits.municipal_shares(campaign))

    before = share()
    row = Recommendation.objects.create(campaign=campaign, level="municipal", text="Ещё одна")
    row.indicators.set(Indicator.objects.filter(edition=campaign.edition_id, code="1.1"))
    assert share() == before
    assert before.printed.startswith("без рекомендации: ")


@pytest.mark.parametrize("year", [2020, 2021])
def test_every_deficit_of_the_demonstration_has_a_recommendation(year):
    found = deficits.total_of(deficits.municipal_shares(Campaign.objects.get(year=year, region__oktmo_prefix="25")))
    assert found.total > 100
    assert found.unanswered == 0


def test_the_filter_finds_the_unanswered(campaign, people, client_of):
    RecommendationAddress.objects.filter(recommendation__indicators__code="1.4").delete()
    client, url = client_of(people.methodologist), reverse("monitoring:deficit-list", args=[campaign.pk])
    page = client.get(f"{url}?level=municipal&is_advised=no")
    assert page.context["total"] == page.context["share"].unanswered > 0
    assert not any(line.answers.recommendations for line in page.context["lines"])


def test_the_file_holds_every_deficit(campaign, people, client_of):
    answer = client_of(people.coordinator).get(reverse("monitoring:deficit-file", args=[campaign.pk]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    expected = len(deficits.region_deficits(campaign)) + deficits.municipal_deficits(campaign).count()
    assert len(rows) == expected + 1
    assert {len(row) for row in rows} == {len(rows[0])}


def test_effects_speak_honestly(campaign):
    later = SimpleNamespace(year=2022)

    def words(before, after, *, later=later, broken=""):
        return place_effect(before, after, later=later, broken=broken).words

    no, yes = _result("1.2", 0, 1, campaign=campaign), _result("1.2", 1, 1, campaign=campaign)
    assert words(no, yes) == "условие выполнено"
    assert words(yes, no) == "условие перестало выполняться"
    assert words(no, no) == "без изменений"
    assert words(no, yes, later=None) == "следующего мониторинга ещё не было"
    assert words(no, yes, broken="иной знаменатель") == "ряд прерван: иной знаменатель"
    blank = _result("1.2", None, campaign=campaign, state=State.NOT_SUBMITTED)
    assert words(no, blank) == "в 2022 году сравнить не с чем: не представлено"
    third, half = _result("5.1", 1, 3, campaign=campaign), _result("5.1", 1, 2, campaign=campaign)
    assert words(third, half) == "больше на 16,7\N{NO-BREAK SPACE}п.п."
    sent, none = _result("8.2", 0, 1, campaign=campaign), _result("8.2", 1, 1, campaign=campaign)
    assert words(none, sent) == "условие выполнено"


def test_effect_of_the_region_is_taken_on_the_common_set(campaign):
    measure = Measure.objects.get(shown_by__year=2020, indicator__code="3.1", municipality=None)
    effect = effect_of(measure)
    assert effect.words.endswith("по 38\N{NO-BREAK SPACE}общим муниципальным образованиям")
    assert "благодаря" not in effect.words
    assert following(campaign) is None


def test_the_catalogue_proposes_once_and_answers_all_it_knows(campaign, people, client_of):
    Measure.objects.filter(shown_by=campaign).delete()
    for row in campaign.recommendations.all():
        row.addresses.all().delete()
        row.delete()
    client, url = client_of(people.methodologist), reverse("monitoring:recommendation-draft", args=[campaign.pk])
    client.post(url)
    drafts = campaign.recommendations.count()
    assert drafts > 5
    client.post(url)
    assert campaign.recommendations.count() == drafts
    covered = set(campaign.recommendations.values_list("indicators__code", flat=True))
    catalogue = set(campaign.edition.solutions.values_list("indicators__code", flat=True))
    assert {row.indicator.code for row in deficits.region_deficits(campaign)} & catalogue <= covered
    assert client_of(people.coordinator).post(url).status_code == 403
