"""Tables typed with tabs: rows are lines with two or more tabs beside lines with about as many."""

from __future__ import annotations

import re
from collections.abc import Sequence

from events.importing.reading.source import Builder


def is_tabbed(lines: Sequence[str], index: int) -> bool:
    """A row of cells parted by tabs: two or more of them, about the same number in the next or the previous line."""
    tabs = lines[index].strip().count("\t")
    if re.fullmatch(r"[^\t]+\t\s*[–—-]\s*\t[^\t]+", lines[index].strip()):
        return False  # «за    –    5»
    return tabs > 1 and any(
        0 <= near < len(lines) and lines[near].strip().count("\t") in {tabs, tabs - 1, tabs + 1}
        for near in (index - 1, index + 1)
    )


def add_tabbed_row(builder: Builder, line: str, table: int, row: int) -> None:
    parts = line.split("\t")
    for column, part in enumerate(parts):
        separator = "\n" if column == len(parts) - 1 else "\t"
        builder.add(part, separator, kind="cell", table=table, row=row, column=column)
    builder.gap = 0
