"""Rows of percents under rows of counts: «Трудоустроены», «Доля трудоустроенных, %» by years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from monitoring.note_check.document import Note, Row, Table
from monitoring.note_check.finding import PERCENT_OF_COUNT, Finding, half_up, percent_text, written
from monitoring.note_check.heads import label_column
from monitoring.note_check.shares import fits
from monitoring.note_check.table_totals import label_of, value_of
from monitoring.note_check.words import meaning

_SHARE = re.compile(r"%|\bдол[яи]\b|\bудельный вес|\bпроцент|\bохват", re.I)
_REACH = 4  # rows between a percent and what it is counted from
_LEAST = 2


def wrong_row_shares(note: Note) -> Iterator[Finding]:
    for table in note.tables:
        names = label_column(table)
        rows = [row for row in table.rows[1:] if any(column > names for column in row.cells)]
        counts = [(number, row) for number, row in enumerate(rows) if not _SHARE.search(label_of(row, names))]
        for number, row in enumerate(rows):
            if _SHARE.search(label_of(row, names)):
                near = [other for place, other in counts if abs(place - number) <= _REACH or place == counts[0][0]]
                yield from _of_row(note, table, row, near, names)


def _of_row(note: Note, table: Table, row: Row, counts: list[Row], names: int) -> Iterator[Finding]:
    """The pair of rows most columns agree upon; silent when two pairs say different things."""
    columns = [column for column in row.cells if column > names and value_of(row, column)]
    best: tuple[int, list[int], tuple[Row, Row] | None] = (0, [], None)
    for upper, lower in permutations(counts, 2):
        able = [c for c in columns if value_of(upper, c) and value_of(lower, c)]
        right = [c for c in able if _is_right(row, upper, lower, c)]
        if len(right) > best[0] and len(able) - len(right) == 1:
            best = len(right), [c for c in able if c not in right], (upper, lower)
        elif len(right) == len(able) > 1:
            return
    votes, wrong, pair = best
    if pair is None or (votes < _LEAST and not (meaning(label_of(row, names)) & meaning(label_of(pair[0], names)))):
        return
    for column in wrong:
        yield _finding(note, row, pair, column, names)


def _is_right(row: Row, upper: Row, lower: Row, column: int) -> bool:
    percent, part, whole = value_of(row, column), value_of(upper, column), value_of(lower, column)
    if not percent or not part or not whole or not 0 < part[0] < whole[0]:
        return False
    return fits(part[0], whole[0], percent[0], percent[2])


def _finding(note: Note, row: Row, pair: tuple[Row, Row], column: int, names: int) -> Finding:
    percent, _, places = value_of(row, column) or (Decimal(0), True, 0)
    part, whole = ((value_of(other, column) or (Decimal(1),))[0] for other in pair)
    cells = [row.cells[min(row.cells)][0], row.cells[column][0]]
    return Finding(
        PERCENT_OF_COUNT,
        (written(part), percent_text(percent), written(whole)),
        tuple(note.quote(cell.start, cell.end) for cell in cells),
        f"В строке «{label_of(row, names)}» {written(part)} из {written(whole)} — это "
        f"{percent_text(half_up(part * 100 / whole, places))}, а напечатано {percent_text(percent)}.",
    )
