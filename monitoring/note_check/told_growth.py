"""A growth told in people and per cent beside its two years: «в 2023 году 1 376 … Прирост — 192 (14 %)»."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from monitoring.note_check.claims import Claim, quotes_of
from monitoring.note_check.document import Note
from monitoring.note_check.finding import PARTS_AND_TOTAL, PERCENT_OF_COUNT, Finding, half_up, percent_text, written
from monitoring.note_check.shares import fits

_NEAR = 1  # paragraphs


def wrong_told_growth(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    """One of the two must be right, so that it is sure which years are meant; then the other is held against it."""
    texts = [c for c in claims if c.sentence and c.count]
    for growth in texts:
        if growth.percent is None or not growth.counted.change:
            continue
        said, percent = growth.counted.value, growth.printed
        near = [c for c in texts if 0 <= growth.place - c.place <= _NEAR and not c.share.is_rough and c is not growth]
        pairs = [sorted((a.counted.value, b.counted.value)) for a, b in combinations(near, 2) if a.year != b.year]
        pairs = [pair for pair in pairs if 0 < pair[0] < pair[1]]
        if any(b - a == said and fits(said, a, percent.value, percent.places) for a, b in pairs):
            continue
        by_count = {(a, b) for a, b in pairs if b - a == said}
        by_percent = {(a, b) for a, b in pairs if fits(b - a, a, percent.value, percent.places)}
        if len(by_count) == 1:
            yield _wrong_percent(note, growth, *by_count.pop())
        elif not by_count and len(by_percent) == 1:
            yield _wrong_count(note, growth, *by_percent.pop())


def _wrong_percent(note: Note, growth: Claim, old: Decimal, new: Decimal) -> Finding:
    percent = growth.printed
    right = half_up((new - old) * 100 / old, percent.places)
    return Finding(
        PERCENT_OF_COUNT,
        (written(growth.counted.value), percent_text(percent.value), written(old)),
        quotes_of(note, growth),
        f"От {written(old)} до {written(new)} — это {percent_text(right)}, а напечатано {percent_text(percent.value)}.",
    )


def _wrong_count(note: Note, growth: Claim, old: Decimal, new: Decimal) -> Finding:
    said, right = written(growth.counted.value), written(new - old)
    return Finding(
        PARTS_AND_TOTAL,
        (said, right, written(old), written(new)),
        quotes_of(note, growth),
        f"Между {written(old)} и {written(new)} разница {right}, а сказано {said}.",
    )
