"""Everybody's results of one campaign in memory: what places, intervals, best rates and groups of like size need.

Places are taken in points of the score. A share of people and a number of people carry the interval of chance, yes/no
answers and posts are counted in full. A criterion carries the mean of the intervals of its scored indicators.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q

from cluster.models import Municipality
from monitoring.framework.vocabulary import IndicatorKind, Polarity, Scoring
from monitoring.intervals import HUNDRED, Interval, exactly, of_count, wilson
from monitoring.models import Campaign, CriterionScore, Indicator, ReferencePopulation, RegionResult, Result
from monitoring.peers import like_size
from monitoring.place_names import name_then
from monitoring.ranking import Place, places

THOUSAND = Decimal(1000)


class Told(NamedTuple):
    """The stored result of one municipality; numbers are exact."""

    state: int
    numerator: Decimal | None
    denominator: Decimal | None
    score: Decimal | None


class Best(NamedTuple):
    """The best rate per head of the scale population and whose it is."""

    rate: Decimal
    keys: list[int]


@dataclass
class Standings:
    """Keys are primary keys of municipalities, of indicators and of criteria."""

    campaign: Campaign
    region: dict[int, RegionResult]
    municipalities: dict[int, Municipality]
    told: dict[int, dict[int, Told]]
    pupils: dict[int, int]
    scores: dict[int, dict[int, Decimal]] = field(default_factory=dict)
    heads: dict[int, ReferencePopulation] = field(default_factory=dict)  # of one municipality, by population

    @classmethod
    def of(cls, campaign: Campaign, *, only: str = "", place: int | None = None) -> "Standings":
        """Five queries; `only` narrows the results to the indicator of this code, `place` keeps its head counts."""
        rows = RegionResult.objects.filter(campaign=campaign).select_related("indicator__criterion")
        results = Result.objects.filter(campaign=campaign).order_by()
        if only:
            results = results.filter(indicator__code=only)
        told: dict[int, dict[int, Told]] = {}
        columns = ("indicator", "municipality", "state", "numerator", "denominator", "score")
        for indicator, key, state, numerator, denominator, points in results.values_list(*columns):
            told.setdefault(indicator, {})[key] = Told(state, numerator, denominator, points)
        scores: dict[int, dict[int, Decimal]] = {}
        known = CriterionScore.objects.filter(campaign=campaign).order_by()
        for criterion, key, score in known.values_list("criterion", "municipality", "score"):
            if score is not None:
                scores.setdefault(criterion, {})[key] = score
        pupils, heads = _heads(campaign, place)
        places: dict[int, Municipality] = {}
        expected = campaign.expectations.select_related("municipality").annotate(name=name_then(campaign.year))
        for row in expected.order_by("municipality__sort_key"):
            row.municipality.name = row.name
            places[row.municipality_id] = row.municipality
        return cls(
            campaign=campaign,
            region={row.indicator_id: row for row in rows.order_by("indicator__position")},
            municipalities=places,
            told=told,
            pupils=pupils,
            scores=scores,
            heads=heads,
        )

    @classmethod
    def alone(cls, campaign: Campaign, place: Municipality) -> "Standings":
        """One municipality without anybody beside it: two queries."""
        told: dict[int, dict[int, Told]] = {}
        region: dict[int, RegionResult] = {}
        rows = Result.objects.filter(campaign=campaign, municipality=place).select_related("indicator__criterion")
        for row in rows.order_by("indicator__position"):
            told[row.indicator_id] = {place.pk: Told(row.state, row.numerator, row.denominator, row.score)}
            region[row.indicator_id] = RegionResult(campaign=campaign, indicator=row.indicator)
        scores = CriterionScore.objects.filter(campaign=campaign, municipality=place).exclude(score=None)
        own = {row.criterion_id: {place.pk: row.score} for row in scores if row.score is not None}
        return cls(campaign, region, {place.pk: place}, told, {}, own)

    @cached_property
    def indicators(self) -> list[Indicator]:
        return [row.indicator for row in self.region.values()]

    def best(self, indicator: Indicator) -> Best | None:
        """Who has the highest rate, where the score is taken against it; None where nobody has one."""
        rates = {
            key: told.numerator / size
            for key, told in self.told.get(indicator.pk, {}).items()
            if told.numerator is not None and (size := self.pupils.get(key, 0)) > 0
        }
        if indicator.scoring != Scoring.BEST or not rates:
            return None
        top = max(rates.values())
        return Best(top, sorted(key for key, rate in rates.items() if rate == top))

    def score_intervals(self, indicator: Indicator) -> dict[int, Interval]:
        """Of those who have a score."""
        best = self.best(indicator)
        found = self.told.get(indicator.pk, {})
        return {
            key: _around(told.score, _chance(indicator, told, self.pupils.get(key, 0), best))
            for key, told in found.items()
            if told.score is not None
        }

    def places(self, indicator: Indicator) -> dict[int, Place]:
        """Nobody has a place where more is neither better nor worse."""
        return {} if indicator.polarity == Polarity.NONE else places(self.score_intervals(indicator))

    def criterion_places(self, criterion: int) -> dict[int, Place]:
        own = [self.score_intervals(one) for one in self.indicators if one.criterion_id == criterion]
        return places({key: _around(score, _mean(own, key)) for key, score in self.scores.get(criterion, {}).items()})

    def conditions(self) -> tuple[dict[int, int], int]:
        """How many yes/no conditions each municipality meets, and how many there are; a blank meets nothing."""
        flags = [one for one in self.indicators if one.is_flag and one.polarity != Polarity.NONE]
        met: dict[int, int] = {}
        for indicator in flags:
            for key, told in self.told.get(indicator.pk, {}).items():
                if told.numerator is not None:
                    met[key] = met.get(key, 0) + ((told.numerator > 0) == (indicator.polarity == Polarity.HIGH))
        return met, len(flags)

    def peers(self, key: int) -> list[int]:
        expected = {one: size for one, size in self.pupils.items() if one in self.municipalities}
        return like_size(expected, key)


def share_interval(told: Told | None) -> Interval | None:
    """Wilson bounds of a share of people; None for what is counted in full or has no base."""
    if told is None or told.numerator is None or told.denominator is None:
        return None
    return wilson(told.numerator, told.denominator)


def _heads(campaign: Campaign, place: int | None) -> tuple[dict[int, int], dict[int, ReferencePopulation]]:
    """Pupils of everybody and all head counts of one municipality, in one query."""
    scale = Q(population__code=campaign.edition.scale_code)
    rows = ReferencePopulation.objects.filter(scale | Q(municipality=place) if place else scale, campaign=campaign)
    pupils: dict[int, int] = {}
    heads: dict[int, ReferencePopulation] = {}
    for row in rows.select_related("population").order_by():
        if row.population.code == campaign.edition.scale_code:
            pupils[row.municipality_id] = row.amount
        if row.municipality_id == place:
            heads[row.population_id] = row
    return pupils, heads


def _chance(indicator: Indicator, told: Told, pupils: int, best: Best | None) -> Interval | None:
    """The interval in points of the score; None where there is no chance in it."""
    if told.numerator is None or indicator.is_flag or indicator.kind == IndicatorKind.STAFF:
        return None
    if indicator.scoring == Scoring.TARGET and indicator.target and (share := share_interval(told)):
        return share.scaled(HUNDRED / indicator.target, most=HUNDRED)
    if best is not None and best.rate and pupils and indicator.polarity == Polarity.HIGH:
        return of_count(told.numerator).scaled(HUNDRED / (best.rate * pupils), most=HUNDRED)
    return None


def _around(score: Decimal, interval: Interval | None) -> Interval:
    """A stored score is rounded to six digits: it never falls out of its own interval."""
    return exactly(score) if interval is None else Interval(min(score, interval.low), max(score, interval.high))


def _mean(parts: Iterable[dict[int, Interval]], key: int) -> Interval | None:
    known = [part[key] for part in parts if key in part]
    if not known:
        return None
    return Interval(
        sum((one.low for one in known), Decimal(0)) / len(known),
        sum((one.high for one in known), Decimal(0)) / len(known),
    )
