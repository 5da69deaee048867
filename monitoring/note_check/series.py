"""Shares said in one breath are of one whole: «есть у 102 (70 %), строится у 29 (20 %), нет у 15 (12 %)»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, pairwise

from monitoring.note_check.claims import Claim
from monitoring.note_check.finding import half_up
from monitoring.note_check.shares import fits

Whole = tuple[Decimal, Claim]
_ITEM = re.compile(r"\s*(?:[-–—•*]\s|\d{1,2}\)\s|[а-я]\)\s|[А-ЯЁ][^:.;\d]{2,70}: \d[^.;]{0,60}$)", re.I)
_DASH = re.compile(r"\s*[-–—•*]\s")
_NESTED = re.compile(r"\b(?:из|среди) (?:них|которых|этого числа)\b|в т(?:ом|\.) ?ч(?:исле|\.)", re.I)
_LEAST = 2  # shares that must agree on the whole before a third one is held against it
_SURE_GAP, _WIDE_GAP = Decimal(3), Decimal(10)  # percentage points


def series_of(claims: list[Claim]) -> Iterator[list[Claim]]:
    """Runs of counts with percents: of one sentence, or of the lines of one list."""
    shares = [c for c in claims if c.sentence and c.count and c.percent and not c.share.is_rough]
    for _, run in groupby(shares, key=_breath(claims)):
        series = list(run)
        if len(series) > _LEAST:
            yield series


def _breath(claims: list[Claim]):  # type: ignore[no-untyped-def]
    """A number for each sentence; pieces between semicolons and lines of one list have the number of the first."""
    kinds = {c.place: bool(_DASH.match(c.sentence.text)) for c in claims if c.sentence and _ITEM.match(c.sentence.text)}
    firsts: dict[int, int] = {}
    for place in sorted(kinds):
        goes_on = kinds.get(place - 1) == kinds[place]
        firsts[place] = firsts.get(place - 1, place) if goes_on else place
    joined: dict[int, int] = {}
    for before, after in pairwise(list({c.sentence.start: c.sentence for c in claims if c.sentence}.values())):
        if (
            after.paragraph - before.paragraph <= 1
            and re.search(r";\s*$", before.text)
            and after.text.strip()[0].islower()
        ):
            joined[after.start] = joined.get(before.start, before.start)

    def key(claim: Claim) -> tuple[int, int]:
        if claim.sentence is not None and claim.place in firsts and _ITEM.match(claim.sentence.text):
            return firsts[claim.place], -1
        start = claim.sentence.start if claim.sentence else -1
        return joined.get(start, start), -1

    return key


def wholes_of_series(claims: list[Claim]) -> dict[int, Whole]:
    """For each share that breaks its series: the count all the others are of, by the identity of the share."""
    counts = [c for c in claims if c.count and not c.count.change and not c.count.approximate]
    found: dict[int, Whole] = {}
    for series in series_of(claims):
        for odd, whole in _odd(series, counts):
            found[id(odd)] = whole
    return found


def _odd(series: list[Claim], counts: list[Claim]) -> Iterator[tuple[Claim, Whole]]:
    said = {id(c) for c in series}
    start = min(c.share.start for c in series)
    before = [c for c in counts if id(c) not in said and (c.table is not None or c.share.start < start)]
    before.sort(key=lambda c: (c.table is not None, start - c.share.start))
    named = [(c.share.base.value, c) for c in series if c.share.base is not None]
    best, votes = _of_first(series)
    for whole in (*named, *((c.counted.value, c) for c in before)):
        right = len({c.counted.value for c in series if _is_of(c, whole[0])})
        if right > votes:
            best, votes = whole, right
    if best is None or votes < max(_LEAST, (len(series) + 1) // 2):
        return
    for claim in series:
        if claim is not best[1] and not _is_of(claim, best[0]) and _may_be_of(claim, best[0], series):
            yield claim, best


def _of_first(series: list[Claim]) -> tuple[Whole | None, int]:
    """«216 (30 %), из них 151 (70 %), 43 (20 %) …»: the first share is the whole of those behind it."""
    first, rest = series[0], series[1:]
    if not _NESTED.search(_between(first, rest[0])):
        return None, 0
    votes = len({c.counted.value for c in rest if _is_of(c, first.counted.value)})
    return (first.counted.value, first), votes


def _is_of(claim: Claim, whole: Decimal) -> bool:
    count, percent = claim.counted, claim.printed
    return count.value <= whole and fits(count.value, whole, percent.value, percent.places)


def _may_be_of(claim: Claim, whole: Decimal, series: list[Claim]) -> bool:
    """No other share of the series is its whole, and the percent misses by as much as slips do."""
    if claim.share.base is not None or claim.counted.value > whole:
        return False
    for before, other in pairwise([*series]):
        nested = other is claim and claim.sentence is not None and _NESTED.search(_between(before, claim))
        if nested and _is_of(claim, before.counted.value):
            return False
    return misses_by_a_slip(claim, whole)


def _between(before: Claim, claim: Claim) -> str:
    """Words from one share to the next one, and those right behind the count."""
    if claim.sentence is None or before.sentence is not claim.sentence:
        return ""
    start = claim.sentence.start
    return claim.sentence.text[before.share.end - start : claim.share.end - start]


def misses_by_a_slip(claim: Claim, whole: Decimal) -> bool:
    """The percent is near the right one, or has one digit wrong."""
    percent = claim.printed
    exact = claim.counted.value * 100 / whole
    gap = abs(exact - percent.value)
    if gap <= _SURE_GAP or (gap <= _WIDE_GAP and gap <= exact * Decimal("0.5")):
        return True
    right, said = str(half_up(exact, percent.places)), str(percent.value)
    return len(right) == len(said) > 1 and sum(a != b for a, b in zip(right, said, strict=True)) == 1
