"""Columns of change in a table: «Изменение», «Прирост, %», «Темп роста» against the columns they are counted from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import permutations

from monitoring.note_check.document import Note, Row, Table
from monitoring.note_check.finding import PARTS_AND_TOTAL, PERCENT_OF_COUNT, Finding, half_up, written
from monitoring.note_check.heads import header, label_column
from monitoring.note_check.table_totals import label_of

CHANGES = re.compile(r"измен|прирост|отклонен|разниц|динамик|темп|рост\b|снижен|\+\s*/\s*[-–−]", re.I)
_SIGNED = re.compile(r"^\s*([+−–-]?)\s*(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)([.,]\d+)?\s*(%|п\.\s?п\.?)?\s*$")
_LEAST_ROWS = 3
Rule = Callable[[Decimal, Decimal], Decimal]
_RULES: tuple[tuple[str, Rule], ...] = (
    (PARTS_AND_TOTAL, lambda old, new: new - old),
    (PERCENT_OF_COUNT, lambda old, new: (new - old) * 100 / old),
    (PERCENT_OF_COUNT, lambda old, new: new * 100 / old),
)


def wrong_table_changes(note: Note) -> Iterator[Finding]:
    for table in note.tables:
        names = label_column(table)
        columns = sorted({column for row in table.rows[1:] for column in row.cells if column > names})
        for column in columns:
            if CHANGES.search(header(table, column)):
                yield from _of_column(note, table, column, [c for c in columns if c != column], names)


def _value(row: Row, column: int) -> tuple[Decimal, int] | None:
    """(signed value, places)."""
    found = _SIGNED.match(row.text(column))
    if found is None:
        return None
    tail = (found[3] or "").replace(",", ".")
    value = Decimal(re.sub(r"\D", "", found[2]) + tail)
    return (-value if found[1] in {"−", "–", "-"} else value), max(0, len(tail) - 1)


def _of_column(note: Note, table: Table, column: int, others: list[int], names: int) -> Iterator[Finding]:
    best: tuple[int, str, list[tuple[Row, Decimal]]] = (0, "", [])
    for old, new in permutations([c for c in others if not CHANGES.search(header(table, c))], 2):
        for kind, rule in _RULES:
            rows = [(row, rule(a[0], b[0])) for row in table.rows[1:] if _value(row, column)
                    and (a := _value(row, old)) and (b := _value(row, new)) and a[0]]  # fmt: skip
            right = sum(_is_right(row, column, amount) for row, amount in rows)
            if right > best[0]:
                best = right, kind, rows
    right, kind, rows = best
    if len(rows) < _LEAST_ROWS or right < _LEAST_ROWS - 1 or right * 10 < len(rows) * 6:
        return
    for row, amount in rows:
        if not _is_right(row, column, amount):
            yield _finding(note, row, column, kind, amount, names)


def _is_right(row: Row, column: int, amount: Decimal) -> bool:
    said = _value(row, column)
    if said is None:
        return False
    step = Decimal(1).scaleb(-said[1])
    return min(abs(said[0] - amount), abs(said[0] - abs(amount))) <= step / 2


def _finding(note: Note, row: Row, column: int, kind: str, amount: Decimal, names: int) -> Finding:
    said, places = _value(row, column) or (Decimal(0), 0)
    cells = [row.cells[min(row.cells)][0], row.cells[column][0]]
    right = half_up(amount, places)
    return Finding(
        kind,
        (written(said), written(right)),
        tuple(note.quote(cell.start, cell.end) for cell in cells),
        f"В строке «{label_of(row, names)}» напечатано изменение {written(said)}, а по соседним столбцам выходит "
        f"{written(right)}; остальные строки столбца посчитаны верно.",
    )
