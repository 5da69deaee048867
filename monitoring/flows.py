"""How yes and no moved between two campaigns, and who stands behind each number."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from monitoring.comparison import Comparison, Row, Shared
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Result
from monitoring.place_names import name_then
from monitoring.successions import Group, groups_between, side_sum
from ui.flows import Flow

KEPT, GAINED, LOST, NEVER = "да → да", "нет → да", "да → нет", "нет → нет"
NEW_YES, NEW_NO, GONE = "новые, да", "новые, нет", "в этот раз не ответили"
MOVES = (GAINED, LOST, KEPT, NEVER, NEW_YES, NEW_NO, GONE)


@dataclass(frozen=True)
class FlowRow:
    """Numbers of one flag. Newcomers stand apart: they can be neither gained nor lost."""

    row: Row
    flow: Flow
    new_yes: int
    new_no: int
    gone: int

    @property
    def numbers(self) -> dict[str, int]:
        own = (self.flow.gained, self.flow.lost, self.flow.kept, self.flow.never, self.new_yes, self.new_no, self.gone)
        return dict(zip(MOVES, own, strict=True))


def flow_rows(comparison: Comparison) -> list[FlowRow]:
    """All comparable flags, those that moved most first."""
    rows = [_flow_row(row, row.shared) for row in comparison.comparable if row.shared and row.indicator.is_flag]
    return sorted(rows, key=lambda one: (-one.flow.gained - one.flow.lost, one.row.indicator.position))


def _flow_row(row: Row, shared: Shared) -> FlowRow:
    before, after = int(shared.before.numerator), int(shared.after.numerator)
    told_after, answered = after, shared.number
    if row.after:
        told_after = int(row.after.told) - shared.surplus.yes_after
        answered = row.after.reported - shared.surplus.after
    return FlowRow(
        row=row,
        flow=Flow(
            kept=before - shared.lost, gained=shared.gained, lost=shared.lost,
            never=shared.number - before - shared.gained,
        ),
        new_yes=told_after - after,
        new_no=answered - shared.number - (told_after - after),
        gone=(row.before.reported - shared.surplus.before if row.before else shared.number) - shared.number,
    )  # fmt: skip


@dataclass(frozen=True)
class PlaceYears:
    """One municipality in both years; a year it did not tell is None."""

    key: int
    name: str
    before: Result | None
    after: Result | None

    @property
    def move(self) -> str:
        """Which number of the flow this municipality belongs to."""
        if self.before is None:
            return NEW_YES if self.after and self.after.numerator else NEW_NO
        if self.after is None:
            return GONE
        return {(True, True): KEPT, (False, True): GAINED, (True, False): LOST, (False, False): NEVER}[
            bool(self.before.numerator), bool(self.after.numerator)
        ]


def place_years(before: Campaign, after: Campaign, code: str) -> list[PlaceYears]:
    """All municipalities that told the indicator in either year, by name; one query, whatever the editions."""
    rows = Result.objects.filter(campaign__in=[before, after], indicator__code=code, state=State.REPORTED)
    found: dict[int, dict[int, Result]] = {}
    names: dict[int, str] = {}
    named: QuerySet[Any] = rows.select_related("indicator").annotate(name=name_then(after.year))
    for row in named.order_by("municipality__sort_key"):
        found.setdefault(row.municipality_id, {})[row.campaign_id] = row
        names[row.municipality_id] = row.name
    groups = groups_between(before, after)
    united = {group: one for group in groups if (one := _united(group, found, names, before, after)) is not None}
    inside = {key for group in united for key in group.before | group.after}
    single = [PlaceYears(key, names[key], own.get(before.pk), own.get(after.pk)) for key, own in found.items()]
    return [*(one for one in single if one.key not in inside), *united.values()]


def _united(
    group: Group, found: dict[int, dict[int, Result]], names: dict[int, str], before: Campaign, after: Campaign
) -> PlaceYears | None:
    """Municipalities that became others, as one; None unless all of them told in their year."""
    sides = [
        [found.get(key, {}).get(campaign.pk) for key in sorted(keys)]
        for keys, campaign in ((group.before, before), (group.after, after))
    ]
    if not all(sides) or any(row is None for side in sides for row in side):
        return None
    made = []
    for side in sides:
        rows = [row for row in side if row is not None]
        numerator, denominator = side_sum(rows)
        made.append(
            Result(indicator=rows[0].indicator, state=State.REPORTED, numerator=numerator, denominator=denominator)
        )
    old, new = (", ".join(names[key] for key in sorted(keys)) for keys in (group.before, group.after))
    return PlaceYears(min(group.after), f"{old} → {new}", *made)


def lists_of(places: Iterable[PlaceYears]) -> dict[str, list[PlaceYears]]:
    """Who stands behind each number, every move named even when nobody made it."""
    lists: dict[str, list[PlaceYears]] = {move: [] for move in MOVES}
    for one in places:
        lists[one.move].append(one)
    return lists
