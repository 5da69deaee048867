"""One form is taken in, corrected or taken out: stored results follow without reading the forms of the others.

A municipality's results depend on its own form and, where the best of the region has 100, on who is the best. So the
same rules are applied to a campaign of these few municipalities before and after. What the region says is a sum, in
which the old row is exchanged for the new one. Where that cannot be told from the sum alone (the best has changed,
nobody tells any longer) the criterion is computed for everybody, and where the stored results do not stand on what
they should, the whole campaign is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

import numpy as np
from django.db import transaction
from django.utils import timezone

from monitoring.computation.loading import HUNDRED, Cells, Framework, cells, framework, grounds, with_form_of
from monitoring.computation.rules import Column, RegionFigure, column, figure
from monitoring.computation.storing import (
    element_sums,
    element_total,
    is_stored,
    store_region,
    store_results,
    store_scores,
    store_totals,
)
from monitoring.computation.sums import REPORTED, shares, stored_sums
from monitoring.computation.whole import bring_up, compute
from monitoring.computation.wire import NOTHING, Ints
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, ElementTotal, RegionResult, Submission


@dataclass(frozen=True)
class Region:
    """What is stored of a campaign's region: by indicator and by element."""

    results: dict[int, RegionResult]
    totals: dict[int, ElementTotal]


@dataclass(frozen=True)
class Sight:
    """A form among the best of its region: all that its own results depend on."""

    place: int
    answers: Cells
    columns: list[Column]

    @cached_property
    def own(self) -> slice:
        """The row of the form; none where the municipality is not expected."""
        found = np.flatnonzero(self.answers.places == self.place)
        return slice(int(found[0]), int(found[0]) + 1) if len(found) else slice(0, 0)

    @property
    def told(self) -> tuple[list[int], list[int]]:
        return self.answers.states[self.own].ravel().tolist(), self.answers.amounts[self.own].ravel().tolist()

    @cached_property
    def figures(self) -> list[Ints]:
        """State, numerator, denominator and score of the form, each for all indicators."""
        parts = zip(*((row.state, row.numerator, row.denominator, row.score) for row in self.columns), strict=True)
        return [np.concatenate([column[self.own] for column in part]) for part in parts]

    @property
    def shares(self) -> Ints:
        """What the form adds to the region, by indicator."""
        return shares(np.repeat(self.answers.oktmo[self.own], len(self.columns)), *self.figures)

    def best(self, made: Column) -> int:
        row = int(made.best[0])
        return NOTHING if row == NOTHING else int(self.answers.places[row])


@contextmanager
def following(submission: Submission) -> Iterator[None]:
    """Stored results follow what the block does with one form; published ones wait for a revision.

    The campaign is locked first, so that two forms taken in at once do not overwrite each other's sums.
    """
    with transaction.atomic():
        rows = Campaign.objects.select_for_update(of=("self",)).select_related("edition")
        campaign = rows.get(pk=submission.campaign_id)
        if campaign.is_published:
            yield
            return
        frame, region = framework(campaign.edition), _region(campaign)
        place = submission.municipality_id
        beside = {place, *(row.best_id for row in region.results.values() if row.best_id)}
        before = _sight(place, cells([campaign], frame, beside), frame)
        yield
        after = _sight(place, with_form_of(place, before.answers, frame), frame)
        if before.told == after.told:
            return
        if _stands(campaign, frame, region, before):
            _exchange(campaign, frame, region, before, after)
        else:
            compute([campaign])


def _region(campaign: Campaign) -> Region:
    return Region(
        {row.indicator_id: row for row in RegionResult.objects.filter(campaign=campaign)},
        {row.element_id: row for row in ElementTotal.objects.filter(campaign=campaign)},
    )


def _sight(place: int, answers: Cells, frame: Framework) -> Sight:
    return Sight(place, answers, [column(answers, frame, number) for number in range(len(frame.rules))])


def _stands(campaign: Campaign, frame: Framework, region: Region, before: Sight) -> bool:
    """Whether what is stored was made by these rules for these municipalities and says what the answers say."""
    return (
        campaign.computed_on == grounds([campaign])[campaign.pk]
        and region.results.keys() == {rule.indicator.pk for rule in frame.rules}
        and region.totals.keys() == set(frame.elements.tolist())
        and all(_best_of(region.results[made.indicator.pk]) == before.best(made) for made in before.columns)
        and is_stored(before.answers, before.columns)
    )


def _exchange(campaign: Campaign, frame: Framework, region: Region, before: Sight, after: Sight) -> None:
    exchanged, torn = [], set()
    pairs = [np.stack(sight.figures[:3]) for sight in (before, after)]
    change_of = after.shares - before.shares
    for number in np.flatnonzero((pairs[0] != pairs[1]).any(axis=0)):
        made = after.columns[number]
        row = region.results[made.indicator.pk]
        total = _sums_of(row) + change_of[number]
        if total[REPORTED] and _keeps_best(row, after, made):
            exchanged.append(_figure(row, made, total, after.best(made)))
        else:
            torn.add(made.indicator.criterion_id)
    change = store_region([campaign.pk], exchanged, [one.indicator for one in exchanged])
    own = replace(change, places=[after.place])
    store_results(after.answers, after.columns, own)
    store_scores(after.answers, after.columns, own)
    store_totals(region.totals.values(), _totals(region, frame, before, after))
    if torn:
        bring_up([campaign], frame.of(torn))
    Campaign.objects.filter(pk=campaign.pk).update(computed_at=timezone.now())


def _keeps_best(row: RegionResult, after: Sight, made: Column) -> bool:
    """Nobody else is measured anew: the best is the same other municipality, or nobody had anything to compare."""
    former = _best_of(row)
    return former != after.place and former in (NOTHING, after.best(made))


def _figure(row: RegionResult, made: Column, total: Ints, best: int) -> RegionFigure:
    return figure(row.campaign_id, made.indicator, total, row.expected, best, untold=State.NOT_SUBMITTED)


def _best_of(row: RegionResult) -> int:
    return NOTHING if row.best_id is None else row.best_id


def _sums_of(row: RegionResult) -> Ints:
    return stored_sums(row.reported, _hundredths(row.numerator), _hundredths(row.denominator), row.digest)


def _hundredths(number: Decimal | None) -> int:
    return NOTHING if number is None else int(number * HUNDRED)


def _totals(region: Region, frame: Framework, before: Sight, after: Sight) -> list[ElementTotal]:
    """Sums of elements with the old form taken out and the new one put in."""
    old, new = (zip(*element_sums(sight.answers.amounts[sight.own]), strict=True) for sight in (before, after))
    rows = [region.totals[element] for element in frame.elements.tolist()]
    return [
        element_total(
            row.campaign_id,
            row.element_id,
            max(_hundredths(row.amount), 0) - former[0] + current[0],
            row.reported - former[1] + current[1],
            row.expected,
        )
        for row, former, current in zip(rows, old, new, strict=True)
    ]
