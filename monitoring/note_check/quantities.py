"""One quantity with two values: in the text and a table, in two tables, or in two places of the text."""

from __future__ import annotations

import math
from collections.abc import Iterator

from monitoring.note_check.claims import Claim, quotes_of, same
from monitoring.note_check.clauses import bare, core_of
from monitoring.note_check.document import Note
from monitoring.note_check.figures import Figure
from monitoring.note_check.finding import QUANTITY_TWO_VALUES, Finding, percent_text, written
from monitoring.note_check.heads import header
from monitoring.note_check.likeness import (
    Weight,
    are_swapped,
    comparable,
    is_close,
    is_slip_of,
    likeness,
    slip,
    weights_of,
)
from monitoring.note_check.sayings import one_saying
from monitoring.note_check.words import meaning

_LIKE_TABLE = 0.55
_SLIP = 0.6  # digits that changed places ask for one word in common
_LARGE = 99  # of smaller numbers many are others turned about
_LIKE_FAR = 0.75  # values that no slip explains must be named in nearly the same words


def two_values(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    weight = weights_of(claims)
    usable = [c for c in claims if not c.share.is_rough and c.words and not c.is_base]
    texts = [c for c in usable if c.table is None]
    cells = [c for c in usable if c.table is not None]
    seen: set[frozenset[int]] = set()
    for cell in cells:
        yield from _against_text(note, cell, texts, cells, weight, seen)
    for index, left in enumerate(texts):
        for right in texts[index + 1 :]:
            apart = left.place != right.place or _are_twins(left, right, weight)
            if apart and one_saying(left, right, weight):
                found = _difference(left, right)
                if found and not _is_confirmed(left, right, texts, weight):
                    yield _finding(note, left, right, *found)


def _against_text(
    note: Note, cell: Claim, texts: list[Claim], cells: list[Claim], weight: Weight, seen: set[frozenset[int]]
) -> Iterator[Finding]:
    """The sentence nearest in words to the row; silent when any near sentence says the same value."""
    ranked = sorted(((_rank(cell, text, weight), i) for i, text in enumerate(texts)), reverse=True)
    near = [texts[i] for rank, i in ranked if rank >= _LIKE_TABLE and comparable(cell, texts[i])]
    near = [text for text in near if _difference(cell, text) is not None or _agrees(cell, text)]
    if not near or any(_agrees(cell, text) for text in near):
        return
    short = [text for text in near if is_close(cell, text) and bare(core_of(text), text) <= cell.words]
    best = short[0] if short and len(cell.words) == 1 else near[0]
    row = [c for c in cells if c.table is cell.table and c.row == cell.row and c.column != cell.column]
    if not best.year_is_said and any(_agrees(other, best) for other in row):
        return
    shared = min(2, len(cell.words & best.words))
    rivals = [c for c in cells if c is not cell and c.year == cell.year and len(c.words & best.words) >= shared]
    if any(other.row != cell.row and _rank(other, best, weight) >= _rank(cell, best, weight) for other in rivals):
        return
    noun = meaning(best.counted.noun) if best.count else frozenset()
    if cell.words <= noun and any(other.words - noun and other.words <= best.words for other in row):
        return  # «исполнено 45 мероприятий» is of the column «Исполнено», not of «Мероприятий»
    if cell.is_total_row() and any(_agrees(other, best) for other in _column(cell, cells)):
        return  # said of one row, not of them all
    if not is_close(cell, best) and any(is_close(other, best) for other in row):
        return
    head = meaning(header(cell.table, cell.column)) & cell.words if cell.table else frozenset()
    if not is_close(cell, best) and head and not head & best.words:
        return  # the row is named, the column is not
    sure = not cell.is_total_row() and len(cell.words) > 1 and _rank(cell, best, weight) >= _LIKE_FAR
    if not sure and not is_close(cell, best):
        return
    found = _difference(cell, best)
    key = frozenset({id(cell), id(best)})
    if found and key not in seen:
        seen.add(key)
        yield _finding(note, best, cell, *found[::-1])


def _column(cell: Claim, cells: list[Claim]) -> list[Claim]:
    return [c for c in cells if c.table is cell.table and c.column == cell.column and c is not cell]


def _rank(cell: Claim, text: Claim, weight: Weight) -> float:
    common = cell.words & text.words
    if _has_large_slip(cell, text) and bare(core_of(text), text) & cell.words:
        return _SLIP
    if len(common) < 2 and not (common and len(cell.words) == 1):
        return 0.0
    mine, theirs = likeness(cell, text, weight)
    bonus = 0.08 if _shares_a_percent(cell, text) or is_slip_of(cell, text) else 0.0
    return (math.sqrt(mine * theirs) + mine) / 2 + bonus


def _has_large_slip(left: Claim, right: Claim) -> bool:
    if left.count is None or right.count is None or min(left.count.value, right.count.value) <= _LARGE:
        return False
    return are_swapped(left.count.value, right.count.value)


def _shares_a_percent(left: Claim, right: Claim) -> bool:
    return bool(left.percent and right.percent and same(left.percent, right.percent))


def _are_twins(left: Claim, right: Claim, weight: Weight) -> bool:
    """Two sentences of one paragraph speak of different things unless all their words are the same."""
    if left.sentence is right.sentence or not is_close(left, right):
        return False
    return min(likeness(left, right, weight)) >= 0.95 and len(left.words) >= 3


def _agrees(left: Claim, right: Claim) -> bool:
    pairs = [(a, b) for a, b in ((left.count, right.count), (left.percent, right.percent)) if a and b]
    return bool(pairs) and all(same(a, b) for a, b in pairs)


def _difference(left: Claim, right: Claim) -> tuple[Figure, Figure] | None:
    """The first pair of like figures that differ: counts first, then percents."""
    for ours, theirs in ((left.count, right.count), (left.percent, right.percent)):
        if ours and theirs and not same(ours, theirs):
            return ours, theirs
    return None


def _is_confirmed(left: Claim, right: Claim, texts: list[Claim], weight: Weight) -> bool:
    """Both values are said of several things: a third sentence as near shows that the words do not tell them apart."""
    alike = [t for t in texts if t is not left and t is not right and one_saying(left, t, weight)]
    return any(not _agrees(t, left) and not _agrees(t, right) for t in alike)


def _finding(note: Note, first: Claim, second: Claim, one: Figure, other: Figure) -> Finding:
    show = percent_text if one.percent else written
    values = (show(one.value), show(other.value))
    where = "в тексте и в таблице" if second.table is not None else "в двух местах текста"
    text = f"Одна и та же величина названа {where} по-разному: {values[0]} и {values[1]}."
    if not one.percent:
        text += f" Разница — {written(abs(one.value - other.value))}."
        text += slip(one.value, other.value)
    return Finding(QUANTITY_TWO_VALUES, values, (*quotes_of(note, first), *quotes_of(note, second)), text)
