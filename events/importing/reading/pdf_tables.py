"""Tables of a PDF page: pypdf's layout text keeps columns in place, so cells are told by where they begin."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from events.importing.cues import opens_section

_ACT = r"(?:решени|поручени|мероприяти|содержани|задач)"
_SUBJECT = rf"(?:{_ACT}|вопрос)"
_HEAD = re.compile(rf"(?=.*{_SUBJECT})(?=.*(?:ответствен|исполнител|срок|голосован|докладчик))", re.I)
_OTHER_HEAD = re.compile(
    r"\s*(?:№\s*(?:п/п)?\s+)?(?:вопрос|член|ф\.?\s?и\.?\s?о)[^:]{0,40}\sза\s+против\s+воздерж\w*\s*$"
    r"|\s*(?:№\s*(?:п/п)?\s+)?(?:ф\.?\s?и\.?\s?о\.?|фамилия[а-я, ]{0,30}|участник)\s+"
    r"(?:должность|организация)[^:]{0,40}$",
    re.I,
)
_NUMBER_HEAD = re.compile(r"(?:№|п/п|номер|n\b)", re.I)
_CONTINUING = re.compile(r"(?!до|не позднее|в |за |к |еже|по |нет|[а-я]+\.?$)[а-яё]")
_TORN = re.compile(r"(?:\w[,–-]|\s(?:и|в|с|на|по|для|до))$")
_OPENING = re.compile(r"\d{1,3}(?:\.\d+)*[.)]?$")
_PIECE = re.compile(r"\S+(?: \S+)*")


@dataclass(slots=True)
class Rows:
    cells: list[list[str]]
    continued: bool = False  # the table came over from the page before


@dataclass(slots=True)
class Columns:
    """Where the columns of the running table begin; rows of cells are collected line by line."""

    starts: list[int]
    rows: list[list[str]] = field(default_factory=list)
    numbered: bool = True
    main: int = 0  # the column of the text
    continued: bool = False
    wide: set[int] = field(default_factory=set)  # cells of this row that take the place of the next one too

    @classmethod
    def under(cls, pieces: list[re.Match[str]]) -> Columns:
        """The columns below a head."""
        head = [piece[0] for piece in pieces]
        acts = [index for index, cell in enumerate(head) if re.search(_ACT, cell, re.I)]
        main = (acts or [index for index, cell in enumerate(head) if re.search(_SUBJECT, cell, re.I)] or [0])[0]
        return cls([piece.start() for piece in pieces], [head], bool(_NUMBER_HEAD.match(head[0])), main)

    def taken(self) -> Rows:
        return Rows(self.rows, self.continued)

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
    return len(line) < 200 and len(line.split()) < 14 and bool(_HEAD.match(line) or _OTHER_HEAD.match(line))


def split_tables(lines: list[str], running: Columns | None) -> tuple[list[str | Rows], Columns | None]:
    """Lines and tables of a page in order; ``running`` is a table that has come over from the page before."""
    parts: list[str | Rows] = []
    columns = running
    if columns is not None:
        columns.rows, columns.continued = [], True
    for line in lines:
        pieces = list(_PIECE.finditer(line))
        if len(pieces) > 2 and _is_head(line) and not (columns and _OPENING.match(pieces[0][0])):
            parts += [columns.taken()] if columns and columns.rows else []  # Word repeats the head on each page
            columns = Columns.under(pieces)
        elif columns is not None and pieces and not _take(columns, pieces):
            parts.append(columns.taken())
            columns = None
            parts.append(" ".join(line.split()))
        elif columns is None:
            parts.append(" ".join(line.split()))
    if columns is not None:
        parts.append(columns.taken())
    return parts, columns


def _take(columns: Columns, pieces: list[re.Match[str]]) -> bool:
    """Adds a line to the table: it opens a row or goes on with the cells of the row above; False ends the table."""
    opens = bool(_OPENING.match(pieces[0][0]))
    columns.wide = set() if opens else columns.wide
    if len(pieces) == len(columns.starts) and opens:
        columns.starts = [piece.start() for piece in pieces]  # the next page may stand a little aside
    cells = [""] * len(columns.starts)
    for piece in pieces:
        number = columns.index(piece.start())
        after = columns.starts[number + 1] if number + 1 < len(columns.starts) else None
        wide = after is not None and piece.end() > after + 1
        if cells[number] or (wide and not opens and number not in columns.wide):
            return False
        columns.wide |= {number} if wide else set()
        cells[number] = piece[0]
    opens = columns.numbered and bool(_OPENING.match(cells[0]))
    if (columns.numbered and cells[0] and not opens) or (len(pieces) == 1 and opens_section(pieces[0][0].lower())):
        return False
    if opens or not columns.rows or _is_fresh(cells, columns):
        columns.rows.append(cells)
    else:
        columns.rows[-1] = [f"{old}\n{new}".strip() for old, new in zip(columns.rows[-1], cells, strict=True)]
    return True


def _is_fresh(cells: list[str], columns: Columns) -> bool:
    """A row without a number of its own: its text and another cell begin anew, nothing in the row above is torn."""
    main = cells[columns.main]
    others = [cell for index, cell in enumerate(cells) if cell and index != columns.main]
    if not re.match(r"[А-ЯЁ\d«]", main) or not others or any(_CONTINUING.match(cell) for cell in others):
        return False
    return not any(_TORN.search(old) for old, new in zip(columns.rows[-1], cells, strict=True) if new)
