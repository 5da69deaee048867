"""Blocks of a document: the one language that builders speak and every writer (PDF, DOCX, XLSX, HTML) reads.

A block is a plain dict that survives JSON, so that a document can be stored, compared byte for byte and handed to the
typesetter as data. The constructors are the only place where mistakes are caught: what they accept, each writer prints.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from ui.words import figure as figure_in_words

Block = dict[str, Any]
Cell = dict[str, Any]
CellLike = str | int | float | Decimal | date | None | Mapping[str, Any]
Align = Literal["left", "center", "right", "justify"]

WIDE_TABLE = 8
STYLES = ("note", "gost")
ALIGNS = ("left", "center", "right", "justify")
SVG = re.compile(r"\s*(<\?xml[^>]*>\s*)?<svg[\s>]")
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class BlockError(ValueError):
    """The builder of a document asked for something that cannot be printed properly."""


def document(
    title: str, blocks: Iterable[Block], *, style: str = "note", meta: Mapping[str, Any] | None = None
) -> Block:
    """The whole context of a document.

    `meta` of a note: organisation, subtitle, place, year, prepared (lines), contents (bool), notice. With an
    organisation it opens with a title page; without one its title stands above the text.
    `meta` of a gost document (head of the first page): organisation, kind («ПРОТОКОЛ»), number, day, place, subject.
    Both: footer (a line on each page), author, landscape (bool: pages lie on their side; by itself when a table
    has eight columns or more).
    """
    if style not in STYLES:
        raise BlockError(f"unknown style {style!r}")
    listed = list(blocks)
    _check_outline(listed)
    is_wide = any(block["type"] == "table" and block["columns"] >= WIDE_TABLE for block in listed)
    return {
        "title": _text(title, "title"),
        "language": "ru",
        "style": style,
        # Frozen documents of before have no such keys and keep their bytes.
        "rows_fit_text": True,
        "columns_keep_sides": True,
        "meta": {key: _meta(value) for key, value in {"landscape": is_wide, **(meta or {})}.items() if value},
        "blocks": listed,
    }


def heading(level: int, text: str) -> Block:
    if level not in (1, 2, 3, 4):
        raise BlockError(f"heading level {level!r}: 1 to 4 only")
    return {"type": "heading", "level": level, "text": _text(text, "heading")}


def paragraph(text: str, align: Align = "justify", bold: bool = False, lead: str = "", indent: bool = True) -> Block:
    """`lead` is printed bold before the text: «СЛУШАЛИ:» and its like."""
    if align not in ALIGNS:
        raise BlockError(f"unknown alignment {align!r}")
    return {
        "type": "paragraph",
        "text": clean(text) if lead else _text(text, "paragraph"),
        "lead": clean(lead),
        "align": align,
        "bold": bool(bold),
        "indent": bool(indent) and align in ("left", "justify"),
    }


def notice(text: str) -> Block:
    """A remark set apart from the text: «значения по муниципалитетам условные»."""
    return {"type": "notice", "text": _text(text, "notice")}


def bullets(items: Iterable[str]) -> Block:
    return {"type": "bullets", "items": _items(items, "bullets")}


def numbered(items: Iterable[str], start: int = 1) -> Block:
    return {"type": "numbered", "items": _items(items, "numbered"), "start": int(start)}


def facts(pairs: Iterable[tuple[str, str]]) -> Block:
    """Label and value, line by line: «Председатель — Сорокина А.П.»."""
    rows = [[_text(label, "label of a fact"), clean(value) or "—"] for label, value in pairs]
    if not rows:
        raise BlockError("facts: no lines")
    return {"type": "facts", "rows": rows}


def cell(
    value: CellLike, *, text: str | None = None, span: int = 1, bold: bool = False, align: Align | None = None
) -> Cell:
    """A cell whose printed text may differ from the value a spreadsheet keeps; `span` joins columns."""
    kind, plain, printed = _typed(value)
    return {
        "kind": kind,
        "value": plain,
        "text": printed if text is None else clean(text),
        "span": max(1, int(span)),
        "bold": bool(bold),
        "align": align,
    }


def table(
    caption: str,
    head: Sequence[CellLike] | Sequence[Sequence[CellLike]],
    rows: Iterable[Sequence[CellLike]],
    widths: Sequence[float] | None = None,
    aligns: Sequence[Align] | None = None,
    row_heads: bool = True,
) -> Block:
    """A table with one or two rows of heads; `widths` are shares of the page; the first column names its row.

    Numbers are aligned to the right unless told otherwise. No cell spans rows: a screen reader loses the thread there.
    """
    heads = [[_head_cell(value) for value in row] for row in _head_rows(head)]
    body = [[_cell(value) for value in row] for row in rows]
    columns = _columns(caption, heads, body)
    if widths is not None and (len(widths) != columns or min(widths) <= 0):
        raise BlockError(f"table «{caption}»: {columns} columns, widths {list(widths)!r}")
    if aligns is not None and (len(aligns) != columns or not set(aligns) <= set(ALIGNS)):
        raise BlockError(f"table «{caption}»: {columns} columns, aligns {list(aligns)!r}")
    return {
        "type": "table",
        "caption": _text(caption, "caption of a table"),
        "head": heads,
        "rows": body,
        "columns": columns,
        "widths": [float(width) for width in widths or [1] * columns],
        "aligns": list(aligns) if aligns else _natural_aligns(body, columns),
        "row_heads": bool(row_heads),
    }


def figure(svg: str, alt: str, caption: str) -> Block:
    """A picture as SVG text; `alt` says in words what it shows, for those who do not see it."""
    if not SVG.match(svg):
        raise BlockError(f"figure «{caption}»: not an SVG text")
    return {"type": "figure", "svg": svg, "alt": _text(alt, "alt of a figure"), "caption": _text(caption, "caption")}


def signature(post: str, name: str) -> Block:
    """Post, a blank for the hand, initials and surname."""
    return {"type": "signature", "post": _text(post, "post"), "name": _text(name, "name of the signer")}


def page_break() -> Block:
    return {"type": "page_break"}


def clean(text: object) -> str:
    """Drop control characters (no format can hold them) and the spaces around."""
    return UNPRINTABLE.sub("", "" if text is None else str(text)).strip()


def number(value: float | Decimal) -> str:
    """A number as the pages of the portal print it: 18 411; 608,75; −3. Nothing is rounded."""
    if not Decimal(value).is_finite():
        raise BlockError(f"{value!r} cannot be printed as a number")
    return figure_in_words(value)


def _typed(value: CellLike) -> tuple[str, str | int | float | None, str]:
    match value:
        case None:
            return "text", "", "—"
        case bool():
            return "text", "да" if value else "нет", "да" if value else "нет"
        case int() | float():
            return "number", value, number(value)
        case Decimal():
            return "number", float(value), number(value)
        case datetime():
            return "text", f"{value:%d.%m.%Y %H:%M}", f"{value:%d.%m.%Y %H:%M}"
        case date():
            return "date", value.isoformat(), f"{value:%d.%m.%Y}"
        case str():
            return "text", clean(value), clean(value)
    raise BlockError(f"a cell cannot hold {type(value).__name__}")


def _cell(value: CellLike) -> Cell:
    return dict(value) if isinstance(value, Mapping) else cell(value)


def _head_cell(value: CellLike) -> Cell:
    made = _cell(value)
    return {**made, "align": made["align"] or "center"} if made["span"] > 1 else made


def _columns(caption: str, heads: list[list[Cell]], body: list[list[Cell]]) -> int:
    columns = sum(one["span"] for one in heads[0]) if heads else 0
    if not columns:
        raise BlockError(f"table «{caption}»: no head row")
    for row in heads + body:
        if sum(one["span"] for one in row) != columns:
            raise BlockError(f"table «{caption}»: a row of {len(row)} cells does not fill {columns} columns")
    if not all(one["text"] for one in heads[-1]):
        raise BlockError(f"table «{caption}»: a column without a head")
    return columns


def _natural_aligns(body: list[list[Cell]], columns: int) -> list[str]:
    plain = [row for row in body if len(row) == columns]
    numeric = [
        any(row[i]["kind"] == "number" for row in plain)
        and all(row[i]["kind"] == "number" or row[i]["text"] in ("", "—") for row in plain)
        for i in range(columns)
    ]
    return ["right" if is_number else "left" for is_number in numeric]


def _check_outline(blocks: list[Block]) -> None:
    """A screen reader walks by headings: a skipped level is a lost step, and PDF/UA forbids it."""
    previous = 0
    for block in blocks:
        if block["type"] == "heading":
            if block["level"] > previous + 1:
                raise BlockError(f"heading «{block['text']}»: level {block['level']} after {previous}")
            previous = block["level"]


def _head_rows(head: Sequence[Any]) -> list[Sequence[CellLike]]:
    is_nested = bool(head) and isinstance(head[0], list | tuple)
    return list(head) if is_nested else [head]


def _items(items: Iterable[str], where: str) -> list[str]:
    listed = [_text(item, where) for item in items]
    if not listed:
        raise BlockError(f"{where}: no items")
    return listed


def _text(text: object, where: str) -> str:
    if not (kept := clean(text)):
        raise BlockError(f"{where}: empty text")
    return kept


def _meta(value: Any) -> Any:
    if isinstance(value, bool | int):
        return value
    return [clean(line) for line in value] if isinstance(value, list | tuple) else clean(value)
