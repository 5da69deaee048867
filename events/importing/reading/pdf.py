"""PDF with a text layer: lines of each page; lines that repeat at page edges are headers and footers."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import Counter
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from events.importing.errors import UnreadableProtocol
from events.importing.reading.pdf_tables import Columns, Rows, looks_tabular, split_tables
from events.importing.reading.source import Builder, Source

MAX_PAGES = 500
Part = str | Rows
Page = tuple[list[str], list[Part], list[str], set[str]]  # headers, text, footers, lines in bold
_DAMAGE = (
    PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError, ArithmeticError,
    NotImplementedError, AssertionError, DependencyError, zlib.error, struct.error,
)  # fmt: skip
_PAGE_NUMBER = re.compile(r"^\W*(?:стр(?:аница|\.)?\s*)?\d{1,3}(?:\s*(?:из|/)\s*\d{1,3})?\W*$", re.I)
_BOLD = re.compile(r"bold|black|heavy|demi", re.I)
logging.getLogger("pypdf").setLevel(logging.ERROR)


def read_pdf(data: bytes) -> Source:
    builder = Builder("pdf")
    tables: list[int] = []  # rows of each table so far
    for headers, parts, footers, bold in _pages(data):
        for line in headers:
            builder.add(line, kind="header")
        for part in parts:
            if isinstance(part, str):
                builder.add(part, kind="line", bold=_tidy(part) in bold)
            else:
                _add_table(builder, part, tables)
        for line in footers:
            builder.add(line, kind="footer")
        builder.gap = 0
    return builder.done()


def _add_table(builder: Builder, part: Rows, tables: list[int]) -> None:
    """A table that goes on over the page keeps its number; a first row without a number goes on with the last one."""
    if not part.continued or not tables:
        tables.append(0)
    first = tables[-1]
    if part.continued and first and part.cells and not part.cells[0][0]:
        first -= 1
    for number, row in enumerate(part.cells):
        for column, cell in enumerate(row):
            for line in cell.split("\n"):
                builder.add(line, kind="cell", table=len(tables) - 1, row=first + number, column=column)
    tables[-1] = first + len(part.cells)
    builder.gap = 0


def _pages(data: bytes) -> list[Page]:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableProtocol("PDF защищён паролем. Снимите защиту и загрузите файл ещё раз.")
        if len(reader.pages) > MAX_PAGES:
            raise UnreadableProtocol(f"В файле больше {MAX_PAGES} страниц. Загрузите только протокол, без приложений.")
        pages = _texts(reader)
    except UnreadableProtocol:
        raise
    except _DAMAGE as error:
        raise UnreadableProtocol("PDF повреждён и не открывается. Сохраните его заново и загрузите ещё раз.") from error
    return pages


def _texts(reader: PdfReader) -> list[Page]:
    """Lines of each page; a page with a table is read a second time with its columns kept apart."""
    read = [_lines(page) for page in reader.pages]
    texts = [lines for lines, _ in read]
    if sum(len(line.strip()) for lines in texts for line in lines) < 20 * len(texts):
        raise UnreadableProtocol(
            "В PDF нет текста, только изображение страниц (скан). Распознайте его или введите протокол вручную."
        )
    edges = _repeated(texts)
    pages: list[Page] = []
    columns: Columns | None = None
    for page, (lines, bold) in zip(reader.pages, read, strict=True):
        tabular = columns is not None or looks_tabular(lines)
        lines = page.extract_text(extraction_mode="layout").split("\n") if tabular else lines
        headers, lines, footers = _without_running(lines, edges, len(texts))
        parts: list[Part] = list(lines)
        if tabular:
            parts, columns = split_tables(lines, columns)
        pages.append((headers, parts, footers, bold))
    return pages


def _lines(page: PageObject) -> tuple[list[str], set[str]]:
    """Lines of a page and those of them that stand wholly in bold, told by the names of the fonts."""
    pieces: list[tuple[str, bool]] = []

    def keep(text: str, _cm: Any, _tm: Any, font: dict[str, Any] | None, _size: float) -> None:
        name = str((font or {}).get("/BaseFont", ""))
        pieces.append((text, bool(_BOLD.search(name))))

    lines = (page.extract_text(visitor_text=keep) or "").split("\n")
    bold, heavy, light = set(), "", False
    for text, strong in pieces:
        for index, part in enumerate(text.split("\n")):
            if index:
                if heavy and not light:
                    bold.add(_tidy(heavy))
                heavy, light = "", False
            light = light or bool(part.strip() and not strong)
            heavy += part
    if heavy and not light:
        bold.add(_tidy(heavy))
    return lines, bold - {""}


def _tidy(line: str) -> str:
    return " ".join(line.split())


def _without_running(lines: list[str], edges: set[str], pages: int) -> tuple[list[str], list[str], list[str]]:
    """(headers, text, footers) of a page."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    running = {
        index
        for index in filled[:2] + filled[-2:]
        if _shape(lines[index]) in edges or (pages > 1 and _PAGE_NUMBER.match(lines[index].strip()))
    }
    headers = [lines[index] for index in filled[:2] if index in running]
    footers = [lines[index] for index in filled[2:] if index in running]
    return headers, [line for index, line in enumerate(lines) if index not in running], footers


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", line.strip().lower()))


def _repeated(pages: list[list[str]]) -> set[str]:
    """Shapes of lines that stand at the edge of at least half of the pages: of three or more, or of two at the top."""
    counts: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for lines in pages:
        filled = [line for line in lines if line.strip()]
        counts.update({_shape(line) for line in (*filled[:2], *filled[-2:])})
        first.update({_shape(line) for line in filled[:1]})
    found = {shape for shape, count in counts.items() if count >= max(3, len(pages) // 2)}
    found |= {shape for shape, count in first.items() if count == len(pages) == 2 and "#" not in shape}
    return found - {"#"}
