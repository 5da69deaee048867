"""XLSX read back by another library: types, names of sheets, texts that are no formulas."""

import io
import math
import re
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from reports.writers.xlsx import LETTER, LINE, WIDEST, to_xlsx
from tests.reports import samples
from ui import blocks


def sheets_of(document) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(document)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_each_table_has_a_sheet_with_typed_columns():
    sheets = sheets_of(samples.note())

    assert list(sheets) == ["Трудоустройство по районам", "О документе"]
    assert sheets["Трудоустройство по районам"][:2] == [
        ["Район", "Трудоустроено, чел.", "Доля, %", "Сведения на"],
        ["Центр", 24.0, 48.0, date(2021, 12, 20)],
    ]


def test_the_head_is_frozen_and_has_a_filter():
    with zipfile.ZipFile(io.BytesIO(to_xlsx(samples.note()))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()

    assert '<pane xSplit="1" ySplit="1"' in sheet
    assert '<autoFilter ref="A1:D5"/>' in sheet


def test_a_text_never_becomes_a_formula():
    dangerous = ['=HYPERLINK("http://x")', "+7 900", "-1", "@SUM(1)", "=cmd|' /C calc'!A0"]
    document = blocks.document("Опасное", [blocks.table("Таблица", ["Текст"], [[text] for text in dangerous])])
    with zipfile.ZipFile(io.BytesIO(to_xlsx(document))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()

    assert "<f>" not in sheet
    assert 'quotePrefix="1"' in styles
    assert [row[0] for row in sheets_of(document)["Таблица"][1:]] == dangerous


def test_sheets_of_tables_with_one_long_name_differ():
    caption = "Очень длинное название таблицы: реестр / решения [2022]"
    document = blocks.document("Реестр", [blocks.table(caption, ["А"], [["1"]]) for _ in range(3)])

    names = list(sheets_of(document))

    assert len({name.lower() for name in names}) == 4
    assert all(len(name) <= 31 for name in names)


def test_the_same_document_gives_the_same_bytes():
    assert to_xlsx(samples.note()) == to_xlsx(samples.note())


def test_rows_are_as_high_as_their_wrapped_text():
    long = "слово " * 40
    document = blocks.document("Длинное", [blocks.table("Таблица", ["Текст"], [["коротко"], [long.strip()]])])
    sheet = sheet_of(document)
    lines = math.ceil(len(long.strip()) * LETTER / WIDEST)
    heights = [float(height) for height in re.findall(r"<row r=\"3\"[^>]* ht=\"([\d.]+)\"", sheet)]
    assert lines > 1 and heights == [pytest.approx(LINE * lines + 2, abs=0.75)]
    assert sheet.count(" ht=") == 1
    frozen_before = {name: value for name, value in document.items() if name != "rows_fit_text"}
    assert " ht=" not in sheet_of(frozen_before)


def test_heads_and_signs_stand_on_the_side_of_their_numbers():
    made = blocks.table("Таблица", ["Название", "Людей"], [["Центр", 5], ["Север", "—"]], aligns=["left", "right"])
    document = blocks.document("Стороны", [made])
    frozen_before = {name: value for name, value in document.items() if name != "columns_keep_sides"}
    kept, before = (
        {cell: styles_of(one)[cell] for cell in ("A1", "B1", "A3", "B3")} for one in (document, frozen_before)
    )
    assert kept == {"A1": None, "B1": "right", "A3": None, "B3": "right"}
    assert set(before.values()) == {None}


def styles_of(document) -> dict[str, str | None]:
    """The side on which each cell of the first sheet stands, None where nothing is said."""
    with zipfile.ZipFile(io.BytesIO(to_xlsx(document))) as archive:
        formats = archive.read("xl/styles.xml").decode().partition("<cellXfs")[2].partition("</cellXfs>")[0]
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    sides = [re.search(r'horizontal="(\w+)"', one) for one in re.findall(r"<xf .*?(?:/>|</xf>)", formats)]
    found = re.findall(r'<c r="(\w+)"(?: s="(\d+)")?', sheet)
    return {cell: (side.group(1) if (side := sides[int(style or 0)]) else None) for cell, style in found}


def sheet_of(document) -> str:
    with zipfile.ZipFile(io.BytesIO(to_xlsx(document))) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()
