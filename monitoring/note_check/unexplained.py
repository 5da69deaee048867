"""A percent that no number of the note explains: the whole its neighbours are of is what it was meant of."""

from __future__ import annotations

from decimal import Decimal

from monitoring.note_check.bases import Total
from monitoring.note_check.claims import Claim
from monitoring.note_check.series import misses_by_a_slip
from monitoring.note_check.shares import fits

_NEAR = 1  # paragraphs
_LEAST = 2  # votes: a neighbour of the sentence has two, one of the paragraph has one


def whole_of_unexplained(claim: Claim, claims: list[Claim]) -> Total | None:
    if claim.share.base is not None or claim.sentence is None:
        return None
    counts = [c for c in claims if c.count and c is not claim and c.count.value > claim.counted.value]
    if any(_is_of(claim, c.counted.value) for c in counts):
        return None
    near = [c for c in claims if c.sentence and c.count and c.percent and not c.share.is_rough and c is not claim]
    near = [c for c in near if abs(c.place - claim.place) <= _NEAR and c.year == claim.year]
    wholes: dict[Decimal, Claim] = {}
    for whole in counts:
        if (whole.sentence is None or abs(whole.place - claim.place) <= _NEAR) and whole.share.start < claim.share.end:
            wholes.setdefault(whole.counted.value, whole)
    votes = {value: _votes(claim, value, near) for value in wholes}
    most = max(votes.values(), default=0)
    best = [value for value, count in votes.items() if count == most]
    if most < _LEAST or not all(misses_by_a_slip(claim, value) for value in best):
        return None
    whole = wholes[best[-1]]
    return Total(whole.counted.value, whole.unit, whole.place, whole.year, claim=whole)


def _votes(claim: Claim, whole: Decimal, near: list[Claim]) -> int:
    votes = 0
    for other in near:
        if _is_of(other, whole) and (other.share.base is None or other.share.base.value == whole):
            halves = other.counted.value + claim.counted.value == whole
            votes += 2 if halves or other.sentence is claim.sentence else 1
    return votes


def _is_of(claim: Claim, whole: Decimal) -> bool:
    count, percent = claim.counted, claim.printed
    return count.value < whole and fits(count.value, whole, percent.value, percent.places)
