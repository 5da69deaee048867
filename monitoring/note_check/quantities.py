"""One quantity with two values: in the text and a table, in two tables, or in two places of the text."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

from monitoring.note_check.claims import Claim, quotes_of, same
from monitoring.note_check.document import Note
from monitoring.note_check.figures import Figure
from monitoring.note_check.finding import QUANTITY_TWO_VALUES, Finding, percent_text, written

_LIKE_TABLE = 0.55
_LIKE_TEXT = 0.8
_FEW = 40  # of so few a difference of one or two is an old draft, whatever its percent
_CLASSES = re.compile(r"\b(\d{1,2})(?:\s?[–-]\s?(\d{1,2}))?(?:-?\w{1,2})?\s*класс", re.I)
_NUMBERED = re.compile(r"№\s*(\d+)")
Weight = Callable[[str], float]


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
            if apart and _one_saying(left, right, weight):
                found = _difference(left, right)
                if found and not _is_confirmed(left, right, texts, weight):
                    yield _finding(note, left, right, *found)


def weights_of(claims: list[Claim]) -> Weight:
    """Rare words weigh more than those every sentence of the note has."""
    labels = {claim.label: claim.words for claim in claims}
    counts = Counter(word for words in labels.values() for word in words)
    size = len(labels) + 1
    return lambda word: math.log(1 + size / (1 + counts[word]))


def _likeness(left: Claim, right: Claim, weight: Weight) -> tuple[float, float]:
    """Shares of each claim's words found in the other one, by weight."""
    common = sum(weight(word) for word in left.words & right.words)
    mine, theirs = (sum(weight(word) for word in claim.words) or 1.0 for claim in (left, right))
    return common / mine, common / theirs


def _against_text(
    note: Note, cell: Claim, texts: list[Claim], cells: list[Claim], weight: Weight, seen: set[frozenset[int]]
) -> Iterator[Finding]:
    """The sentence nearest in words to the row; silent when any near sentence says the same value."""
    ranked = sorted(((_rank(cell, text, weight), i) for i, text in enumerate(texts)), reverse=True)
    near = [texts[i] for rank, i in ranked if rank >= _LIKE_TABLE and _comparable(cell, texts[i])]
    near = [text for text in near if _difference(cell, text) is not None or _agrees(cell, text)]
    if not near or any(_agrees(cell, text) for text in near):
        return
    best = near[0]
    row = [c for c in cells if c.table is cell.table and c.row == cell.row and c.column != cell.column]
    if not best.year_is_said and any(_agrees(other, best) for other in row):
        return
    shared = min(2, len(cell.words & best.words))
    rivals = [c for c in cells if c is not cell and c.year == cell.year and len(c.words & best.words) >= shared]
    if any(other.row != cell.row and _rank(other, best, weight) >= _rank(cell, best, weight) for other in rivals):
        return
    if (cell.is_total_row() or len(cell.words) == 1) and not _is_close(cell, best):
        return
    found = _difference(cell, best)
    key = frozenset({id(cell), id(best)})
    if found and key not in seen:
        seen.add(key)
        yield _finding(note, best, cell, *found[::-1])


def _rank(cell: Claim, text: Claim, weight: Weight) -> float:
    common = cell.words & text.words
    if len(common) < 2 and not (common and len(cell.words) == 1):
        return 0.0
    mine, theirs = _likeness(cell, text, weight)
    bonus = 0.08 if _shares_a_percent(cell, text) or _is_slip(cell, text) else 0.0
    return (math.sqrt(mine * theirs) + mine) / 2 + bonus


def is_slip(one: Decimal, other: Decimal) -> bool:
    """One digit differs, or two have changed places."""
    return bool(_slip(one, other))


def _is_slip(left: Claim, right: Claim) -> bool:
    return bool(left.count and right.count and is_slip(left.count.value, right.count.value))


def _shares_a_percent(left: Claim, right: Claim) -> bool:
    return bool(left.percent and right.percent and same(left.percent, right.percent))


def _comparable(left: Claim, right: Claim) -> bool:
    if left.year != right.year or left.negative != right.negative or left.is_part != right.is_part:
        return False
    if left.unit and right.unit and left.unit != right.unit and left.count and right.count:
        return False
    if left.table and set(_NUMBERED.findall(left.label)) - set(_NUMBERED.findall(right.label)):
        return False
    ours, theirs = _classes(left), _classes(right)
    return not (ours and theirs and ours != theirs)


def _classes(claim: Claim) -> set[str]:
    return {"-".join(part for part in found.groups() if part) for found in _CLASSES.finditer(claim.label)}


def _one_saying(left: Claim, right: Claim, weight: Weight) -> bool:
    """Two sentences of the text: nearly all words of the shorter one stand in the longer one."""
    if not _comparable(left, right) or left.unit != right.unit or len(left.words & right.words) < 2:
        return False
    if bool(left.share.base) and bool(right.share.base) and left.share.base.value != right.share.base.value:  # type: ignore[union-attr]
        return False
    mine, theirs = _likeness(left, right, weight)
    return max(mine, theirs) >= 0.95 and min(mine, theirs) >= (0.5 if _is_close(left, right) else _LIKE_TEXT)


def _are_twins(left: Claim, right: Claim, weight: Weight) -> bool:
    """Two sentences of one paragraph speak of different things unless all their words are the same."""
    if left.sentence is right.sentence or not _is_close(left, right):
        return False
    return min(_likeness(left, right, weight)) >= 0.95 and len(left.words) >= 3


def _is_close(left: Claim, right: Claim) -> bool:
    """Values a slip or an old draft would give; two different things of the same words differ by far more."""
    counts, percents = (left.count, right.count), (left.percent, right.percent)
    ours, theirs = counts if all(counts) else percents
    if ours is None or theirs is None:
        return False
    apart = abs(ours.value - theirs.value)
    few = not ours.percent and max(ours.value, theirs.value) <= _FEW
    return apart * 100 <= 15 * max(ours.value, theirs.value) or (few and apart <= 2)


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
    alike = [t for t in texts if t is not left and t is not right and _one_saying(left, t, weight)]
    return any(not _agrees(t, left) and not _agrees(t, right) for t in alike)


def _finding(note: Note, first: Claim, second: Claim, one: Figure, other: Figure) -> Finding:
    show = percent_text if one.percent else written
    values = (show(one.value), show(other.value))
    where = "в тексте и в таблице" if second.table is not None else "в двух местах текста"
    text = f"Одна и та же величина названа {where} по-разному: {values[0]} и {values[1]}."
    if not one.percent:
        text += f" Разница — {written(abs(one.value - other.value))}."
        text += _slip(one.value, other.value)
    return Finding(QUANTITY_TWO_VALUES, values, (*quotes_of(first, note), *quotes_of(second, note)), text)


def _slip(one: Decimal, other: Decimal) -> str:
    left, right = str(one), str(other)
    if len(left) != len(right) or len(left) < 3:
        return ""
    wrong = sum(a != b for a, b in zip(left, right, strict=True))
    if wrong == 1:
        return " Числа отличаются одной цифрой: похоже на опечатку."
    return " Похоже на перестановку цифр." if wrong == 2 and sorted(left) == sorted(right) else ""
