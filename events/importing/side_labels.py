"""Tables whose first column says «СЛУШАЛИ:», «РЕШИЛИ:», «Председатель:» and whose second holds what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from events.importing.cues import head_of
from events.importing.lines import Line

_FACTS = re.compile(r"(?:номер|дата|время|место|председатель|секретарь)[а-яё ]{0,30}:?")
_APART = frozenset({"agenda", "decided"})  # a heading above its points


def is_fact(line: Line) -> bool:
    """«Дата проведения:» in a cell of its own."""
    return bool(_FACTS.fullmatch(line.text.s.lower()))


def is_labelled(rows: Sequence[dict[int, Line]]) -> bool:
    """Whether every row of two columns begins with a label and nothing but a label."""
    labels = [row[0] for row in rows if 0 in row]
    return bool(labels) and 0 in rows[0] and all(set(row) <= {0, 1} for row in rows) and all(map(_is_label, labels))


def _is_label(line: Line) -> bool:
    head = head_of(line.low) if line.marker is None else None
    return is_fact(line) or (head is not None and bool(head[1]) and head[1] >= len(line.low.rstrip(" .:–-")))


def labelled_lines(label: Line | None, pieces: Sequence[Line]) -> list[Line]:
    """The row as lines: a label above its points, or before the words it introduces."""
    words = [_plain(line) for line in pieces]
    if label is None:
        return words
    head = head_of(label.low)
    if not words or (head is not None and head[0] in _APART):
        return [_plain(label), *words]
    return [Line(label.text.joined(words[0].text)), *words[1:]]


def _plain(cell: Line) -> Line:
    return Line(cell.text, bold=cell.bold, heading=cell.heading)
