"""Tables of a PDF page: pypdf's layout text keeps columns in place, so cells are told by where they begin."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_HEAD = re.compile(
    r"(?=.*(?:решени|поручени|мероприяти|содержани|задач|вопрос))(?=.*(?:ответствен|исполнител|срок|голосован))", re.I
)
_PIECE = re.compile(r"\S+(?: \S+)*")


@dataclass(slots=True)
class Columns:
    """Where the columns of the running table begin; rows of cells are collected line by line."""

    starts: list[int]
    rows: list[list[str]] = field(default_factory=list)

    def index(self, position: int) -> int:
        fitting = [number for number, start in enumerate(self.starts) if start <= position + 2]
        return fitting[-1] if fitting else 0


def looks_tabular(lines: list[str]) -> bool:
    """The head of a table on one line, or its cells one under another."""
    short = [line if len(line) < 40 else "" for line in lines]
    return any(_is_head(line) for line in lines) or any(
        all(row) and _is_head(" ".join(row)) for row in zip(short, short[1:], short[2:], strict=False)
    )


def _is_head(line: str) -> bool:
    return len(line) < 200 and len(line.split()) < 14 and bool(_HEAD.match(line))


def split_tables(lines: list[str], running: Columns | None) -> tuple[list[str | list[list[str]]], Columns | None]:
    """Lines and tables of a page in order; ``running`` is a table that has come over from the page before."""
    parts: list[str | list[list[str]]] = []
    columns = running
    if columns is not None:
        columns.rows = []
    for line in lines:
        pieces = list(_PIECE.finditer(line))
        if columns is None and len(pieces) > 2 and _is_head(line):
            columns = Columns([piece.start() for piece in pieces], [[piece[0] for piece in pieces]])
        elif columns is not None and pieces and not _take(columns, pieces):
            parts.append(columns.rows)
            columns = None
            parts.append(" ".join(line.split()))
        elif columns is None:
            parts.append(" ".join(line.split()))
    if columns is not None:
        parts.append(columns.rows)
    return parts, columns


def _take(columns: Columns, pieces: list[re.Match[str]]) -> bool:
    """Adds a line to the table: a filled first column opens a row, others go on with their cells."""
    cells = [""] * len(columns.starts)
    for piece in pieces:
        number = columns.index(piece.start())
        after = columns.starts[number + 1] if number + 1 < len(columns.starts) else None
        if cells[number] or (after is not None and piece.end() > after + 1):
            return False
        cells[number] = piece[0]
    opens = bool(re.match(r"\d{1,3}(?:\.\d+)*[.)]?$", cells[0]))
    if cells[0] and not opens:
        return False
    if opens or not columns.rows:
        columns.rows.append(cells)
    else:
        columns.rows[-1] = [f"{old}\n{new}".strip() for old, new in zip(columns.rows[-1], cells, strict=True)]
    return True
