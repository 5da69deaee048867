"""Sums a table keeps without saying so, one column of others or one row of others: the one place that breaks them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from monitoring.note_check.document import Cell, Note, Table
from monitoring.note_check.finding import PARTS_AND_TOTAL, Finding, written
from monitoring.note_check.heads import header, label_column
from monitoring.note_check.likeness import are_swapped
from monitoring.note_check.table_changes import CHANGES
from monitoring.note_check.table_totals import is_total, label_of, value_of

_MANY = 9  # columns or rows beyond which sums are not sought
_PARTS = 6  # they stand side by side, right before their sum or right behind it
_OFF = 15  # per cent by which a broken sum may miss
_SMALL = 10  # sums of small numbers hold by chance


@dataclass(slots=True)
class _Line:
    """A column by its rows, or a row by its columns."""

    name: str
    cells: dict[int, tuple[Decimal, Cell]]


def wrong_table_sums(note: Note) -> Iterator[Finding]:
    for table in note.tables:
        names = label_column(table)
        columns = sorted({column for row in table.rows[1:] for column in row.cells if column > names})
        yield from _broken(note, _columns(table, columns), least=3)
        if 1 < len(columns) <= _MANY:
            yield from _broken(note, _rows(table, columns, names), least=2)


def _columns(table: Table, columns: list[int]) -> list[_Line]:
    lines = [_Line(header(table, column), {}) for column in columns]
    for line, column in zip(lines, columns, strict=True):
        for index, row in enumerate(table.rows[1:]):
            value = value_of(row, column)
            if value and not value[1]:
                line.cells[index] = value[0], row.cells[column][0]
    return [line for line in lines if "%" not in line.name and line.cells and not CHANGES.search(line.name)]


def _rows(table: Table, columns: list[int], names: int) -> list[_Line]:
    found: list[_Line] = []
    for row in table.rows[1:]:
        label = label_of(row, names)
        values = {column: value_of(row, column) for column in columns}
        cells = {
            c: (v[0], row.cells[c][0]) for c, v in values.items() if v and not v[1] and "%" not in header(table, c)
        }
        if cells and "%" not in label and not is_total(label):
            found.append(_Line(label, cells))
    return found


def _broken(note: Note, lines: list[_Line], least: int) -> Iterator[Finding]:
    if not 2 < len(lines) <= _MANY:
        return
    for place, whole in enumerate(lines):
        for size in range(2, _PARTS + 1):
            before, after = lines[max(0, place - size) : place], lines[place + 1 : place + 1 + size]
            for parts in (before, after):
                broken = _breaks(whole, parts, least) if len(parts) == size else None
                if broken is not None:
                    yield _finding(note, whole, parts, broken)


def _breaks(whole: _Line, parts: list[_Line], least: int) -> int | None:
    """The only place where the sum fails while it holds in all the others."""
    places = [place for place in whole.cells if all(place in part.cells for part in parts)]
    wrong = [place for place in places if whole.cells[place][0] != sum(part.cells[place][0] for part in parts)]
    right = [place for place in places if place not in wrong]
    if len(wrong) != 1 or len(right) < least or any(whole.cells[place][0] < _SMALL for place in right):
        return None
    if any(not part.cells[place][0] for part in parts for place in right):
        return None
    value, amount = whole.cells[wrong[0]][0], sum((part.cells[wrong[0]][0] for part in parts), Decimal(0))
    near = abs(value - amount) * 100 <= _OFF * max(value, amount) or are_swapped(value, amount)
    return wrong[0] if near else None


def _finding(note: Note, whole: _Line, parts: list[_Line], place: int) -> Finding:
    numbers = [part.cells[place][0] for part in parts]
    value, amount = whole.cells[place][0], sum(numbers, Decimal(0))
    cells = [whole.cells[place][1], *(part.cells[place][1] for part in parts)]
    return Finding(
        PARTS_AND_TOTAL,
        (written(value), written(amount)),
        tuple(dict.fromkeys(note.quote(cell.start, cell.end) for cell in cells)),
        f"Везде в таблице «{whole.name}» — сумма ({', '.join(f'«{part.name}»' for part in parts)}), а здесь "
        f"{' + '.join(written(number) for number in numbers)} = {written(amount)}, напечатано {written(value)}.",
    )
