"""The rules of computation over whole columns of cells. Amounts are hundredths, scores millionths, all exact."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from monitoring.computation.loading import HUNDRED, Cells, Framework, Rule
from monitoring.computation.ratios import FULL, greatest, half_up
from monitoring.computation.sums import BASED, DENOMINATOR, NUMERATOR, REPORTED, digest_of, shares
from monitoring.computation.wire import NOTHING, Ints
from monitoring.framework.vocabulary import Comparison, Operation, Polarity, Scoring, State
from monitoring.models import Indicator


@dataclass(frozen=True)
class Column:
    """One indicator in all rows: its state, exact pair and score."""

    indicator: Indicator
    state: Ints
    numerator: Ints
    denominator: Ints
    score: Ints
    best: Ints  # of each campaign: the row that the others are measured by, NOTHING where there is none


@dataclass(frozen=True)
class RegionFigure:
    campaign: int
    indicator: int
    state: int
    numerator: int
    denominator: int
    reported: int
    expected: int
    best: int
    digest: str


def column(cells: Cells, frame: Framework, number: int) -> Column:
    rule = frame.rules[number]
    state = _state(cells, rule, number)
    is_told = state == State.REPORTED
    numerator = np.where(is_told, _numerator(cells, rule), NOTHING)
    denominator = np.where(is_told, _denominator(cells, rule), NOTHING)
    heads = cells.heads[:, frame.scale] if frame.scale is not None else np.full(len(state), NOTHING)
    score, best = _score(cells, rule.indicator, numerator, denominator, heads)
    return Column(rule.indicator, state, numerator, denominator, score, best)


def _state(cells: Cells, rule: Rule, number: int) -> Ints:
    """The worst state of the operands; an indicator that the campaign leaves out is not assessed, whatever was told."""
    state = cells.states[:, rule.numerator + rule.base_elements].max(axis=1, initial=State.REPORTED).astype(np.int64)
    for population in rule.base_populations:
        is_missing = (cells.heads[:, population] == NOTHING) & cells.is_loaded[cells.owner, population]
        state = np.maximum(state, np.where(is_missing, State.NOT_ASSESSED, State.REPORTED))
    return np.where(cells.is_skipped[cells.owner, number], State.NOT_ASSESSED, state)


def _numerator(cells: Cells, rule: Rule) -> Ints:
    amounts, indicator = cells.amounts[:, rule.numerator], rule.indicator
    if indicator.operation == Operation.ALL:
        return (amounts.min(axis=1) > 0) * HUNDRED
    if indicator.operation == Operation.ANY:
        return (amounts.max(axis=1) > 0) * HUNDRED
    total = amounts.sum(axis=1)
    bound = int(indicator.threshold * HUNDRED)
    answers = {
        Comparison.ABOVE: total > bound,
        Comparison.AT_LEAST: total >= bound,
        Comparison.EQUALS: total == bound,
        Comparison.AT_MOST: total <= bound,
        Comparison.BELOW: total < bound,
    }
    return answers[Comparison(indicator.comparison)] * HUNDRED if indicator.comparison else total


def _denominator(cells: Cells, rule: Rule) -> Ints:
    """1 for a flag; nothing where the formula has no base or nobody's head count was ever loaded."""
    if rule.indicator.is_flag:
        return np.full(len(cells.owner), HUNDRED)
    if not rule.base_elements and not rule.base_populations:
        return np.full(len(cells.owner), NOTHING)
    base = cells.amounts[:, rule.base_elements].sum(axis=1) + cells.heads[:, rule.base_populations].sum(axis=1)
    is_known = np.logical_and.reduce(cells.is_loaded[:, rule.base_populations], axis=1)
    return np.where(is_known[cells.owner], base, NOTHING)


def _score(cells: Cells, indicator: Indicator, numerator: Ints, denominator: Ints, heads: Ints) -> tuple[Ints, Ints]:
    score, best = np.full(len(numerator), NOTHING), np.full(len(cells.campaigns), NOTHING)
    is_told, is_low = numerator != NOTHING, indicator.polarity == Polarity.LOW
    if indicator.scoring == Scoring.FLAG:
        share = numerator * (FULL // HUNDRED)
        score = np.where(is_told, FULL - share if is_low else share, NOTHING)
    if indicator.scoring == Scoring.TARGET:
        rows = np.flatnonzero(is_told & (denominator > 0))
        target = np.full(len(rows), int((indicator.target or Decimal(0)) * HUNDRED))
        ones = np.ones(len(rows), np.int64)
        made = half_up(numerator[rows], ones, denominator[rows], target, 100 * FULL * HUNDRED)
        score[rows] = np.minimum(made, FULL)
    if indicator.scoring == Scoring.BEST:
        rated = np.flatnonzero(is_told & (heads > 0))
        parts = np.split(rated, np.searchsorted(cells.owner[rated], np.arange(1, len(cells.campaigns))))
        for campaign, rows in enumerate(parts):
            if len(rows):
                best[campaign] = greatest(numerator, heads, rows)
                score[rows] = _against_best(numerator, heads, rows, best[campaign], is_low=is_low)
    return score, best


def _against_best(numerator: Ints, heads: Ints, rows: NDArray[np.intp], best: int, *, is_low: bool) -> Ints:
    """Per head against the best of the campaign, which has 100; where less is better the other way round."""
    if not numerator[best]:
        return np.full(len(rows), FULL if is_low else 0)
    top, bottom = np.full(len(rows), heads[best]), np.full(len(rows), numerator[best])
    if not is_low:
        return half_up(numerator[rows], top, heads[rows], bottom, FULL)
    left = [int(heads[row]) * int(numerator[best]) - int(numerator[row]) * int(heads[best]) for row in rows]
    whole = [int(heads[row]) * int(numerator[best]) for row in rows]
    return np.array([(2 * FULL * a + b) // (2 * b) for a, b in zip(left, whole, strict=True)], np.int64)


def regional(cells: Cells, made: Column) -> list[RegionFigure]:
    """One figure a campaign: sums over those who told, and a digest of every municipal figure below it."""
    figures = []
    for number, rows in enumerate(cells.rows):
        state = made.state[rows]
        if not len(state):
            continue
        columns = (state, made.numerator[rows], made.denominator[rows], made.score[rows])
        common = int(state[0]) if state.min() == state.max() else int(State.NOT_SUBMITTED)
        best = int(cells.places[made.best[number]]) if made.best[number] != NOTHING else NOTHING
        total = shares(cells.oktmo[rows], *columns).sum(axis=0)
        figures.append(figure(int(cells.campaigns[number]), made.indicator, total, len(state), best, untold=common))
    return figures


def figure(
    campaign: int, indicator: Indicator, total: Ints, expected: int, best: int, *, untold: State | int
) -> RegionFigure:
    """What a sum says; where nobody told, the state that the municipalities have in common."""
    reported = int(total[REPORTED])
    return RegionFigure(
        campaign=campaign,
        indicator=indicator.pk,
        state=int(State.REPORTED) if reported else int(untold),
        numerator=int(total[NUMERATOR]) if reported else NOTHING,
        denominator=int(total[DENOMINATOR]) if total[BASED] else NOTHING,
        reported=reported,
        expected=expected,
        best=best,
        digest=digest_of(total),
    )


def criterion_scores(columns: list[Column]) -> tuple[Ints, Ints, int]:
    """Mean of the scores of a criterion, how many there are, and how many there could be."""
    scores = np.stack([column.score for column in columns], axis=1)
    known = scores != NOTHING
    assessed = known.sum(axis=1)
    total = np.where(known, scores, 0).sum(axis=1)
    mean = np.where(assessed > 0, (2 * total + assessed) // np.maximum(2 * assessed, 1), NOTHING)
    return mean, assessed, sum(column.indicator.scoring != Scoring.NONE for column in columns)
