"""Percents of a table column against the columns they are made of: one column over another, or over its own total."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from monitoring.note_check.document import Note, Row, Table
from monitoring.note_check.finding import PERCENT_OF_COUNT, Finding, half_up, percent_text, written
from monitoring.note_check.heads import header, label_column
from monitoring.note_check.shares import fits
from monitoring.note_check.table_totals import is_total, label_of, value_of

Pair = tuple[Decimal, Decimal]
_LEAST_ROWS = 3


def wrong_table_shares(note: Note) -> Iterator[Finding]:
    for _, column, pairs, names in _ruled_columns(note):
        for row, pair in pairs:
            if not _is_right(row, column, pair):
                yield _finding(note, row, column, pair, names)


def percents_of_columns(note: Note) -> set[int]:
    """Where the percents stand whose meaning the column itself tells: no other base is asked for them."""
    found: set[int] = set()
    for _, column, pairs, _ in _ruled_columns(note):
        for row, _ in pairs:
            cell = row.cells[column][0]
            found.update(range(cell.start, cell.end))
    return found


def _ruled_columns(note: Note) -> Iterator[tuple[Table, int, list[tuple[Row, Pair]], int]]:
    for table in note.tables:
        names = label_column(table)
        columns = sorted({column for row in table.rows[1:] for column in row.cells if column > names})
        shares = [column for column in columns if _is_share(table, column)]
        for column in shares:
            pairs = _ruled(table, column, [c for c in columns if c not in shares], names)
            if pairs:
                yield table, column, pairs, names


def _is_share(table: Table, column: int) -> bool:
    values = [value for row in table.rows[1:] if (value := value_of(row, column))]
    return bool(values) and ("%" in header(table, column) or all(is_percent for _, is_percent, _ in values))


def _ruled(table: Table, column: int, counts: list[int], names: int) -> list[tuple[Row, Pair]]:
    """The rule most rows obey is the meaning of the column: each row with its part and whole."""
    rows = [row for row in table.rows[1:] if value_of(row, column)]
    above = any(value[0] > 100 for row in rows if (value := value_of(row, column)))  # a plan may be exceeded
    best: tuple[int, list[tuple[Row, Pair]]] = (0, [])
    for rule in _rules(table, counts, names):
        pairs = [(row, pair) for row in rows if (pair := rule(row)) and pair[1] > 0 and (above or pair[0] <= pair[1])]
        right = sum(_is_right(row, column, pair) for row, pair in pairs)
        if right > best[0]:
            best = right, pairs
    right, pairs = best
    if right < _LEAST_ROWS - 1 or len(pairs) < _LEAST_ROWS or right * 10 < len(pairs) * 6:
        return []
    return pairs


def _rules(table: Table, counts: list[int], names: int) -> Iterator[Callable[[Row], Pair | None]]:
    totals = [row for row in table.rows[1:] if is_total(label_of(row, names))]
    for upper in counts:
        for lower in counts:
            if lower != upper:
                yield lambda row, a=upper, b=lower: _pair(value_of(row, a), value_of(row, b))  # type: ignore[misc]
        for total in totals:
            whole = value_of(total, upper)
            yield lambda row, a=upper, w=whole, t=total: None if row is t else _pair(value_of(row, a), w)  # type: ignore[misc]


def _pair(upper: tuple[Decimal, bool, int] | None, lower: tuple[Decimal, bool, int] | None) -> Pair | None:
    return (upper[0], lower[0]) if upper and lower else None


def _is_right(row: Row, column: int, pair: Pair) -> bool:
    percent = value_of(row, column)
    return percent is not None and fits(pair[0], pair[1], percent[0], percent[2])


def _finding(note: Note, row: Row, column: int, pair: Pair, names: int) -> Finding:
    percent, _, places = value_of(row, column) or (Decimal(0), True, 0)
    cells = [row.cells[min(row.cells)][0], row.cells[column][0]]
    return Finding(
        PERCENT_OF_COUNT,
        (written(pair[0]), percent_text(percent), written(pair[1])),
        tuple(note.quote(cell.start, cell.end) for cell in cells),
        f"В строке «{label_of(row, names)}» {written(pair[0])} из {written(pair[1])} — это "
        f"{percent_text(half_up(pair[0] * 100 / pair[1], places))}, а напечатано {percent_text(percent)}; "
        "остальные строки столбца посчитаны верно.",
    )
