"""Results into their tables: only rows that differ from what stands there are written.

A digest of each regional figure covers all municipal figures below it, so figures with the same digest are not even
read: computing again what has not changed costs no write at all.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from django.db.models import Model

from monitoring.computation.loading import HUNDRED, Cells, Framework, places_in
from monitoring.computation.ratios import MILLION
from monitoring.computation.rules import Column, RegionFigure, criterion_scores
from monitoring.computation.wire import NOTHING, Ints, delete, read, write
from monitoring.models import ElementTotal, Indicator, RegionResult

RESULTS, SCORES = "monitoring_result", "monitoring_criterionscore"
STORED_RESULTS = f"""
SELECT campaign_id, municipality_id, indicator_id, state::bigint, coalesce((numerator * {HUNDRED})::bigint, -1),
       coalesce((denominator * {HUNDRED})::bigint, -1), coalesce((score * {MILLION})::bigint, -1)
FROM {RESULTS} WHERE campaign_id = ANY(%(campaigns)s) AND indicator_id = ANY(%(own)s)
  AND (%(places)s::bigint[] IS NULL OR municipality_id = ANY(%(places)s))
"""  # noqa: S608
STORED_SCORES = f"""
SELECT campaign_id, municipality_id, criterion_id, coalesce((score * {MILLION})::bigint, -1), assessed::bigint,
       scorable::bigint
FROM {SCORES} WHERE campaign_id = ANY(%(campaigns)s) AND criterion_id = ANY(%(own)s)
  AND (%(places)s::bigint[] IS NULL OR municipality_id = ANY(%(places)s))
"""  # noqa: S608
KEY = 3  # columns of the key in both tables


@dataclass(frozen=True)
class Change:
    """Campaigns and indicators whose figures are not those that stand in the tables; all municipalities or some."""

    campaigns: set[int]
    indicators: set[int]
    places: list[int] | None = None


def store_region(
    campaigns: Sequence[int], figures: list[RegionFigure], indicators: Collection[int] | None = None
) -> Change:
    """Replace regional figures that changed, and say which; figures of indicators that are gone go too.

    With `indicators` only theirs are looked at.
    """
    rows = RegionResult.objects.filter(campaign__in=campaigns)
    if indicators is not None:
        rows = rows.filter(indicator__in=indicators)
    stored = {
        (campaign, indicator): (pk, digest, NOTHING if best is None else best)
        for pk, campaign, indicator, digest, best in rows.values_list(
            "pk", "campaign_id", "indicator_id", "digest", "best_id"
        )
    }
    new = [row for row in figures if stored.get((row.campaign, row.indicator), (0,))[1:] != (row.digest, row.best)]
    gone = stored.keys() - {(row.campaign, row.indicator) for row in figures}
    _replace(RegionResult, "indicator", [stored[key][0] for key in gone], list(map(_region_result, new)))
    keys = {(row.campaign, row.indicator) for row in new} | gone
    return Change({campaign for campaign, _ in keys}, {indicator for _, indicator in keys})


def _replace(model: type[Model], part: str, gone: list[int], new: list[Any]) -> None:
    """Take rows of a small table away by their keys; write others, over those of the same campaign and part."""
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    fields = [field.name for field in model._meta.concrete_fields if field.name not in ("id", "campaign", part)]
    model._default_manager.bulk_create(
        new, batch_size=1000, update_conflicts=True, unique_fields=["campaign", part], update_fields=fields
    )


def _region_result(row: RegionFigure) -> RegionResult:
    return RegionResult(
        campaign_id=row.campaign,
        indicator_id=row.indicator,
        state=row.state,
        numerator=None if row.numerator == NOTHING else decimal_of(row.numerator),
        denominator=None if row.denominator == NOTHING else decimal_of(row.denominator),
        reported=row.reported,
        expected=row.expected,
        best_id=None if row.best == NOTHING else row.best,
        digest=row.digest,
    )


def figures(cells: Cells, columns: list[Column]) -> list[Ints]:
    """Municipal figures as rows of their table, by indicator."""
    return [
        _table(cells, column.indicator.pk, column.state, column.numerator, column.denominator, column.score)
        for column in columns
    ]


def store_results(cells: Cells, columns: list[Column], change: Change) -> None:
    """Municipal figures of the changed indicators of the changed campaigns."""
    fresh = figures(cells, [column for column in columns if column.indicator.pk in change.indicators])
    for outdated, new in _difference(STORED_RESULTS, 7, fresh, change, change.indicators):
        delete(RESULTS, ("campaign_id", "municipality_id", "indicator_id"), outdated)
        write(
            RESULTS,
            {"campaign_id": new[:, 0], "municipality_id": new[:, 1], "indicator_id": new[:, 2]},
            {"state": new[:, 3]},
            {"numerator": (new[:, 4], 2), "denominator": (new[:, 5], 2), "score": (new[:, 6], 6)},
        )


def store_scores(cells: Cells, columns: list[Column], change: Change) -> None:
    """Criterion scores of the criteria that a changed indicator belongs to."""
    by_criterion: dict[int, list[Column]] = {}
    for column in columns:
        by_criterion.setdefault(column.indicator.criterion_id, []).append(column)
    touched = {row.indicator.criterion_id for row in columns if row.indicator.pk in change.indicators}
    gone = change.indicators - {row.indicator.pk for row in columns}
    if gone:
        touched |= set(Indicator.objects.filter(pk__in=gone).values_list("criterion_id", flat=True))
    fresh = []
    for criterion in touched & set(by_criterion):
        mean, assessed, scorable = criterion_scores(by_criterion[criterion])
        fresh.append(_table(cells, criterion, mean, assessed, np.full(len(mean), scorable)))
    for outdated, new in _difference(STORED_SCORES, 6, fresh, change, touched):
        delete(SCORES, ("campaign_id", "municipality_id", "criterion_id"), outdated)
        write(
            SCORES,
            {"campaign_id": new[:, 0], "municipality_id": new[:, 1], "criterion_id": new[:, 2]},
            {"assessed": new[:, 4], "scorable": new[:, 5]},
            {"score": (new[:, 3], 6)},
        )


def _table(cells: Cells, own: int, *columns: Ints) -> Ints:
    return np.stack([cells.campaigns[cells.owner], cells.places, np.full(len(cells.places), own), *columns], axis=1)


def is_stored(cells: Cells, columns: list[Column]) -> bool:
    """Whether these municipal figures are those that stand in the table."""
    keys = {int(campaign) for campaign in cells.campaigns}
    whole = Change(keys, {column.indicator.pk for column in columns}, cells.places.tolist())
    return not _difference(STORED_RESULTS, 7, figures(cells, columns), whole, whole.indicators)


def _difference(
    stored_rows: str, width: int, fresh: list[Ints], change: Change, own: set[int]
) -> list[tuple[Ints, Ints]]:
    """Rows to take away and rows to write; nothing at all when the tables already say the same."""
    if not change.campaigns:
        return []
    wanted = {"campaigns": sorted(change.campaigns), "own": sorted(own), "places": change.places}
    stored = read(stored_rows, width, wanted)
    new = np.concatenate([*fresh, np.empty((0, width), np.int64)])
    new = new[np.isin(new[:, 0], sorted(change.campaigns))]
    if change.places is not None:
        new = new[np.isin(new[:, 1], change.places)]
    if len(stored):
        old_keys, new_keys = _keys(stored[:, :KEY], new[:, :KEY])
        order = np.argsort(old_keys)
        at = places_in(old_keys[order], new_keys)
        is_same = (at >= 0) & (stored[order[at]] == new).all(axis=1)
        stays = np.zeros(len(stored), bool)
        stays[order[at[is_same]]] = True
        stored, new = stored[~stays], new[~is_same]
    return [(stored, new)] if len(stored) or len(new) else []


def _keys(old: Ints, new: Ints) -> tuple[Ints, Ints]:
    """One number for a composite key, the same in both tables."""
    both, keys = np.concatenate([old, new]), np.zeros(len(old) + len(new), np.int64)
    for n in range(KEY):
        known, place = np.unique(both[:, n], return_inverse=True)
        keys = keys * len(known) + place
    return keys[: len(old)], keys[len(old) :]


def store_totals(former: Iterable[ElementTotal], fresh: list[ElementTotal]) -> None:
    """Sums of data elements over the region, for slices and for the parts of a formula; only where they changed."""
    stored = {(row.campaign_id, row.element_id): row for row in former}
    made = {(row.campaign_id, row.element_id): row for row in fresh}
    new = [row for key, row in made.items() if key not in stored or _told(row) != _told(stored[key])]
    _replace(ElementTotal, "element", [stored[key].pk for key in stored.keys() - made.keys()], new)


def _told(row: ElementTotal) -> tuple[Decimal | None, int, int]:
    return row.amount, row.reported, row.expected


def totals(cells: Cells, frame: Framework) -> list[ElementTotal]:
    return [
        element_total(int(campaign), int(element), hundredths, reported, rows.stop - rows.start)
        for campaign, rows in zip(cells.campaigns, cells.rows, strict=True)
        for element, hundredths, reported in zip(frame.elements, *element_sums(cells.amounts[rows]), strict=True)
        if rows.stop > rows.start
    ]


def element_sums(amounts: Ints) -> tuple[list[int], list[int]]:
    """Of each element: the sum in hundredths and how many told it."""
    is_told = amounts != NOTHING
    sums, reported = np.where(is_told, amounts, 0).sum(axis=0), is_told.sum(axis=0)
    return sums.tolist(), reported.tolist()


def element_total(campaign: int, element: int, hundredths: int, reported: int, expected: int) -> ElementTotal:
    return ElementTotal(
        campaign_id=campaign,
        element_id=element,
        amount=decimal_of(hundredths) if reported else None,
        reported=reported,
        expected=expected,
    )


def decimal_of(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)
