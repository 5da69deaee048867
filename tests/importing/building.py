"""Files of the development set in the form a secretary would send: Word with automatic numbers, PDF, old encodings."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import docx
import typst
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_LEVELS = (("decimal", "%1."), ("decimal", "%1.%2."), ("russianLower", "%3)"))
_MERGED = ("^", "<")  # cells that are one with the cell above, with the cell to the left
_ROMAN_LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("bullet", "\uf0b7"))


def file_of(path: Path) -> tuple[bytes, str]:
    """Bytes and name of a source: ``x.docx.txt`` becomes Word, ``x.pdf.txt`` PDF, ``x.cp1251.txt`` is encoded."""
    text = path.read_text(encoding="utf-8")
    parts = path.name.split(".")
    if len(parts) == 2:
        return path.read_bytes(), path.name
    kind = parts[1]
    if kind == "docx":
        return word(text), f"{parts[0]}.docx"
    if kind == "pdf":
        return pdf(text), f"{parts[0]}.pdf"
    return text.encode(kind), f"{parts[0]}.txt"


def word(text: str) -> bytes:
    """A small markup: «#a1 point» is level 1 of list a (#A1: Roman), «|x|y|» a row
    («^» goes on with the cell above, «<» with the one to the left); «!bold», «!heading», «!header»,
    «⏎» a soft break."""
    document = docx.Document()
    rows: list[list[str]] = []
    lists: dict[str, str] = {}
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(line.strip("|").split("|"))
            continue
        if rows:
            _table(document, rows)
            rows = []
        if line:
            _paragraph(document, line, lists)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _paragraph(document: Document, line: str, lists: dict[str, str]) -> None:
    line = line.replace("⏎", "\n")
    mark, _, rest = line.partition(" ")
    if mark == "!header":
        document.sections[0].header.paragraphs[0].text = rest
    elif mark == "!bold":
        document.add_paragraph().add_run(rest).bold = True
    elif mark == "!heading":
        document.add_heading(rest, level=2)
    elif mark.startswith("#"):
        paragraph = document.add_paragraph(rest)
        number = lists.setdefault(mark[1], "") or _new_list(document, _ROMAN_LEVELS if mark[1].isupper() else _LEVELS)
        lists[mark[1]] = number
        _number(paragraph, number, int(mark[2]) - 1)
    else:
        document.add_paragraph(line)


def _table(document: Document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=max(map(len, rows)))
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=False):
            cell.text = "" if value in _MERGED else value.replace("⏎", "\n")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value in _MERGED:
                before = table.cell(number - (value == "^"), column - (value == "<"))
                before.merge(table.cell(number, column))


def _new_list(document: Document, levels: tuple) -> str:
    """A multi-level list of its own in numbering.xml."""
    root = document.part.numbering_part.element
    number = str(len(root.findall(qn("w:num"))) + 100)
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), number)
    for index, (form, pattern) in enumerate(levels):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(index))
        for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", pattern)):
            node = OxmlElement(tag)
            node.set(qn("w:val"), value)
            level.append(node)
        abstract.append(level)
    root.insert(0, abstract)
    num = OxmlElement("w:num")
    num.set(qn("w:numId"), number)
    reference = OxmlElement("w:abstractNumId")
    reference.set(qn("w:val"), number)
    num.append(reference)
    root.append(num)
    return number


def _number(paragraph: object, number: str, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", str(level)), ("w:numId", number)):
        node = OxmlElement(tag)
        node.set(qn("w:val"), value)
        numbering.append(node)
    properties.append(numbering)


def pdf(text: str, header: str = "Департамент социальной защиты населения") -> bytes:
    """A PDF with a text layer, a running header and page numbers; lines are wrapped by the page."""
    escaped = "\n".join(_typst_lines(text.splitlines()))
    page = '"1"' if header else "none"
    source = (
        f'#set page(paper: "a5", header: [{header}], numbering: {page})\n'
        '#set text(size: 10pt, lang: "ru", hyphenate: false)\n#set par(spacing: 5pt)\n'
        f"#let line(it) = par(it)\n{escaped}\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "source.typ"
        path.write_text(source, encoding="utf-8")
        return typst.compile(str(path), format="pdf")


def _typst_lines(lines: list[str]) -> Iterator[str]:
    """Lines one under another, «!bold» ones in bold; neighbouring rows «|x|y|» are one table."""
    for is_row, group in groupby(lines, lambda line: line.startswith("|")):
        if is_row:
            rows = [line.strip("|").split("|") for line in group]
            cells = ", ".join(f"[#{_quoted(cell)}]" for row in rows for cell in row)
            yield f"#table(columns: {len(rows[0])}, {cells})"
        else:
            yield from (_typst_line(line) if line.strip() else "#v(6pt)" for line in group)


def _typst_line(line: str) -> str:
    bold, rest = line.startswith("!bold "), line.removeprefix("!bold ")
    return f"#line(strong({_quoted(rest)}))" if bold else f"#line({_quoted(rest)})"


def _quoted(line: str) -> str:
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'
