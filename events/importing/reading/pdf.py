"""PDF with a text layer: lines of each page; lines that repeat at page edges are headers and footers."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from events.importing.errors import UnreadableProtocol
from events.importing.reading.source import Builder, Source

MAX_PAGES = 500
_PAGE_NUMBER = re.compile(r"^\W*(?:стр(?:аница|\.)?\s*)?\d{1,3}(?:\s*(?:из|/)\s*\d{1,3})?\W*$", re.I)
logging.getLogger("pypdf").setLevel(logging.ERROR)


def read_pdf(data: bytes) -> Source:
    pages = _pages(data)
    edges = _repeated(pages)
    builder = Builder("pdf")
    for lines in pages:
        filled = [index for index, line in enumerate(lines) if line.strip()]
        for index, line in enumerate(lines):
            edge = index in filled[:2] or index in filled[-2:]
            running = edge and (_shape(line) in edges or (len(pages) > 1 and bool(_PAGE_NUMBER.match(line.strip()))))
            kind = ("header" if index in filled[:2] else "footer") if running else "line"
            builder.add(line, kind=kind)
        builder.gap = 0
    return builder.done()


def _pages(data: bytes) -> list[list[str]]:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableProtocol("PDF защищён паролем. Снимите защиту и загрузите файл ещё раз.")
        if len(reader.pages) > MAX_PAGES:
            raise UnreadableProtocol(f"В файле больше {MAX_PAGES} страниц. Загрузите только протокол, без приложений.")
        pages = [(page.extract_text() or "").split("\n") for page in reader.pages]
    except UnreadableProtocol:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError) as error:
        raise UnreadableProtocol("PDF повреждён и не открывается. Сохраните его заново и загрузите ещё раз.") from error
    if sum(len(line.strip()) for page in pages for line in page) < 20 * len(pages):
        raise UnreadableProtocol(
            "В PDF нет текста, только изображение страниц (скан). Распознайте его или введите протокол вручную."
        )
    return pages


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", line.strip().lower()))


def _repeated(pages: list[list[str]]) -> set[str]:
    """Shapes of lines that stand at the edge of at least half of three or more pages."""
    counts: Counter[str] = Counter()
    for lines in pages:
        filled = [line for line in lines if line.strip()]
        counts.update({_shape(line) for line in (*filled[:2], *filled[-2:])})
    return {shape for shape, count in counts.items() if count >= max(3, len(pages) // 2) and shape != "#"}
