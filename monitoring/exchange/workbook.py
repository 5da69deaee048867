"""Cells of an XLSX file: values by calamine; formulas, errors and joined cells from the sheet itself.

Calamine gives the remembered result of a formula and nothing at all for an error, so both are looked up in the XML.
The package is unpacked within limits and handed on as it was weighed, so that a lying header gains nothing.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from monitoring.exchange.facts import Broken, Formula, Joined, Raw, UnreadableFile

MEGABYTE = 1024 * 1024
UNPACKED = 20 * MEGABYTE
MOST_PARTS, MOST_ROWS, MOST_COLUMNS = 300, 5000, 200
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
NEEDED = re.compile(
    r"(\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|"
    r"xl/(sharedStrings|styles)\.xml|xl/worksheets/[^/]+\.xml)$",
    re.I,
)
Grid = list[list[Raw]]
Parts = dict[str, bytes]


@dataclass(frozen=True)
class Sheet:
    name: str
    is_visible: bool
    grid: Grid

    def text(self, row: int, column: int) -> str:
        value = self.grid[row][column] if row < len(self.grid) and column < len(self.grid[row]) else None
        return " ".join(str(value).split()) if isinstance(value, str) else ""


def sheets_of(data: bytes) -> list[Sheet]:
    """All sheets of a workbook; raises UnreadableFile with the reason in words."""
    parts = _parts(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(_packed(parts)))
        paths = _paths(parts)
        visible = {row.name: row.visible == SheetVisibleEnum.Visible for row in book.sheets_metadata}
        return [Sheet(name, visible[name], _grid(book, name, parts.get(paths[name], b""))) for name in book.sheet_names]
    except (CalamineError, etree.LxmlError, KeyError, ValueError, IndexError, OverflowError) as error:
        raise UnreadableFile(
            "Книга Excel повреждена: прочитать её не удалось.", "Откройте файл в Excel и сохраните его заново."
        ) from error


def _parts(data: bytes) -> Parts:
    if data.startswith(OLD_OFFICE):
        raise UnreadableFile(
            "Файл защищён паролем или сохранён в старом виде (.xls).",
            "Снимите пароль и сохраните файл как «Книга Excel (.xlsx)».",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _unpacked(package)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableFile(
            "Это не книга Excel, или файл дошёл не целиком.", "Откройте файл, проверьте и сохраните как .xlsx."
        ) from error


def _unpacked(package: zipfile.ZipFile) -> Parts:
    entries = package.infolist()
    names = {entry.filename.lower() for entry in entries}
    if "xl/workbook.xml" not in names:
        kind = "двоичная книга .xlsb" if "xl/workbook.bin" in names else "не книга Excel"
        raise UnreadableFile(f"Внутри файла {kind}.", "Сохраните таблицу как «Книга Excel (.xlsx)».")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise UnreadableFile("В файле есть макросы.", "Сохраните его как «Книга Excel (.xlsx)» без макросов.")
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > UNPACKED:
        raise UnreadableFile(
            "Файл слишком велик в распакованном виде.", "Перенесите ответы в новый шаблон, ничего лишнего не добавляя."
        )
    return {entry.filename: package.read(entry) for entry in entries if NEEDED.match(entry.filename)}


def _packed(parts: Parts) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return output.getvalue()


def _paths(parts: Parts) -> dict[str, str]:
    """Part of the package by the name of a sheet."""
    targets = {row.get("Id"): str(row.get("Target")) for row in _tree(parts.get("xl/_rels/workbook.xml.rels", b"<r/>"))}
    return {
        str(row.get("name")): _full(targets.get(row.get(LINK), ""))
        for row in _tree(parts["xl/workbook.xml"]).iter(f"{MAIN}sheet")
    }


def _full(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _tree(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _grid(book: CalamineWorkbook, name: str, content: bytes) -> Grid:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
        raise UnreadableFile(
            f"На листе «{name}» слишком много строк или столбцов.", "Удалите лишнее или возьмите новый шаблон."
        )
    grid = [[_value(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for row, column, odd in _oddities(content):
        _put(grid, row, column, odd)
    return grid


def _value(value: Any) -> Raw:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return Decimal(repr(value))
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, time | timedelta):
        return Broken(f"времени ({value})")
    return value or None


def _oddities(content: bytes) -> list[tuple[int, int, Raw]]:
    """Cells that are formulas or errors, and the first cell of joined ones."""
    found: list[tuple[int, int, Raw]] = []
    if not content:
        return found
    cells = etree.iterparse(
        io.BytesIO(content), events=("end",), tag=(f"{MAIN}c", f"{MAIN}mergeCell"), resolve_entities=False
    )
    for _, cell in cells:
        if cell.tag == f"{MAIN}mergeCell":
            found += _joined(cell.get("ref", ""))
        elif (formula := cell.find(f"{MAIN}f")) is not None:
            found.append((*_place(cell.get("r", "")), Formula(formula.text or "")))
        elif cell.get("t") == "e":
            found.append((*_place(cell.get("r", "")), Broken(cell.findtext(f"{MAIN}v") or "#Н/Д")))
        cell.clear()
    return found


def _joined(reference: str) -> list[tuple[int, int, Raw]]:
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = _place(first), _place(last or first)
    bottom, right = min(bottom, MOST_ROWS), min(right, MOST_COLUMNS)
    return [(row, column, Joined()) for row in range(top, bottom + 1) for column in range(left, right + 1)]


def _place(reference: str) -> tuple[int, int]:
    """Row and column from zero by a reference such as «B12»."""
    found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", reference)
    if not found:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _put(grid: Grid, row: int, column: int, odd: Raw) -> None:
    if row >= MOST_ROWS or column >= MOST_COLUMNS:
        return
    while len(grid) <= row:
        grid.append([])
    grid[row] += [None] * (column + 1 - len(grid[row]))
    grid[row][column] = odd
