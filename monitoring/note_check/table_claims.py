"""Claims of the cells of a table."""

from __future__ import annotations

import re

from monitoring.note_check.claims import NOT, TOTAL_ROW, WHOLE, Claim
from monitoring.note_check.document import Note, Row, Table, years_in
from monitoring.note_check.figures import Figure, figures
from monitoring.note_check.heads import column_years, header, label_column
from monitoring.note_check.shares import shares
from monitoring.note_check.words import (
    counts_something,
    is_finite,
    is_noun,
    kind_of_unit,
    meaning,
    names_people,
    words_in,
)

_PEOPLE = re.compile(r",\s*(?:чел\b|человек)", re.I)
_OPENS_NOTHING = frozenset(
    [
        "в",
        "во",
        "на",
        "с",
        "со",
        "из",
        "для",
        "по",
        "от",
        "до",
        "к",
        "у",
        "о",
        "об",
        "при",
        "без",
        "за",
        "наличие",
        "обеспеченность",
        "доля",
        "охват",
    ]
)
_PERCENT_ROW = re.compile(r",\s*(?:в\s*)?%\s*$|\(\s*(?:в\s*)?%\s*\)\s*$|\bв процентах\s*$", re.I)


def claims_of_tables(note: Note) -> list[Claim]:
    return [claim for number, table in enumerate(note.tables) for claim in _of_table(table, number, note)]


def _of_table(table: Table, number: int, note: Note) -> list[Claim]:
    years = column_years(table)
    names = label_column(table)
    result: list[Claim] = []
    for index, row in enumerate(table.rows[1:], start=1):
        for column in sorted(row.cells):
            if column <= names:
                continue
            year = years.get(column)
            for claim in _of_cell(table, row, names, column):
                if _joins(result, claim, table, index, year):
                    continue
                year = year if year is not None else _row_year(row, names)
                claim.row, claim.year = index, year if year is not None else note.year
                claim.year_is_said = year is not None
                claim.place = 100_000 + number * 1000 + index
                result.append(claim)
    return result


def _of_cell(table: Table, row: Row, names: int, column: int) -> list[Claim]:
    """Only a cell that is a figure with its unit speaks of the row; a text with numbers in it does not."""
    pieces = row.cells[column]
    text = row.text(column)
    if len(words_in(text)) > 8 or not text[:1].isdigit():
        return []
    head = header(table, column)
    said = shares(pieces[0].text, pieces[0].start)[:1]
    label = row.text(names)
    words = meaning(head) if TOTAL_ROW.match(label) else meaning(label)
    heading = head if not re.search(r"20\d\d|значени|^факт", head, re.I) else ""
    for share in said:
        if (
            ("%" in head or _PERCENT_ROW.search(label))
            and share.count is not None
            and share.percent is None
            and share.count.value <= 100
        ):
            share.percent, share.count = share.count, None
        if share.count and share.percent and share.base is None:
            share.base = _base_in_head(head)
        noun = next(
            (word for word in re.findall(r"[А-Яа-яё]{4,}|чел", heading) if is_noun(word) and counts_something(word)), ""
        )
        unit = share.unit or (kind_of_unit(noun) if noun else "") or _unit_of(label)
        claim = Claim(share, words | meaning(heading), None, 0, None, table, column=column, unit=unit)
        claim.label, claim.negative = label, bool(NOT.search(label))
        claim.quote_from, claim.quote_to = share.start, pieces[0].end
        return [claim]
    return []


def _base_in_head(head: str) -> Figure | None:
    """«2023 год (из 48 муниципалитетов)»."""
    found = [figure for figure in figures(head) if not figure.percent and WHOLE.search(head[: figure.start])]
    return found[0] if len(found) == 1 else None


def _row_year(row: Row, names: int) -> int | None:
    found = years_in(row.text(names))
    return found[0] if len(found) == 1 else None


def _joins(result: list[Claim], claim: Claim, table: Table, index: int, year: int | None) -> bool:
    """A percent in the column after its count is one share with it."""
    before = result[-1] if result else None
    if before is None or before.row != index or before.column != claim.column - 1:
        return False
    if before.count is None or before.percent or claim.percent is None or claim.count:
        return False
    if year is not None and year != before.year:
        return False
    if re.search(r"20\d\d", header(table, before.column)) and re.search(r"20\d\d", header(table, claim.column)):
        return False
    before.share.percent = claim.percent
    before.share.end = claim.share.end
    before.quote_to = claim.quote_to
    return True


def _unit_of(label: str) -> str:
    """What the row counts: said behind a comma, else the noun the name begins with, before any preposition."""
    if _PEOPLE.search(label):
        return "человек"
    for word in words_in(label):
        if word.lower() in _OPENS_NOTHING:
            return ""
        if is_noun(word) and counts_something(word) and not is_finite(word):
            kind = kind_of_unit(word)
            return kind if kind in {"место", "организация", "человек"} else ""
        if names_people(word):
            return "человек"
    return ""
