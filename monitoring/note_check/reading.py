"""Bytes of a note (.docx, .pdf, .txt, .md) become a note: text, sentences and tables."""

from __future__ import annotations

import io
import re
from collections import Counter

from pypdf import PdfReader

from events.importing.errors import UnreadableProtocol
from events.importing.reading import Source, read
from monitoring.note_check.document import Cell, Note, Row, Table, paragraphs, sentences, years_in

_WORDS = (
    ("введите протокол вручную", "загрузите файл с текстом"),
    ("что загружен сам протокол", "что загружена сама справка"),
    ("для одного протокола", "для одной справки"),
    ("протокола", "справки"),
    ("протокол", "справку"),
)
_GAP = re.compile(r"\s{3,}")
_SMALL_INDENT = re.compile(r"^ {1,2}(?=\S)")  # a line that goes on, not the tail of a cell
_TITLE = re.compile(r"\s*(?:табл(?:ица|\.)|рис(?:унок|\.)|приложение)", re.I)
_DATE = re.compile(
    r"\b\d{1,2}\s+(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)\w*\s+20\d\d|\d\d\.\d\d\.20\d\d", re.I
)
_RULE = re.compile(r"^[\s:|+=-]{3,}$")
# Cells exported with semicolons; in a sentence a space follows the sign.
_SEMICOLONS = re.compile(r"^[^;]{1,160}(?:;(?!\s)[^;]{0,80})*;(?!\s)[^;]{1,80}$")


class UnreadableNote(ValueError):
    """The file cannot be checked; the message is a plain Russian sentence."""


def read_note(data: bytes, filename: str) -> Note:
    """Raises UnreadableNote with the reason in Russian."""
    try:
        source = read(data, filename)
    except UnreadableProtocol as error:
        message = str(error)
        for old, new in _WORDS:
            message = message.replace(old, new)
        raise UnreadableNote(message) from error
    if source.format == "docx":
        return _from_blocks(source)
    return note_of(_layout(data) if source.format == "pdf" else source.text)


def _layout(data: bytes) -> str:
    """Pages with columns kept apart by spaces; the reader of protocols has already proved that the file opens."""
    pages = []
    for page in PdfReader(io.BytesIO(data)).pages:
        lines = page.extract_text(extraction_mode="layout").split("\n")
        wide = sum(bool(_GAP.search(line.strip())) for line in lines)
        pages.append(
            "\n".join(_SMALL_INDENT.sub("", line.rstrip()) for line in lines) if wide > 1 else page.extract_text()
        )
    return "\n".join(pages)


def note_of(text: str) -> Note:
    """A note of plain text; tables are drawn by tabs, bars or wide gaps."""
    spans: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    tables: list[Table] = []
    outside: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for span in spans:
        line = text[span[0] : span[1]]
        if _split(line) or (run and (_is_between(line) or _is_tail(text, run, line))):
            run.append(span)
        else:
            tables += _tables(text, run, outside)
            run = []
            outside.append(span)
    tables += _tables(text, run, outside)
    return _assembled(text, sorted(outside), _joined(tables))


def _is_between(line: str) -> bool:
    """Lines that do not end a table: empty ones, rules and the tail of a cell far to the right."""
    return not line.strip() or bool(_RULE.match(line)) or (line.startswith("   ") and len(line.strip()) < 60)


def _is_tail(text: str, run: list[tuple[int, int]], line: str) -> bool:
    """One more line of a cell: it stands within the bounds of one column of the lines above."""
    above = [text[a:b] for a, b in run]
    if (
        not above[-1].strip()
        or _TITLE.match(line)
        or any("\t" in row or "|" in row or _SEMICOLONS.match(row) for row in above)
    ):
        return False
    starts = sorted(left for left, _ in _starts([row for row in above if _split(row)]))
    left, right = len(line) - len(line.lstrip()), len(line.rstrip())
    column = max((number for number, start in enumerate(starts) if start <= left + 2), default=-1)
    if column < 0:
        return False
    return column + 1 == len(starts) or right < starts[column + 1] - 1


def _split(line: str, bordered: bool = True) -> list[tuple[int, int]]:
    """Places of the cells of a line; empty when it is no row."""
    if "|" in line.strip()[1:-1] and not _RULE.match(line):
        return _pieces(line, r"\|", bordered)
    if "\t" in line.strip() or line.count("\t") > 1:
        return _pieces(line, r"\t")
    if _SEMICOLONS.match(line):
        return _pieces(line, ";")
    if re.search(r"\S\s{3,}\S", line):
        return [found.span() for found in re.finditer(r"\S+(?:\s{1,2}\S+)*", line)]
    return []


def _pieces(line: str, sign: str, bordered: bool = False) -> list[tuple[int, int]]:
    cuts = [match.start() for match in re.finditer(sign, line)]
    edges = [(a + 1, b) for a, b in zip([-1, *cuts], [*cuts, len(line)], strict=True)]
    if bordered:
        edges = edges[1:] if not line[: edges[0][1]].strip() else edges
        edges = edges[:-1] if edges and not line[edges[-1][0] :].strip() else edges
    return edges


def _tables(text: str, run: list[tuple[int, int]], outside: list[tuple[int, int]]) -> list[Table]:
    filled = [span for span in run if _split(text[span[0] : span[1]])]
    if len(filled) < 2:
        outside += run
        return []
    signs = [text[a:b] for a, b in filled]
    spaced = not any("\t" in line or "|" in line or _SEMICOLONS.match(line) for line in signs)
    starts = _starts(signs) if spaced else []
    bordered = all(line.lstrip().startswith("|") for line in signs)
    rows: list[Row] = []
    for a, b in run:
        line = text[a:b]
        pieces = _split(line, bordered) or (
            [(len(line) - len(line.lstrip()), len(line.rstrip()))] if line.strip() else []
        )
        if _RULE.match(line) or not pieces:
            continue
        cells: dict[int, list[Cell]] = {}
        for order, (left, right) in enumerate(pieces):
            column = _column(left, right, starts) if spaced else order
            if text[a + left : a + right].strip():
                cells.setdefault(column, []).append(Cell(a + left, a + right, line[left:right].strip()))
        _add(rows, cells)
    return [Table(rows, filled[0][0], filled[-1][1])] if rows else []


def _joined(tables: list[Table]) -> list[Table]:
    """A table without a head of its own goes on with the one before: a page has ended between them."""
    result: list[Table] = []
    for table in tables:
        first = table.rows[0]
        values = [first.text(column) for column in first.cells if column > 0]
        width = max(first.cells, default=0)
        known = result and width == max(result[-1].rows[0].cells, default=0)
        if known and any(re.match(r"\d[\d ]*(?:,\d+)?(?:\s*%|\s*\(|\s*чел|$)", value) for value in values):
            result[-1].rows += table.rows
            result[-1].end = table.end
        else:
            bare = len(values) > 1 and all(re.fullmatch(r"\d[\d ]*(?:,\d+)?\s*%?", value) for value in values)
            if bare and not all(re.fullmatch(r"20\d\d", value) for value in values):
                table.rows.insert(0, Row({}))  # its head is drawn in another way
            result.append(table)
    return result


def _starts(lines: list[str]) -> list[tuple[int, int]]:
    counts = Counter(len(_split(line)) for line in lines)
    head = len(_split(lines[0]))
    usual = max((size for size in counts if counts[size] > 1 or size == head), default=head)
    fitting = [_split(line) for line in lines if len(_split(line)) == usual]
    return [(min(row[i][0] for row in fitting), max(row[i][1] for row in fitting)) for i in range(usual)]


def _column(left: int, right: int, starts: list[tuple[int, int]]) -> int:
    overlaps = [min(right, b) - max(left, a) for a, b in starts]
    return overlaps.index(max(overlaps))


def _add(rows: list[Row], cells: dict[int, list[Cell]]) -> None:
    """A row without a name, or with one that goes on in lower case, is the tail of the row above."""
    first = " ".join(cell.text for cell in cells.get(0, []))
    tail = rows and (not first or _goes_on(first))
    if tail and len(rows) == 1 and not _goes_on_with_head(cells):
        tail = False
    alone = len(cells) == 1 and 0 in cells
    if tail and (not alone or _goes_on(first)) and _is_open(rows[-1], cells):
        for column, pieces in cells.items():
            rows[-1].cells.setdefault(column, []).extend(pieces)
    elif cells:
        rows.append(Row(cells))


def _goes_on(first: str) -> bool:
    return (first[0].islower() or first[0] == "(") and not first.startswith("в том числе")


def _goes_on_with_head(cells: dict[int, list[Cell]]) -> bool:
    """More words or years of the column names, no values yet."""
    said = [cell.text for pieces in cells.values() for cell in pieces]
    return not any(re.match(r"\d", text) and not re.match(r"20\d\d\b", text) for text in said)


def _is_open(row: Row, cells: dict[int, list[Cell]]) -> bool:
    """Figures are not glued to figures: a tail with a bare number in a filled column is a row of its own."""
    return not any(
        row.text(column) and re.fullmatch(r"[\d\s,.%()–-]+", " ".join(piece.text for piece in pieces))
        for column, pieces in cells.items()
    )


def _from_blocks(source: Source) -> Note:
    spans = [(block.start, block.end) for block in source.blocks if block.kind in {"line", "para", "footer"}]
    numbers = sorted({block.table for block in source.blocks if block.kind == "cell"})
    tables = []
    for number in numbers:
        blocks = [block for block in source.blocks if block.kind == "cell" and block.table == number]
        rows: dict[int, Row] = {}
        for block in blocks:
            cell = Cell(block.start, block.end, source.text[block.start : block.end].strip())
            rows.setdefault(block.row, Row()).cells.setdefault(block.column, []).append(cell)
        tables.append(Table(list(rows.values()), blocks[0].start, blocks[-1].end))
    return _assembled(source.text, spans, tables)


def _assembled(text: str, spans: list[tuple[int, int]], tables: list[Table]) -> Note:
    said = sentences(text, paragraphs(text, spans))
    for table in tables:
        above = [sentence.text.strip() for sentence in said if sentence.end <= table.start]
        table.title = " ".join(above[-2:])
    return Note(text, said, tables, _report_year(text))


def _report_year(text: str) -> int | None:
    """The year the note is about: «за 2021 год», else the latest of its title, else the one named most."""
    if told := re.search(r"\bза\s+(20\d\d)\s*(?:год|г\.)", text[:3000]):
        return int(told[1])
    if titled := years_in(_DATE.sub("", text[:250])):
        return max(titled)
    counts = Counter(years_in(text))
    return max(counts, key=lambda year: (counts[year], year)) if counts else None
