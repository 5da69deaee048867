"""PDF with a text layer: lines of each page; lines that repeat at page edges are headers and footers."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from events.importing.errors import UnreadableProtocol
from events.importing.reading.pdf_tables import Columns, looks_tabular, split_tables
from events.importing.reading.source import Builder, Source

MAX_PAGES = 500
Page = list[str | list[list[str]]]  # lines and tables
_PAGE_NUMBER = re.compile(r"^\W*(?:стр(?:аница|\.)?\s*)?\d{1,3}(?:\s*(?:из|/)\s*\d{1,3})?\W*$", re.I)
logging.getLogger("pypdf").setLevel(logging.ERROR)


def read_pdf(data: bytes) -> Source:
    pages = _pages(data)
    edges = _repeated(pages)
    builder = Builder("pdf")
    tables = [-1]
    for parts in pages:
        lines = [part for part in parts if isinstance(part, str)]
        filled = [index for index, line in enumerate(lines) if line.strip()]
        running = {index for index in filled[:2] + filled[-2:] if _is_running(lines[index], edges, len(pages))}
        index = 0
        for part in parts:
            if isinstance(part, str):
                kind = "line" if index not in running else "header" if index in filled[:2] else "footer"
                builder.add(part, kind=kind)
                index += 1
            else:
                _add_table(builder, part, tables)
        builder.gap = 0
    return builder.done()


def _is_running(line: str, edges: set[str], pages: int) -> bool:
    return _shape(line) in edges or (pages > 1 and bool(_PAGE_NUMBER.match(line.strip())))


def _add_table(builder: Builder, rows: list[list[str]], tables: list[int]) -> None:
    tables[0] += 1
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            for line in cell.split("\n"):
                builder.add(line, kind="cell", table=tables[0], row=number, column=column)
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
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError) as error:
        raise UnreadableProtocol("PDF повреждён и не открывается. Сохраните его заново и загрузите ещё раз.") from error
    if sum(len(part) for page in pages for part in page if isinstance(part, str)) < 20 * len(pages):
        raise UnreadableProtocol(
            "В PDF нет текста, только изображение страниц (скан). Распознайте его или введите протокол вручную."
        )
    return pages


def _texts(reader: PdfReader) -> list[Page]:
    """Lines of each page; a page with a table is read a second time with its columns kept apart."""
    pages: list[Page] = []
    running: Columns | None = None
    for page in reader.pages:
        text = page.extract_text() or ""
        if running is None and not looks_tabular(text):
            pages.append(list(text.split("\n")))
            continue
        parts, running = split_tables(page.extract_text(extraction_mode="layout"), running)
        pages.append(parts)
    return pages


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", line.strip().lower()))


def _repeated(pages: list[Page]) -> set[str]:
    """Shapes of lines that stand at the edge of at least half of three or more pages."""
    counts: Counter[str] = Counter()
    for lines in pages:
        filled = [line for line in lines if isinstance(line, str) and line.strip()]
        counts.update({_shape(line) for line in (*filled[:2], *filled[-2:])})
    return {shape for shape, count in counts.items() if count >= max(3, len(pages) // 2) and shape != "#"}
