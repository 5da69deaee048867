"""Rules of percents: against their own count, and one fraction printed with two percents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from monitoring.note_check.bases import Bases, Total
from monitoring.note_check.claims import Claim, quotes_of, same
from monitoring.note_check.document import Note
from monitoring.note_check.finding import (
    PERCENT_OF_COUNT,
    SHARE_TWO_PERCENTS,
    Finding,
    half_up,
    percent_text,
    written,
)
from monitoring.note_check.series import Whole, misses_by_a_slip, wholes_of_series
from monitoring.note_check.shares import bases_that_fit, fits
from monitoring.note_check.table_shares import percents_of_columns
from monitoring.note_check.unexplained import whole_of_unexplained
from monitoring.note_check.wholes import whole_after, wholes_of
from monitoring.note_check.words import meaning

_NAMED_GAP, _SURE_GAP = Decimal(6), Decimal(2)  # percentage points
_MANY_VOTES = 3


def wrong_percents(note: Note, claims: list[Claim], bases: Bases) -> Iterator[Finding]:
    seen: set[tuple[Decimal, Decimal, str]] = set()
    told = percents_of_columns(note)
    of_series = wholes_of_series(claims)
    for claim in claims:
        count, percent = claim.count, claim.percent
        if count is None or percent is None or claim.share.is_rough or claim.is_total_row():
            continue
        if percent.start in told:
            continue
        base = _contradicted(claim, claims, bases, of_series.get(id(claim)))
        if base is None:
            continue
        key = (count.value, percent.value, claim.unit)
        if key in seen:
            continue
        seen.add(key)
        twins = [c for c in claims if c.count and c.percent and _key(c) == key]
        quotes = quotes_of(note, *twins)
        yield Finding(
            PERCENT_OF_COUNT,
            (written(count.value), percent_text(percent.value), written(base.value)),
            quotes,
            _explained(claim, base),
        )


def _key(claim: Claim) -> tuple[Decimal, Decimal, str]:
    return claim.counted.value, claim.printed.value, claim.unit


def _contradicted(claim: Claim, claims: list[Claim], bases: Bases, of_series: Whole | None = None) -> Total | None:
    """The base that was meant and does not give the printed percent; None when all is well or nothing is known."""
    count, percent, base = claim.counted, claim.printed, claim.share.base
    if base is not None:
        right = fits(count.value, base.value, percent.value, percent.places)
        return None if right else Total(base.value, claim.unit, claim.place, claim.year)
    if percent.value >= 100:
        return None
    named = wholes_of(whole_after(claim), claim, claims)
    if any(fits(count.value, whole.counted.value, percent.value, percent.places) for whole in named):
        return None
    if named:
        gaps = [(abs(count.value * 100 / whole.counted.value - percent.value), whole) for whole in named]
        gap, whole = min(gaps, key=lambda pair: pair[0])
        alone = bases.fitting(claim) is None
        if gap <= (_NAMED_GAP if alone else _SURE_GAP) or (alone and misses_by_a_slip(claim, whole.counted.value)):
            return Total(whole.counted.value, whole.unit, whole.place, whole.year, claim=whole)
    if of_series is not None and id(claim) not in bases.parents:
        value, other = of_series
        return Total(value, other.unit, other.place, other.year, claim=other)
    meant = bases.reference(claim) or _of_neighbour(claim, claims, bases) or whole_of_unexplained(claim, claims)
    if meant is None or fits(count.value, meant.value, percent.value, percent.places):
        return None
    if abs(claim.place - meant.place) > 1 and bases.fits_beside(claim):
        return None
    if bases.fitting(claim) is not None and not _fits_by_chance(claim, meant, bases):
        return None
    return meant


def _of_neighbour(claim: Claim, claims: list[Claim], bases: Bases) -> Total | None:
    """The whole of the share said just before, when many percents of the note are of it and none of another."""
    before = [c for c in claims if c.sentence and c.count and c.percent and c.share.start < claim.share.start]
    if claim.sentence is None or not before or claim.share.base is not None or claim.place - before[-1].place > 1:
        return None
    last = before[-1]
    value = last.share.base.value if last.share.base else None
    able = [t for t in bases.totals if t.value == value or (t.votes >= _MANY_VOTES and value is None)]
    parent = bases.parents.get(id(last))
    able = [parent] if parent is not None and last.sentence is claim.sentence else able
    able = [t for t in able if fits(last.counted.value, t.value, last.printed.value, last.printed.places)]
    able = [t for t in able if t.unit in {claim.unit, ""} or not claim.unit]
    if len({t.value for t in able}) != 1 or not claim.counted.value < able[0].value:
        return None
    return able[0] if misses_by_a_slip(claim, able[0].value) else None


def _fits_by_chance(claim: Claim, meant: Total, bases: Bases) -> bool:
    """The only number that gives the percent stands far away and speaks of other things."""
    is_parent = bases.parents.get(id(claim)) is meant
    if not is_parent and (meant.votes < _MANY_VOTES or meant.unit != claim.unit or meant.place > claim.place):
        return False
    return not bases.is_near(claim) and misses_by_a_slip(claim, meant.value)


def _explained(claim: Claim, base: Total) -> str:
    count, percent = claim.counted, claim.printed
    exact = count.value * 100 / base.value
    right = half_up(exact, percent.places)
    origin = "" if base.printed else " (основание выведено из других процентов справки)"
    text = (
        f"{written(count.value)} из {written(base.value)}{origin} — это {percent_text(half_up(exact, 2))}, "
        f"при округлении {percent_text(right)}, а напечатано {percent_text(percent.value)}."
    )
    fitting = bases_that_fit(count.value, percent.value, percent.places)
    if not fitting:
        return f"{text} Ни при каком целом основании {percent_text(percent.value)} не получается."
    span = f"{fitting[0]}" if len(fitting) == 1 else f"от {fitting[0]} до {fitting[-1]}"
    return f"{text} Напечатанный процент верен при основании {span}, другого подходящего числа в тексте нет."


def two_percents(note: Note, claims: list[Claim], bases: Bases) -> Iterator[Finding]:
    """One count of one unit in one year with percents that cannot both be roundings of the same fraction."""
    groups: dict[tuple[Decimal, str, int | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.count and claim.percent and not claim.share.is_rough and claim.unit and claim.percent.value != 100:
            groups[claim.count.value, claim.unit, claim.year].append(claim)
    for (count, unit, _), group in groups.items():
        distinct: list[Claim] = []
        for claim in group:
            if not any(same(claim.percent, other.percent) for other in distinct if claim.percent and other.percent):
                distinct.append(claim)
        if len(distinct) < 2 or not _one_fraction(distinct, unit, claims, bases):
            continue
        percents = sorted({claim.percent.value for claim in distinct if claim.percent})
        said = " и ".join(percent_text(value) for value in percents)
        quotes = quotes_of(note, *distinct)
        yield Finding(
            SHARE_TWO_PERCENTS,
            (written(count), *(percent_text(value) for value in percents)),
            quotes,
            f"Одно и то же количество {written(count)} напечатано с разными процентами: {said}. "
            "При одном основании верным может быть только один из них.",
        )


def _is_explained(claim: Claim, bases: Bases) -> bool:
    return claim.share.base is not None or bases.fitting(claim) is not None


def _one_fraction(distinct: list[Claim], unit: str, claims: list[Claim], bases: Bases) -> bool:
    named = {claim.share.base.value for claim in distinct if claim.share.base}
    if len(named) > 1:
        return False
    if all(_contradicted(claim, claims, bases) is None and _is_explained(claim, bases) for claim in distinct):
        return False
    if unit == "человек":
        words = [claim.words or meaning(claim.label) for claim in distinct]
        return len(frozenset.intersection(*words)) >= 2
    return True
