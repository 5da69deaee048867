"""A sentence about one row of a table: «в Восточном округе 4 020 детей» against the row «Восточный», column «Дети»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitoring.note_check.claims import Claim, header, label_column, quotes_of
from monitoring.note_check.document import Note, Sentence, Table
from monitoring.note_check.finding import QUANTITY_TWO_VALUES, Finding, written
from monitoring.note_check.quantities import is_slip
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
            cell = alike[0]
            values = (written(text.counted.value), written(cell.counted.value))
            yield Finding(
                QUANTITY_TWO_VALUES,
                values,
                tuple(dict.fromkeys((*quotes_of(text, note), *quotes_of(cell, note)))),
                f"В тексте сказано {values[0]}, а в строке «{name}» таблицы — {values[1]}.",
            )


def _head(cell: Claim) -> frozenset[str]:
    return meaning(header(cell.table, cell.column)) if cell.table else frozenset()


def _noun(text: Claim) -> frozenset[str]:
    return meaning(text.counted.noun)


def _is_near(cell: Claim, text: Claim) -> bool:
    one, other = cell.counted.value, text.counted.value
    return is_slip(one, other) or abs(one - other) * 100 <= 15 * max(one, other)
