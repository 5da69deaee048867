"""Heads of a table: years of its columns, the column of names, the words above a cell."""

from __future__ import annotations

import re

from monitoring.note_check.document import Table, years_in
from monitoring.note_check.words import words_in


def column_years(table: Table) -> dict[int, int]:
    """Years of the columns, by the head row."""
    if not table.rows:
        return {}
    found = {column: years_in(table.rows[0].text(column)) for column in table.rows[0].cells}
    return {column: years[0] for column, years in found.items() if len(years) == 1}


def label_column(table: Table) -> int:
    """The column of names: the first one, or the second when the first holds numbers of rows."""
    firsts = [row.text(0) for row in table.rows[1:] if row.text(0)]
    numbered = [first for first in firsts if re.fullmatch(r"\d{1,3}(?:\.\d+)*\.?", first)]
    seconds = [row.text(1) for row in table.rows[1:] if row.text(1)]
    named = [second for second in seconds if words_in(second)]  # «1», «2», «3» may be years of study: names themselves
    is_numbering = numbered and numbered[0].startswith("1") and len(firsts) - len(numbered) <= 1
    return 1 if is_numbering and len(named) * 2 > len(seconds) else 0


def header(table: Table, column: int) -> str:
    return table.rows[0].text(column) if table.rows else ""
