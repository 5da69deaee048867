"""Two sentences that share one figure and differ in the next: «32 на 14 предприятиях» and «32 на 41 предприятии»."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from monitoring.note_check.claims import Claim, quotes_of
from monitoring.note_check.document import Note
from monitoring.note_check.finding import QUANTITY_TWO_VALUES, Finding, written
from monitoring.note_check.likeness import are_swapped
from monitoring.note_check.words import meaning

_LONG = 999
_EXACT = 4  # digits before trailing zeros
_LEAST = 10  # smaller figures meet by chance


def wrong_long_numbers(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    """Long numbers that differ by digits turned about: by chance two such hardly meet in one note."""
    said = [c for c in claims if c.count and c.count.value > _LONG and c.count.factor == 1 and not c.share.is_rough]
    values = [c.counted.value for c in said]
    for index, left in enumerate(said):
        for right in said[index + 1 :]:
            if not _are_turned(left.counted.value, right.counted.value) or not _may_be_one(left, right):
                continue
            if min(values.count(left.counted.value), values.count(right.counted.value)) == 1:
                yield _finding(note, left, right)


def _are_turned(one: Decimal, other: Decimal) -> bool:
    """Two digits changed places in a number that is not round."""
    left, right = str(one).rstrip("0"), str(other).rstrip("0")
    return min(len(left), len(right)) >= _EXACT and sorted(left) == sorted(right) and are_swapped(one, other)


def _may_be_one(left: Claim, right: Claim) -> bool:
    if left.table is not None and left.table is right.table:
        return False
    if left.sentence is not None and left.sentence is right.sentence:
        return False
    alike = not left.unit or not right.unit or left.unit == right.unit
    return alike and left.year == right.year and left.negative == right.negative


def _finding(note: Note, left: Claim, right: Claim) -> Finding:
    values = (written(left.counted.value), written(right.counted.value))
    return Finding(
        QUANTITY_TWO_VALUES,
        values,
        quotes_of(note, left, right),
        f"Одна и та же величина названа по-разному: {values[0]} и {values[1]}. Похоже на перестановку цифр.",
    )


def wrong_neighbours(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    texts = [c for c in claims if c.sentence and c.count and not c.percent and not c.share.is_rough]
    for index, left in enumerate(texts):
        for right in texts[index + 1 :]:
            if left.sentence is right.sentence or left.year != right.year or not _is_slip(left, right):
                continue
            if _companions(left, claims) & _companions(right, claims):
                yield _finding(note, left, right)


def _is_slip(left: Claim, right: Claim) -> bool:
    ours, theirs = meaning(left.counted.noun), meaning(right.counted.noun)
    return bool(ours) and ours == theirs and are_swapped(left.counted.value, right.counted.value)


def _companions(claim: Claim, claims: list[Claim]) -> set[tuple[str, str]]:
    """The other figures of the sentence, with their units."""
    others = (c for c in claims if c.sentence is claim.sentence and c is not claim and c.count)
    return {(written(c.counted.value), c.unit) for c in others if c.counted.value >= _LEAST and c.unit}
