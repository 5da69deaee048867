"""Results into their tables: only rows that differ from what stands there are written.

A digest of each regional figure covers all municipal figures below it, so figures with the same digest are not even
read: computing again what has not changed costs no write at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

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
"""  # noqa: S608
STORED_SCORES = f"""
SELECT campaign_id, municipality_id, criterion_id, coalesce((score * {MILLION})::bigint, -1), assessed::bigint,
       scorable::bigint
FROM {SCORES} WHERE campaign_id = ANY(%(campaigns)s) AND criterion_id = ANY(%(own)s)
"""  # noqa: S608
KEY = 3  # columns of the key in both tables


@dataclass(frozen=True)
class Change:
    """Campaigns and indicators whose figures are not those that stand in the tables."""

    campaigns: set[int]
    indicators: set[int]


def store_region(campaigns: Sequence[int], figures: list[RegionFigure]) -> Change:
    """Replace regional figures that changed, and say which; figures of indicators that are gone go too."""
    stored = {
        (campaign, indicator): (pk, digest)
        for pk, campaign, indicator, digest in RegionResult.objects.filter(campaign__in=campaigns).values_list(
            "pk", "campaign_id", "indicator_id", "digest"
        )
    }
    new = [row for row in figures if stored.get((row.campaign, row.indicator), (0, ""))[1] != row.digest]
    kept = {(row.campaign, row.indicator) for row in figures} - {(row.campaign, row.indicator) for row in new}
    gone = {key: pk for key, (pk, _) in stored.items() if key not in kept}
    if gone:
        RegionResult.objects.filter(pk__in=gone.values()).delete()
    RegionResult.objects.bulk_create(map(_region_result, new), batch_size=1000)
    keys = {(row.campaign, row.indicator) for row in new} | set(gone)
    return Change({campaign for campaign, _ in keys}, {indicator for _, indicator in keys})


def _region_result(row: RegionFigure) -> RegionResult:
    return RegionResult(
        campaign_id=row.campaign,
        indicator_id=row.indicator,
        state=row.state,
        numerator=None if row.numerator == NOTHING else decimal_of(row.numerator),
        denominator=None if row.denominator == NOTHING else decimal_of(row.denominator),
        reported=row.reported,
        expected=row.expected,
        digest=row.digest,
    )


def store_results(cells: Cells, columns: list[Column], change: Change) -> None:
    """Municipal figures of the changed indicators of the changed campaigns."""
    fresh = [
        _table(cells, column.indicator.pk, column.state, column.numerator, column.denominator, column.score)
        for column in columns
        if column.indicator.pk in change.indicators
    ]
    for outdated, new in _difference(STORED_RESULTS, 7, fresh, change.campaigns, change.indicators):
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
    touched = set(Indicator.objects.filter(pk__in=change.indicators).values_list("criterion_id", flat=True))
    fresh = []
    for criterion in touched & set(by_criterion):
        mean, assessed, scorable = criterion_scores(by_criterion[criterion])
        fresh.append(_table(cells, criterion, mean, assessed, np.full(len(mean), scorable)))
    for outdated, new in _difference(STORED_SCORES, 6, fresh, change.campaigns, touched):
        delete(SCORES, ("campaign_id", "municipality_id", "criterion_id"), outdated)
        write(
            SCORES,
            {"campaign_id": new[:, 0], "municipality_id": new[:, 1], "criterion_id": new[:, 2]},
            {"assessed": new[:, 4], "scorable": new[:, 5]},
            {"score": (new[:, 3], 6)},
        )


def _table(cells: Cells, own: int, *columns: Ints) -> Ints:
    return np.stack([cells.campaigns[cells.owner], cells.places, np.full(len(cells.places), own), *columns], axis=1)


def _difference(
    stored_rows: str, width: int, fresh: list[Ints], campaigns: set[int], own: set[int]
) -> list[tuple[Ints, Ints]]:
    """Rows to take away and rows to write; nothing at all when the tables already say the same."""
    if not campaigns:
        return []
    stored = read(stored_rows, width, {"campaigns": sorted(campaigns), "own": sorted(own)})
    new = np.concatenate([*fresh, np.empty((0, width), np.int64)])
    new = new[np.isin(new[:, 0], sorted(campaigns))]
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


def store_totals(cells: Cells, frame: Framework) -> None:
    """Sums of data elements over the region, for slices and for the parts of a formula; only where they changed."""
    stored = {
        (row.campaign_id, row.element_id): row
        for row in ElementTotal.objects.filter(campaign__in=cells.campaigns.tolist())
    }
    fresh = {(row.campaign_id, row.element_id): row for row in _totals(cells, frame)}
    same = {key for key, row in fresh.items() if key in stored and _told(row) == _told(stored[key])}
    ElementTotal.objects.filter(pk__in=[row.pk for key, row in stored.items() if key not in same]).delete()
    ElementTotal.objects.bulk_create([row for key, row in fresh.items() if key not in same], batch_size=1000)


def _told(row: ElementTotal) -> tuple[Decimal | None, int, int]:
    return row.amount, row.reported, row.expected


def _totals(cells: Cells, frame: Framework) -> list[ElementTotal]:
    ends = [*cells.starts[1:], len(cells.owner)]
    rows: list[ElementTotal] = []
    for campaign, start, end in zip(cells.campaigns, cells.starts, ends, strict=True):
        amounts = cells.amounts[start:end]
        is_told = amounts != NOTHING
        sums, reported = np.where(is_told, amounts, 0).sum(axis=0), is_told.sum(axis=0)
        rows += [
            ElementTotal(
                campaign_id=int(campaign),
                element_id=int(element),
                amount=decimal_of(total) if number else None,
                reported=number,
                expected=int(end - start),
            )
            for element, total, number in zip(frame.elements, sums.tolist(), reported.tolist(), strict=True)
            if end > start
        ]
    return rows


def decimal_of(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)
