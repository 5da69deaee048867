"""XLSX by xlsxwriter: one sheet for each table of the document, with typed columns that can be counted and filtered."""

import io
import math
import re
from datetime import date, datetime
from typing import Any

import xlsxwriter

from reports.writers.archives import made_at
from ui.blocks import Block

# A file must not say when it was made: equal documents are equal files.
NO_DAY = datetime(2000, 1, 1)
FORMULA_STARTS = ("=", "+", "-", "@", "\t")
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
WIDEST = 60
LETTER, LINE = 0.95, 13.0  # of Arial 10: in units of column width, in points
A3, A4, A4_COLUMNS = 8, 9, 14


def to_xlsx(document: Block) -> bytes:
    """Tables first, then a sheet about the document; text is never read as a formula."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    moment = made_at(document)
    book.set_properties(
        {
            "title": document["title"],
            "author": document["meta"].get("author", ""),
            "keywords": document["meta"].get("keywords", ""),
            "created": moment.replace(tzinfo=None) if moment else NO_DAY,
            "language": "ru-RU",
        }
    )
    formats = _formats(book)
    taken: set[str] = set()
    for block in document["blocks"]:
        if block["type"] == "table":
            _table(book.add_worksheet(_sheet_name(block["caption"], taken)), block, formats, document)
    _about(book.add_worksheet(_sheet_name("О документе", taken)), document, formats)
    book.close()
    return output.getvalue()


def _formats(book: xlsxwriter.Workbook) -> dict[str, Any]:
    common = {"font_name": "Arial", "font_size": 10, "valign": "top"}
    head = {**common, "bold": True, "text_wrap": True, "bg_color": "#EEF4F4", "bottom": 1}
    return {
        "head": book.add_format(head),
        "head-right": book.add_format({**head, "align": "right"}),
        "title": book.add_format({**common, "bold": True, "font_size": 14, "text_wrap": True}),
        "text": book.add_format({**common, "text_wrap": True}),
        "text-right": book.add_format({**common, "text_wrap": True, "align": "right"}),
        "quoted": book.add_format({**common, "text_wrap": True, "quote_prefix": True}),
        "number": book.add_format({**common, "num_format": "#,##0"}),
        "fraction": book.add_format(common),
        "date": book.add_format({**common, "num_format": "dd.mm.yyyy", "align": "left"}),
    }


def _table(sheet: Any, block: Block, formats: dict[str, Any], document: Block) -> None:
    heads = block["head"]
    keeps_sides = bool(document.get("columns_keep_sides"))
    sides = [f"-{side}" if side == "right" and keeps_sides else "" for side in block["aligns"]]
    for number, cells in enumerate(heads):
        column = 0
        for cell in cells:
            last = column + cell["span"] - 1
            if last > column:
                sheet.merge_range(number, column, number, last, "", formats["head"])
            side = sides[column] if cell["span"] == 1 else ""
            sheet.write_string(number, column, cell["text"], formats[f"head{side}"])
            column = last + 1
    for number, cells in enumerate(block["rows"], len(heads)):
        column = 0
        for cell in cells:
            _value(sheet, number, column, cell, formats, sides[column] if cell["span"] == 1 else "")
            column += cell["span"]
    widths = _widths(block)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    if document.get("rows_fit_text"):
        _fit_rows(sheet, block, widths)
    sheet.freeze_panes(len(heads), 1 if block["row_heads"] else 0)
    sheet.autofilter(len(heads) - 1, 0, max(len(heads) + len(block["rows"]) - 1, len(heads)), block["columns"] - 1)
    sheet.repeat_rows(0, len(heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(A3 if block["columns"] > A4_COLUMNS else A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L{_escaped(block['caption'])}&RСтраница &P из &N")
    if footer := document["meta"].get("footer"):
        sheet.set_footer(f"&L{_escaped(footer)}")


def _escaped(text: str) -> str:
    """The sign & gives orders in a header of Excel; 255 letters is all it holds."""
    return str(text)[:110].replace("&", "&&")


def _value(sheet: Any, row: int, column: int, cell: dict[str, Any], formats: dict[str, Any], side: str = "") -> None:
    value = cell["value"]
    match cell["kind"]:
        case "number":
            sheet.write_number(row, column, value, formats["number" if float(value).is_integer() else "fraction"])
        case "date":
            sheet.write_datetime(
                row, column, datetime.combine(date.fromisoformat(value), datetime.min.time()), formats["date"]
            )
        case _ if value == "":
            sheet.write_blank(row, column, None, formats["text"])
        case _:
            _text(sheet, row, column, str(value), formats, side)


def _text(sheet: Any, row: int, column: int, text: str, formats: dict[str, Any], side: str = "") -> None:
    """A text that looks like a formula is marked as text, so that it stays one after editing and export too."""
    sheet.write_string(
        row, column, text[:32_767], formats["quoted" if text.startswith(FORMULA_STARTS) else f"text{side}"]
    )


def _widths(block: Block) -> list[float]:
    widest = [8.0] * block["columns"]
    for cells in block["head"][-1:] + block["rows"]:
        column = 0
        for cell in cells:
            if cell["span"] == 1:
                longest = max((len(line) for line in cell["text"].split("\n")), default=0)
                widest[column] = max(widest[column], min(longest * 1.1 + 3, WIDEST))
            column += cell["span"]
    return widest


def _fit_rows(sheet: Any, block: Block, widths: list[float]) -> None:
    for number, cells in enumerate(block["rows"], len(block["head"])):
        if len(cells) == len(widths):
            _fit(sheet, number, [cell["text"] for cell in cells], widths)


def _fit(sheet: Any, row: int, texts: list[str], widths: list[float]) -> None:
    """Height for the longest wrapped text: not every program works it out when it opens a file."""
    lines = max(
        sum(max(1, math.ceil(len(line) * LETTER / width)) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    if lines > 1:
        sheet.set_row(row, LINE * lines + 2)


def _about(sheet: Any, document: Block, formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, document["title"], formats["title"])
    lines = [
        ("Организация", document["meta"].get("organisation", "")),
        ("Пояснение", document["meta"].get("notice", "")),
    ]
    for block in document["blocks"]:
        if block["type"] == "facts":
            lines += [tuple(row) for row in block["rows"]]
        elif block["type"] in ("notice", "paragraph"):
            lines.append(("", f"{block.get('lead', '')} {block['text']}".strip()))
    for number, (label, text) in enumerate([line for line in lines if line[1]], 2):
        _text(sheet, number, 0, label, formats)
        _text(sheet, number, 1, text, formats)
        if document.get("rows_fit_text"):
            _fit(sheet, number, [label, text], [28.0, 90.0])


def _sheet_name(caption: str, taken: set[str]) -> str:
    """At most 31 letters, without the signs Excel keeps for itself, unlike any other sheet."""
    plain = FORBIDDEN_IN_NAMES.sub(" ", caption).strip("' ") or "Лист"
    name, number = plain[:31].strip("' "), 2
    while name.lower() in taken:
        tail = f" {number}"
        name, number = plain[: 31 - len(tail)].strip("' ") + tail, number + 1
    taken.add(name.lower())
    return name
