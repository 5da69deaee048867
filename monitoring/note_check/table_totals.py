"""Totals of tables: the row «Итого» against its rows, the column «Всего» against its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from monitoring.note_check.document import Cell, Note, Row, Table
from monitoring.note_check.finding import PARTS_AND_TOTAL, Finding, percent_text, written
from monitoring.note_check.heads import header, label_column

_TOTAL = re.compile(
    r"^\W*(?:итого|всего|общ(?:ее|ий|ая) (?:количеств|числ|итог|сумм)|(?:в целом )?по "
    r"(?:региону|област|краю|республик|округу|муниципал)|(?:область|край|республика|регион) (?:в целом|всего))",
    re.I,
)
_SUBPART = re.compile(r"^\W*(?:в том числе|из них|в т\.\s?ч)", re.I)
_NOT_ADDED = re.compile(r"средн|балл|индекс|рейтинг|место|на одного|темп|отклонени|прирост", re.I)
_VALUE = re.compile(r"^\s*(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)([.,]\d+)?\s*(%?)\s*(?:\(|[а-яё. ]*$)", re.I)
_EMPTY = re.compile(r"^\s*(?:[-–—]|нет)?\s*$", re.I)


def is_total(label: str) -> bool:
    return bool(_TOTAL.match(label))


def wrong_table_totals(note: Note) -> Iterator[Finding]:
    for table in note.tables:
        names = label_column(table)
        yield from _by_rows(note, table, names)
        yield from _by_columns(note, table, names)


def value_of(row: Row, column: int) -> tuple[Decimal, bool, int] | None:
    """(value, is percent, places)."""
    found = _VALUE.match(row.text(column).strip("* "))
    if found is None:
        return None
    digits = re.sub(r"\D", "", found[1])
    tail = (found[2] or "").replace(",", ".")
    return Decimal(digits + tail), bool(found[3]), max(0, len(tail) - 1)


def _cell(row: Row, column: int) -> Cell:
    return row.cells[column][0]


def label_of(row: Row, names: int) -> str:
    """The name of the row; a merged «Итого» may stand in the column of numbers."""
    return row.text(names) or row.text(0)


def _by_rows(note: Note, table: Table, names: int) -> Iterator[Finding]:
    body = table.rows[1:]
    totals = [index for index, row in enumerate(body) if is_total(label_of(row, names))]
    for index in totals:
        if index == 0 and len(totals) == 1:
            variants = [body[1:]]
        else:
            before = max((other for other in totals if other < index), default=-1)
            variants = [body[before + 1 : index]]
            if before >= 0:
                variants.append([body[other] for other in totals if other < index])
                variants.append([row for number, row in enumerate(body[:index]) if number not in totals])
        for column in sorted(body[index].cells):
            if column > names:
                finding = _column_finding(note, table, body[index], column, variants, names)
                if finding:
                    yield finding


def _column_finding(
    note: Note, table: Table, whole: Row, column: int, variants: list[list[Row]], names: int
) -> Finding | None:
    total = value_of(whole, column)
    head = header(table, column)
    if total is None or _NOT_ADDED.search(head):
        return None
    value, is_percent, _ = total
    is_percent = is_percent or "%" in head or bool(re.search(r"дол[яи]\b|процент|охват", head, re.I))
    if is_percent and value != 100:
        return None
    closest: tuple[list[tuple[Row, Decimal]], Decimal] | None = None
    for rows in variants:
        parts = _addends(rows, column, names)
        if parts is None or len(parts) < 2:
            continue
        amount = sum((part for _, part, _ in parts), Decimal(0))
        steps = [Decimal(1).scaleb(-places) for *_, places in parts]
        slack = sum(steps, Decimal(0)) / 2 if is_percent or any(places for *_, places in parts) else Decimal(0)
        if abs(amount - value) <= slack:
            return None
        if closest is None or abs(amount - value) < abs(closest[1] - value):
            closest = [(row, part) for row, part, _ in parts], amount
    if closest is None or not value / 2 <= closest[1] <= value * 2:
        return None
    return _row_finding(note, table, whole, column, value, closest, is_percent)


def _addends(rows: list[Row], column: int, names: int) -> list[tuple[Row, Decimal, int]] | None:
    """Values of the rows; None when a cell is text, so that the column is no column of numbers."""
    found: list[tuple[Row, Decimal, int]] = []
    for row in rows:
        if _SUBPART.match(label_of(row, names)) or column not in row.cells:
            continue
        value = value_of(row, column)
        if value is not None:
            found.append((row, value[0], value[2]))
        elif not _EMPTY.match(row.text(column)):
            return None
    return found


def _row_finding(
    note: Note,
    table: Table,
    whole: Row,
    column: int,
    value: Decimal,
    closest: tuple[list[tuple[Row, Decimal]], Decimal],
    is_percent: bool,
) -> Finding:
    parts, amount = closest
    show = percent_text if is_percent else written
    head = table.rows[0].cells.get(column)
    cells = [*(head or [])[:1], *(_cell(row, column) for row, _ in parts), _cell(whole, column)]
    quotes = tuple(dict.fromkeys([_line(note, whole), *(note.quote(cell.start, cell.end) for cell in cells)]))
    name = header(table, column)
    where = f"В столбце «{name}»" if name else "В столбце таблицы"
    return Finding(
        PARTS_AND_TOTAL,
        (show(value), show(amount)),
        quotes,
        f"{where} итог {show(value)} не равен сумме строк: {' + '.join(written(part) for _, part in parts)} = "
        f"{show(amount)}.",
    )


def _line(note: Note, row: Row) -> str:
    """The name of a row as printed."""
    first = row.cells[min(row.cells)][0]
    return note.quote(first.start, first.end)


def _by_columns(note: Note, table: Table, names: int) -> Iterator[Finding]:
    """A column «Всего» is a sum only when it is one in at least half of the rows."""
    columns = sorted(column for column in (table.rows[0].cells if table.rows else ()) if column > names)
    wholes = [column for column in columns if _TOTAL.match(header(table, column))]
    if len(wholes) > 1 or len(columns) < 3:
        return
    whole, least = (wholes[0], 1) if wholes else (columns[0], 3)
    others = [c for c in columns if c != whole and not re.search(r"%|дол[яи]\b|из них|№", header(table, c), re.I)]
    checked: list[tuple[Row, list[Decimal], Decimal]] = []
    for row in table.rows[1:]:
        total = value_of(row, whole)
        parts = [value_of(row, column) for column in others]
        if total is None or any(part is not None and part[1] for part in parts):
            continue
        numbers = [part[0] for part in parts if part is not None]
        if len(numbers) > 1:
            checked.append((row, numbers, total[0]))
    wrong = [entry for entry in checked if sum(entry[1], Decimal(0)) != entry[2]]
    if len(checked) < 2 or len(wrong) * 2 > len(checked) or len(checked) - len(wrong) < least:
        return
    for row, numbers, total_value in wrong:
        amount = sum(numbers, Decimal(0))
        cells = [_cell(row, column) for column in (*others, whole) if column in row.cells]
        quotes = tuple(dict.fromkeys([_line(note, row), *(note.quote(cell.start, cell.end) for cell in cells)]))
        yield Finding(
            PARTS_AND_TOTAL,
            (written(total_value), written(amount)),
            quotes,
            f"В строке «{label_of(row, names)}» столбец «{header(table, whole)}» показывает {written(total_value)}, "
            f"а сумма остальных столбцов: {' + '.join(written(number) for number in numbers)} = {written(amount)}.",
        )
