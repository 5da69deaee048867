"""Word documents: paragraphs and tables in the order of the body, automatic numbers put back into the text."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from events.importing.errors import UnreadableProtocol
from events.importing.reading.source import Builder, Source
from events.importing.reading.tabs import add_tabbed_row, is_tabbed
from events.importing.reading.word_numbers import Numbers

MAX_UNPACKED = 300 * 1024 * 1024
MAX_XML = 40 * 1024 * 1024  # of text and styles; two hundred pages take five
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BROKEN = "Файл Word повреждён и не открывается. Откройте его в редакторе, сохраните заново и загрузите ещё раз."
_NOT_WORD = "Внутри файла не документ Word. Проверьте, что загружен сам протокол, а не картинка или архив."


def read_word(data: bytes) -> Source:
    document = _open(data)
    builder = Builder("docx")
    numbers = Numbers(document)
    for kind in ("header", "footer"):
        for text in _running_text(document, kind):
            builder.add(text, kind=kind)
    counter = [-1]
    _walk(document, document.element.body, builder, numbers, counter)
    for text in _notes(document):
        builder.add(text, kind="footer")
    return builder.done()


def _open(data: bytes) -> Document:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            _check_size(archive.infolist())
            if archive.testzip() is not None:
                raise UnreadableProtocol(_BROKEN)
    except UnreadableProtocol:
        raise
    except _DAMAGE as error:
        raise UnreadableProtocol(_BROKEN) from error
    if not any(name.startswith("word/") for name in names):
        raise UnreadableProtocol(_NOT_WORD)
    try:
        return docx.Document(io.BytesIO(data))
    except (*_DAMAGE, etree.LxmlError, AttributeError) as error:
        raise UnreadableProtocol(_BROKEN) from error


def _check_size(parts: list[zipfile.ZipInfo]) -> None:
    """A small archive may unpack to gigabytes; the sizes are looked at before anything is unpacked."""
    texts = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if texts > MAX_XML or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UnreadableProtocol("Документ слишком велик после распаковки. Удалите из него картинки и загрузите снова.")


def _running_text(document: Document, kind: str) -> Iterator[str]:
    seen: set[str] = set()
    for section in document.sections:
        for part in (getattr(section, kind), getattr(section, f"first_page_{kind}")):
            if part.is_linked_to_previous:
                continue
            for element in part._element.iter(qn("w:p")):
                text = Paragraph(element, part).text.strip()
                if text and text not in seen:
                    seen.add(text)
                    yield text


def _notes(document: Document) -> Iterator[str]:
    """Footnotes and endnotes stand in files of their own."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/footnotes", "/endnotes")):
            for note in parse_xml(relation.target_part.blob).iter(qn("w:p")):
                if text := "".join(node.text or "" for node in note.iter(qn("w:t"))).strip():
                    yield text


def _walk(parent: Any, element: Any, builder: Builder, numbers: Numbers, counter: list[int]) -> None:
    children = list(element.iterchildren())
    typed = _typed_rows(parent, children)
    row = 0
    for index, child in enumerate(children):
        if index in typed:
            row = row + 1 if index - 1 in typed else 0
            counter[0] += row == 0
            add_tabbed_row(builder, _numbered(Paragraph(child, parent), numbers), counter[0], row)
        elif child.tag == qn("w:p"):
            for box in _boxes(child):
                _walk(parent, box, builder, numbers, counter)
            _add_paragraph(Paragraph(child, parent), builder, numbers)
        elif child.tag == qn("w:tbl"):
            _add_table(Table(child, parent), builder, numbers, counter)
        elif child.tag == qn("w:sdt"):
            content = child.find(qn("w:sdtContent"))
            if content is not None:
                _walk(parent, content, builder, numbers, counter)


def _typed_rows(parent: Any, children: list[Any]) -> set[int]:
    """Paragraphs that are rows of a table typed with tabs."""
    plain = [child.tag == qn("w:p") and not _boxes(child) for child in children]
    lines = [_text(Paragraph(child, parent)) if one else "" for child, one in zip(children, plain, strict=True)]
    lines = ["" if "\n" in line else line for line in lines]
    return {index for index in range(len(lines)) if is_tabbed(lines, index)}


def _numbered(paragraph: Paragraph, numbers: Numbers) -> str:
    label = numbers.label(paragraph)
    return f"{label}\t{_text(paragraph)}" if label else _text(paragraph)


def _boxes(paragraph: Any) -> list[Any]:
    """Text boxes anchored in a paragraph («УТВЕРЖДАЮ» often stands in one); Word writes each twice."""
    found = paragraph.iter(qn("w:txbxContent"))
    return [box for box in found if not any(a.tag == _FALLBACK for a in box.iterancestors())]


def _add_paragraph(paragraph: Paragraph, builder: Builder, numbers: Numbers) -> None:
    """A line break inside a paragraph starts a new line; the number stands before the first of them."""
    lines = _text(paragraph).split("\n")
    number = numbers.label(paragraph) if any(line.strip() for line in lines) else ""
    runs = [run for run in paragraph.runs if run.text.strip()]
    bold = bool(runs) and all(run.bold for run in runs)
    heading = numbers.styles.name(paragraph).lower().startswith(("heading", "заголовок"))
    for index, line in enumerate(lines):
        prefix = f"{number} " if number and index == 0 else ""
        builder.add(prefix + line, kind="para", bold=bold, heading=heading)


def _text(paragraph: Paragraph) -> str:
    """Text of all runs, those inside links and insertions too; deleted text is left out."""
    parts: list[str] = []
    for node in paragraph._p.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")):
        if node.getparent().tag == qn("w:tabs") or _is_elsewhere(node, paragraph._p):
            continue
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        elif node.tag == qn("w:tab"):
            parts.append("\t")
        elif node.tag == qn("w:noBreakHyphen"):
            parts.append("-")
        else:
            parts.append("" if node.get(qn("w:type")) in {"page", "column"} else "\n")
    return "".join(parts)


def _is_elsewhere(node: Any, paragraph: Any) -> bool:
    """Inside a text box of this paragraph, or moved away from here."""
    for ancestor in node.iterancestors():
        if ancestor is paragraph:
            return False
        if ancestor.tag in {qn("w:txbxContent"), qn("w:moveFrom")}:
            return True
    return False


def _add_table(table: Table, builder: Builder, numbers: Numbers, counter: list[int]) -> None:
    """Merged cells repeat in the grid; each is taken once, at its first place."""
    counter[0] += 1
    number = counter[0]
    seen: set[object] = set()
    for row_index, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            if cell._tc in seen:
                continue
            seen.add(cell._tc)
            marks: dict[str, Any] = {"kind": "cell", "table": number, "row": row_index, "column": column}
            for paragraph in cell.paragraphs:
                label = numbers.label(paragraph)
                for index, line in enumerate(_text(paragraph).split("\n")):
                    builder.add(f"{label} {line}" if label and index == 0 else line, **marks)
            for inner in cell.tables:
                _add_table(inner, builder, numbers, counter)
    builder.gap = 0
