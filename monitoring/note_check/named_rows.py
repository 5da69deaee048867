"""A sentence about one row of a table: «в Восточном округе 4 020 детей» against the row «Восточный», column «Дети»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from monitoring.note_check.claims import Claim, quotes_of, same
from monitoring.note_check.clauses import core_of
from monitoring.note_check.document import Note, Sentence, Table
from monitoring.note_check.finding import QUANTITY_TWO_VALUES, Finding, percent_text, written
from monitoring.note_check.heads import header, label_column
from monitoring.note_check.likeness import are_swapped
from monitoring.note_check.words import meaning

_PART = re.compile(r"\bиз (?:них|которых|этого числа)|в том числе|\bс (?:овз|инвалидн)|\bсреди\b", re.I)


def values_of_named_rows(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    for table in note.tables:
        cells = [c for c in claims if c.table is table and c.count and not c.share.is_rough and not c.is_total_row()]
        labels = {c.row: _name(table, c) for c in cells}
        for sentence in note.sentences:
            rows = [row for row, name in labels.items() if _names(name, sentence)]
            if len(rows) == 1 and not _PART.search(sentence.text):
                yield from _of_row(note, sentence, [c for c in cells if c.row == rows[0]], claims, labels[rows[0]])
            elif len(rows) > 1:
                yield from _of_rows(note, sentence, cells, claims, labels)
            if rows:
                yield from _percents(note, sentence, table, claims)


def _of_rows(
    note: Note, sentence: Sentence, cells: list[Claim], claims: list[Claim], labels: dict[int, str]
) -> Iterator[Finding]:
    """«В здравоохранении занято 480 мест из 640, в образовании — 713 из 860»: each figure has the row beside it."""
    for text in (c for c in claims if c.sentence is sentence and c.count and not c.share.is_rough):
        rows = [row for row, name in labels.items() if (words := meaning(name)) and words <= meaning(text.label)]
        if len(rows) != 1:
            continue
        row = [c for c in cells if c.row == rows[0] and c.year == text.year]
        values = {figure.value for c in row for figure in (c.count, c.share.base) if figure}
        if text.counted.value in values:
            yield from _of_base(note, text, row, values, labels[rows[0]])
            continue
        slips = [c for c in row if are_swapped(c.counted.value, text.counted.value)]
        known = text.share.base is not None and text.share.base.value in values
        near = slips or [c for c in row if known and _is_near(c, text)]
        if len(near) == 1:
            yield _finding(note, text, near[0], labels[rows[0]])


def _of_base(note: Note, text: Claim, row: list[Claim], values: set[Decimal], name: str) -> Iterator[Finding]:
    """«в сёлах — в 18 из 26»: the part stands in the row, the whole stands there with another number."""
    base = text.share.base
    if base is None or base.value in values:
        return
    above = [c for c in row if c.counted.value > text.counted.value]
    near = [c for c in above if abs(c.counted.value - base.value) * 100 <= 15 * base.value]
    if len(near) == 1:
        whole = (written(base.value), written(near[0].counted.value))
        yield Finding(
            QUANTITY_TWO_VALUES,
            whole,
            quotes_of(note, text, near[0]),
            f"В тексте сказано «из {whole[0]}», а в строке «{name}» таблицы — {whole[1]}.",
        )


def _percents(note: Note, sentence: Sentence, table: Table, claims: list[Claim]) -> Iterator[Finding]:
    """«наименьшая — в Ключевском (65,2 %)» against the only column of percents."""
    cells = [c for c in claims if c.table is table and c.percent and not c.share.is_rough]
    if len({_column_of(table, c) for c in cells}) != 1:
        return
    names = {c.row: meaning(_name(table, c)) for c in cells}
    for text in (c for c in claims if c.sentence is sentence and c.percent and not c.count and not c.share.is_rough):
        rows = [c for c in cells if names[c.row] and names[c.row] <= core_of(text) and c.year == text.year]
        if len(rows) != 1 or any(same(c.printed, text.printed) for c in cells):
            continue
        one, other = text.printed.value, rows[0].printed.value
        if are_swapped(one, other) or abs(one - other) * 100 <= 15 * max(one, other):
            values = (percent_text(one), percent_text(other))
            yield Finding(
                QUANTITY_TWO_VALUES,
                values,
                quotes_of(note, text, rows[0]),
                f"В тексте сказано {values[0]}, а в строке «{_name(table, rows[0])}» таблицы — {values[1]}.",
            )


def _column_of(table: Table, cell: Claim) -> int:
    """The column where the percent of the share stands."""
    row = table.rows[cell.row]
    return next((c for c, pieces in row.cells.items() for p in pieces if p.start <= cell.printed.start < p.end), -1)


def _name(table: Table, cell: Claim) -> str:
    return table.rows[cell.row].text(label_column(table))


def _names(name: str, sentence: Sentence) -> bool:
    """The whole name of the row stands in the sentence: a year, or all its words."""
    if re.fullmatch(r"20\d\d(?: г\.| год)?", name.strip()):
        return sentence.year == int(name.strip()[:4])
    words = meaning(name)
    return bool(words) and words <= meaning(sentence.text)


def _of_row(note: Note, sentence: Sentence, cells: list[Claim], claims: list[Claim], name: str) -> Iterator[Finding]:
    """Each count of the sentence against the only column of the same head words; silent when the row has the value."""
    counts = [c for c in claims if c.sentence is sentence and c.count]
    told = {c.counted.value for c in counts}
    for text in (c for c in counts if not c.share.is_rough and not c.is_part):
        if any(cell.counted.value == text.counted.value for cell in cells):
            continue
        said = meaning(text.label) - meaning(name)
        alike = [cell for cell in cells if (head := _head(cell)) and head <= said | _noun(text)]
        if (
            len(alike) == 1
            and alike[0].counted.value not in told
            and alike[0].year == text.year
            and _is_near(alike[0], text)
        ):
            yield _finding(note, text, alike[0], name)


def _finding(note: Note, text: Claim, cell: Claim, name: str) -> Finding:
    values = (written(text.counted.value), written(cell.counted.value))
    return Finding(
        QUANTITY_TWO_VALUES,
        values,
        quotes_of(note, text, cell),
        f"В тексте сказано {values[0]}, а в строке «{name}» таблицы — {values[1]}.",
    )


def _head(cell: Claim) -> frozenset[str]:
    return meaning(header(cell.table, cell.column)) if cell.table else frozenset()


def _noun(text: Claim) -> frozenset[str]:
    return meaning(text.counted.noun)


def _is_near(cell: Claim, text: Claim) -> bool:
    one, other = cell.counted.value, text.counted.value
    return are_swapped(one, other) or abs(one - other) * 100 <= 15 * max(one, other)
