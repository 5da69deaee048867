"""A campaign as builders see it: rows in memory, made of the plain content, that know how to print themselves.

The rows are instances of the models that are never saved and never asked of the database, so that a figure of a
document is printed by the same properties as a figure of a page.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from cluster.models import Region
from monitoring.comparison import Comparison, compare_rows
from monitoring.documents.gathering import Content
from monitoring.framework.vocabulary import State
from monitoring.models import (
    Campaign,
    Criterion,
    CriterionScore,
    Edition,
    Element,
    ElementTotal,
    Indicator,
    Recommendation,
    RegionResult,
    Result,
)


@dataclass(frozen=True)
class Advice:
    level: str
    text: str
    codes: tuple[str, ...]
    addresses: frozenset[str] = frozenset()

    def is_for(self, place: str) -> bool:
        """Advice that names nobody is for everybody."""
        return not self.addresses or place in self.addresses


@dataclass(frozen=True)
class Place:
    key: str
    oktmo: str
    name: str
    is_accepted: bool

    def __str__(self) -> str:
        return self.name


class Record:
    def __init__(self, content: Content) -> None:
        self.content = content
        known, framework = content["campaign"], content["framework"]
        region = Region(name=known["region"]["name"], name_genitive=known["region"]["genitive"])
        self.edition = Edition(
            pk=1, code=framework["code"], number=framework["edition"], title=framework["title"],
            digest=framework.get("digest", ""),
        )  # fmt: skip
        self.campaign = Campaign(
            region=region, edition=self.edition, year=known["year"], basis=known["basis"], operator=known["operator"],
            is_conditional=known["is_conditional"], opens_on=date.fromisoformat(known["opens_on"]),
            closes_on=date.fromisoformat(known["closes_on"]),
        )  # fmt: skip
        self.criteria = [Criterion(pk=row["number"], edition=self.edition, **row) for row in framework["criteria"]]
        self._criteria = {row.number: row for row in self.criteria}
        self.elements = {
            row["code"]: Element(pk=position, code=row["code"], kind=row["kind"], name=row["name"], position=position)
            for position, row in enumerate(framework["elements"], start=1)
        }
        self.indicators = {
            row["code"]: self._indicator(row, position) for position, row in enumerate(framework["indicators"], start=1)
        }
        self.slices = {
            row["code"]: [self.elements[code] for code in row["slice"] if code in self.elements]
            for row in framework["indicators"]
        }
        self.places = [
            Place(row["key"], row["oktmo"], row["name"], row["form"] is not None) for row in content["places"]
        ]

    def _indicator(self, row: dict[str, Any], position: int) -> Indicator:
        own = {name: value for name, value in row.items() if name not in ("slice", "numerator", "denominator")}
        numbers = {name: _decimal(own.pop(name)) for name in ("threshold", "target")}
        criterion = self._criteria[own.pop("criterion")]
        return Indicator(pk=position, position=position, edition=self.edition, criterion=criterion, **own, **numbers)

    @property
    def expected(self) -> int:
        return len(self.places)

    @property
    def accepted(self) -> int:
        return sum(place.is_accepted for place in self.places)

    @cached_property
    def region(self) -> dict[str, RegionResult]:
        """By code, in the order of the framework."""
        found = self.content["results"]["region"]
        return self._region_rows(found)

    def _region_rows(self, found: dict[str, list[Any]]) -> dict[str, RegionResult]:
        return {
            code: RegionResult(
                indicator=indicator, state=State[found[code][0].upper()], numerator=_decimal(found[code][1]),
                denominator=_decimal(found[code][2]), reported=found[code][3], expected=found[code][4],
            )
            for code, indicator in self.indicators.items()
            if code in found
        }  # fmt: skip

    @cached_property
    def totals(self) -> dict[str, ElementTotal]:
        return {
            code: ElementTotal(
                element=self.elements[code], amount=_decimal(amount), reported=reported, expected=expected
            )
            for code, (amount, reported, expected) in self.content["results"]["totals"].items()
        }

    @cached_property
    def municipal(self) -> dict[str, dict[str, Result]]:
        """By place and code."""
        found = self.content["results"]["municipal"]
        return {place.key: self._results(found.get(place.key, {})) for place in self.places}

    def _results(self, found: dict[str, list[Any]]) -> dict[str, Result]:
        return {
            code: Result(
                indicator=indicator, state=State[found[code][0].upper()], numerator=_decimal(found[code][1]),
                denominator=_decimal(found[code][2]), score=_decimal(found[code][3]),
            )
            for code, indicator in self.indicators.items()
            if code in found
        }  # fmt: skip

    @cached_property
    def scores(self) -> dict[str, list[CriterionScore]]:
        found = self.content["results"]["scores"]
        return {
            place.key: [
                CriterionScore(criterion=row, score=_decimal(told[0]), assessed=told[1], scorable=told[2])
                for row in self.criteria
                if (told := found.get(place.key, {}).get(str(row.number)))
            ]
            for place in self.places
        }

    @cached_property
    def recommendations(self) -> list[Advice]:
        """Municipal ones first, as the note prints them."""
        rows = [
            Advice(row["level"], row["text"], tuple(row["indicators"]), frozenset(row["addresses"]))
            for row in self.content["recommendations"]
        ]
        order = list(Recommendation.Level.values)
        return sorted(rows, key=lambda row: order.index(row.level) if row.level in order else len(order))

    @cached_property
    def measures(self) -> dict[str, list[str]]:
        """Of the region, by indicator."""
        return self.measures_of(None)

    def measures_of(self, place: str | None) -> dict[str, list[str]]:
        texts: dict[str, list[str]] = {}
        for row in self.content["measures"]:
            if row["place"] == place:
                texts.setdefault(row["indicator"], []).append(row["text"])
        return texts

    @cached_property
    def comparison(self) -> Comparison | None:
        """With the year before; None when there is none."""
        before = self.content["before"]
        if before is None:
            return None
        return compare_rows(
            Campaign(year=before["year"]), self.campaign,
            earlier=self._region_rows(before["results"]["region"]),
            later=self.region,
            common=self._common(before["results"]["municipal"]),
            reasons=before["breaks"],
        )  # fmt: skip

    def _common(self, before: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """Sums over the municipalities that told an indicator in both years, by code."""
        now = self.content["results"]["municipal"]
        groups = self.content["before"].get("groups", [])
        changed = {place for sides in groups for side in sides for place in side}
        common = {}
        for code in filter(self._goes_on, self.indicators):
            pairs = [
                (before.get(place, {}).get(code), own.get(code)) for place, own in now.items() if place not in changed
            ]
            told = [(old, new) for old, new in pairs if old and new and old[0] == new[0] == State.REPORTED.code]
            joined = list(filter(None, (self._joined(code, before, now, *sides) for sides in groups)))
            if told or joined:
                mixed = sum(is_mixed for _, _, is_mixed in joined)
                pairs_of_groups = [(old, new) for old, new, _ in joined]
                common[code] = _sums(told + pairs_of_groups) | {"joined": len(joined), "mixed": mixed}
        return common

    def _joined(
        self, code: str, before: dict[str, Any], now: dict[str, Any], old_places: list[str], new_places: list[str]
    ) -> tuple[list[Any], list[Any], bool] | None:
        """Figures of municipalities that became others, as those of one (docs/adr/0010-merged-municipalities.md)."""
        old = [before.get(place, {}).get(code) for place in old_places]
        new = [now.get(place, {}).get(code) for place in new_places]
        if not old or not new or any(row is None or row[0] != State.REPORTED.code for row in old + new):
            return None
        is_flag = self.indicators[code].is_flag
        is_mixed = is_flag and len({Decimal(row[1]) > 0 for row in old}) > 1
        return _side(old, is_flag=is_flag), _side(new, is_flag=is_flag), is_mixed

    @cached_property
    def before_municipal(self) -> dict[str, dict[str, Result]]:
        """Results of the same municipalities a year before, where the series goes on."""
        before = self.content["before"]
        if before is None:
            return {}
        return {
            key: self._results({code: row for code, row in found.items() if self._goes_on(code)})
            for key, found in before["results"]["municipal"].items()
        }

    def _goes_on(self, code: str) -> bool:
        """Is the indicator that of the year before? Always so within one edition."""
        breaks = self.content["before"]["breaks"]
        return breaks is None or breaks.get(code) == ""


def _side(rows: list[Any], *, is_flag: bool) -> list[Any]:
    if is_flag:
        return [rows[0][0], int(any(Decimal(row[1]) for row in rows)), 1]
    bases = [row[2] for row in rows]
    base = None if None in bases else sum(map(Decimal, bases), Decimal(0))
    return [rows[0][0], sum((Decimal(row[1]) for row in rows), Decimal(0)), base]


def _sums(pairs: list[tuple[Any, Any]]) -> dict[str, Any]:
    def total(year: int, side: int) -> Decimal | None:
        known = [Decimal(pair[year][side]) for pair in pairs if pair[year][side] is not None]
        return sum(known, Decimal(0)) if known else None

    moves = [Decimal(new[1]) - Decimal(old[1]) for old, new in pairs]
    return {
        "common": len(pairs),
        "before_numerator": total(0, 1), "before_denominator": total(0, 2),
        "after_numerator": total(1, 1), "after_denominator": total(1, 2),
        "gained": sum(move > 0 for move in moves), "lost": sum(move < 0 for move in moves),
    }  # fmt: skip


def _decimal(text: Any) -> Decimal | None:
    return None if text is None else Decimal(text)
