"""Two sentences that share one figure and differ in the next: «32 на 14 предприятиях» and «32 на 41 предприятии»."""

from __future__ import annotations

from collections.abc import Iterator

from monitoring.note_check.claims import Claim, quotes_of
from monitoring.note_check.document import Note
from monitoring.note_check.finding import QUANTITY_TWO_VALUES, Finding, written
from monitoring.note_check.likeness import are_swapped
from monitoring.note_check.words import meaning

_LEAST = 10  # smaller figures meet by chance


def wrong_neighbours(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    texts = [c for c in claims if c.sentence and c.count and not c.percent and not c.share.is_rough]
    for index, left in enumerate(texts):
        for right in texts[index + 1 :]:
            if left.sentence is right.sentence or left.year != right.year or not _is_slip(left, right):
                continue
            if _companions(left, claims) & _companions(right, claims):
                values = (written(left.counted.value), written(right.counted.value))
                yield Finding(
                    QUANTITY_TWO_VALUES,
                    values,
                    (*quotes_of(left, note), *quotes_of(right, note)),
                    f"Одна и та же величина названа в двух местах текста по-разному: {values[0]} и {values[1]}.",
                )


def _is_slip(left: Claim, right: Claim) -> bool:
    ours, theirs = meaning(left.counted.noun), meaning(right.counted.noun)
    return bool(ours) and ours == theirs and are_swapped(left.counted.value, right.counted.value)


def _companions(claim: Claim, claims: list[Claim]) -> set[tuple[str, str]]:
    """The other figures of the sentence, with their units."""
    others = (c for c in claims if c.sentence is claim.sentence and c is not claim and c.count)
    return {(written(c.counted.value), c.unit) for c in others if c.counted.value >= _LEAST and c.unit}
