"""Municipalities that became others between two years, and their figures put together.

Whoever is joined by changes of those years makes one group: what existed at the end of the earlier year on one side,
what exists at the end of the later year on the other. Figures of a side are added up, and only when everybody on both
sides told them; a flag stands for a side when at least one of it has it (docs/adr/0010-merged-municipalities.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from cluster.models import MunicipalChange, Municipality
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Result

Told = dict[tuple[int, str], Result]


@dataclass(frozen=True)
class Group:
    """Primary keys of municipalities before and after."""

    before: frozenset[int]
    after: frozenset[int]


class Surplus(NamedTuple):
    """By how much the counts of single municipalities exceed those of groups, which stand for one each."""

    before: int = 0
    after: int = 0
    yes_after: int = 0


ALONE = Surplus()


@dataclass(frozen=True)
class Joined:
    """One indicator of one group, both years; `indicator` is the key of the later edition."""

    indicator: int
    code: str
    before: tuple[Decimal, Decimal | None]
    after: tuple[Decimal, Decimal | None]
    is_mixed: bool
    surplus: Surplus

    def add_to(self, sums: dict[str, Any]) -> None:
        """Count the group as one municipality in the sums of the common set."""
        for year, (numerator, denominator) in (("before", self.before), ("after", self.after)):
            sums[f"{year}_numerator"] = sums.get(f"{year}_numerator", 0) + numerator
            base = sums.get(f"{year}_denominator")
            sums[f"{year}_denominator"] = base if denominator is None else (base or 0) + denominator
        counts = {
            "common": 1,
            "gained": self.after[0] > self.before[0],
            "lost": self.after[0] < self.before[0],
            "joined": 1,
            "mixed": self.is_mixed,
        }
        for name, number in counts.items():
            sums[name] = sums.get(name, 0) + int(number)
        sums["surplus"] = Surplus(*map(sum, zip(sums.get("surplus", ALONE), self.surplus, strict=True)))


def groups_between(before: Campaign, after: Campaign) -> list[Group]:
    """Groups of the region by changes after the end of the earlier year up to the end of the later one."""
    first, last = date(before.year, 12, 31), date(after.year, 12, 31)
    changes = MunicipalChange.objects.filter(
        happened_on__gt=first, happened_on__lte=last, successor__region=after.region_id
    )
    parts = _joined(changes.values_list("predecessor", "successor"))
    if not parts:
        return []
    everyone = {key for part in parts for key in part}
    places = Municipality.objects.filter(pk__in=everyone).order_by()
    old, new = (set(places.existing_on(day).values_list("pk", flat=True)) for day in (first, last))
    return [Group(frozenset(part & old), frozenset(part & new)) for part in parts]


def joined_results(before: Campaign, after: Campaign, groups: list[Group]) -> list[Joined]:
    """Figures of every group that all of its members told in both years; two queries, none without groups."""
    if not groups:
        return []
    earlier = _told(before, {key for group in groups for key in group.before})
    later = _told(after, {key for group in groups for key in group.after})
    codes = sorted({code for _, code in later})
    return [joined for group in groups for code in codes if (joined := _join(group, code, earlier, later)) is not None]


def _join(group: Group, code: str, earlier: Told, later: Told) -> Joined | None:
    sides = [
        [told.get((place, code)) for place in sorted(places)]
        for told, places in ((earlier, group.before), (later, group.after))
    ]
    if not all(sides) or any(row is None for side in sides for row in side):
        return None
    old, new = ([row for row in side if row is not None] for side in sides)
    is_flag = old[0].indicator.is_flag
    after = side_sum(new)
    yes = sum(bool(row.told) for row in new) - int(after[0]) if is_flag else 0
    return Joined(
        new[0].indicator_id, code, side_sum(old), after, is_mixed=is_flag and _is_mixed(old),
        surplus=Surplus(len(old) - 1, len(new) - 1, yes),
    )  # fmt: skip


def side_sum(rows: list[Result]) -> tuple[Decimal, Decimal | None]:
    """Pair of all municipalities of one side; a flag stands when one of them has it."""
    if rows[0].indicator.is_flag:
        return Decimal(any(row.told for row in rows)), Decimal(1)
    bases = [row.denominator for row in rows]
    base = None if any(one is None for one in bases) else sum((one for one in bases if one is not None), Decimal(0))
    return sum((row.told for row in rows), Decimal(0)), base


def _is_mixed(rows: list[Result]) -> bool:
    """Predecessors that answered a yes-or-no question differently."""
    return len({bool(row.told) for row in rows}) > 1


def _told(campaign: Campaign, places: Iterable[int]) -> Told:
    rows = Result.objects.filter(campaign=campaign, municipality__in=list(places), state=State.REPORTED)
    return {
        (row.municipality_id, row.indicator.code): row for row in rows.select_related("indicator").order_by("pk")
    }  # fmt: skip


def _joined(pairs: Iterable[tuple[Any, Any]]) -> list[set[int]]:
    """Sets of keys that are linked, however long the chain."""
    parts: list[set[int]] = []
    for left, right in pairs:
        touched = [part for part in parts if left in part or right in part]
        parts = [part for part in parts if part not in touched]
        parts.append({left, right}.union(*touched))
    return parts
