"""Filled templates for tests: a real workbook of the portal, edited part by part as Excel would edit it."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

from monitoring.exchange.template import FORM
from monitoring.exchange.workbook import sheets_of

Parts = dict[str, bytes]
SHEET = "xl/worksheets/sheet1.xml"
HIDDEN = "xl/worksheets/sheet3.xml"


def edited(data: bytes, change: Callable[[Parts], None]) -> bytes:
    """The workbook with parts of its package changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return output.getvalue()


def rows_of(data: bytes) -> dict[str, int]:
    """Row number in Excel by the code of a question."""
    form = next(sheet for sheet in sheets_of(data) if sheet.name == FORM)
    return {form.text(row, 0): row + 1 for row in range(4, len(form.grid)) if form.text(row, 0)}


def with_cells(data: bytes, cells: Mapping[str, str]) -> bytes:
    """Put raw cell contents (`<v>5</v>`, with ` t="…"` before a bar) into the answers by code."""
    rows = rows_of(data)

    def change(parts: Parts) -> None:
        text = parts[SHEET].decode()
        for code, content in cells.items():
            kind, _, inner = content.rpartition("|")
            pattern = rf'<c r="C{rows[code]}"( s="\d+")?[^>]*?(/>|>.*?</c>)'
            text, times = re.subn(
                pattern,
                lambda found, kind=kind, inner=inner, row=rows[code]: (
                    f'<c r="C{row}"{found[1] or ""}{kind}>{inner}</c>'
                ),
                text,
                count=1,
            )
            assert times == 1, code
        parts[SHEET] = text.encode()

    return edited(data, change)


def number(value: object) -> str:
    return f"|<v>{value}</v>"


def text(value: str) -> str:
    return f' t="inlineStr"|<is><t xml:space="preserve">{escape(value)}</t></is>'


def replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    """One piece of XML of a part instead of another; the piece must be there."""

    def change(parts: Parts) -> None:
        assert old in parts[part].decode(), old
        parts[part] = parts[part].decode().replace(old, new, 1).encode()

    return edited(data, change)
