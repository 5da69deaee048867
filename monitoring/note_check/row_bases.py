"""A sentence that retells rows of a table with percents: «среди новичков — 22 (20 %), среди опытных — 48 (54 %)»."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from monitoring.note_check.claims import Claim, quotes_of
from monitoring.note_check.document import Note, Row, Table
from monitoring.note_check.finding import PERCENT_OF_COUNT, Finding, half_up, percent_text, written
from monitoring.note_check.heads import label_column
from monitoring.note_check.shares import fits
from monitoring.note_check.table_totals import value_of
from monitoring.note_check.words import words_in

Columns = tuple[int, int]
_LEAST = 2  # rows that must show which column is the whole


def wrong_row_percents(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    shares = [c for c in claims if c.sentence and c.count and c.percent and not c.share.is_rough]
    for table in note.tables:
        names = label_column(table)
        told = [(claim, row) for claim in shares if (row := _row_of(claim, table, names)) is not None]
        right: dict[Columns, int] = defaultdict(int)
        for claim, row in told:
            for pair in _pairs(claim, row, names):
                right[pair] += _is_right(claim, row, pair)
        best = max(right, key=lambda pair: right[pair], default=None)
        if best is None or right[best] < _LEAST:
            continue
        for claim, row in told:
            if best in _pairs(claim, row, names) and not any(
                _is_right(claim, row, p) for p in _pairs(claim, row, names)
            ):
                yield _finding(note, claim, row, best)


def _row_of(claim: Claim, table: Table, names: int) -> Row | None:
    """The only row whose name stands in the words of the figure as it is printed."""
    said = _plain(claim.label)
    rows = [row for row in table.rows[1:] if words_in(row.text(names)) and _plain(row.text(names)) in said]
    return rows[0] if len(rows) == 1 else None


def _plain(text: str) -> str:
    return re.sub(r"[^а-яё\d]+", " ", text.lower()).strip()


def _pairs(claim: Claim, row: Row, names: int) -> list[Columns]:
    """Columns of the count and of a larger number of the row."""
    values = {c: v[0] for c in row.cells if c > names and (v := value_of(row, c)) and not v[1]}
    parts = [c for c, value in values.items() if value == claim.counted.value]
    return [(part, whole) for part in parts for whole, value in values.items() if value > claim.counted.value]


def _is_right(claim: Claim, row: Row, pair: Columns) -> bool:
    return fits(claim.counted.value, _whole(row, pair), claim.printed.value, claim.printed.places)


def _whole(row: Row, pair: Columns) -> Decimal:
    value = value_of(row, pair[1])
    return value[0] if value else Decimal(0)


def _finding(note: Note, claim: Claim, row: Row, pair: Columns) -> Finding:
    count, percent, whole = claim.counted.value, claim.printed, _whole(row, pair)
    cell = row.cells[pair[1]][0]
    return Finding(
        PERCENT_OF_COUNT,
        (written(count), percent_text(percent.value), written(whole)),
        tuple(dict.fromkeys((*quotes_of(note, claim), note.quote(cell.start, cell.end)))),
        f"{written(count)} из {written(whole)} — это {percent_text(half_up(count * 100 / whole, percent.places))}, а "
        f"напечатано {percent_text(percent.value)}; остальные строки таблицы пересказаны верно.",
    )
