"""Templates that come back as they went: random answers through Excel, CSV and JSON, and what the template holds."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from monitoring.exchange import plain, structured
from monitoring.exchange.facts import Passport
from monitoring.exchange.passport import differences
from monitoring.exchange.reading import Sent, opened, read
from monitoring.exchange.template import STATES, template
from tests.monitoring import form_workbooks
from tests.monitoring.form_samples import (
    FORMS,
    QUESTIONS,
    cells_of,
    checked,
    faults_of,
    filling,
    passport,
    seal,
)

EMPTY = template(filling(), seal)
WRITERS = {"xlsx": lambda one: template(one, seal), "csv": plain.write_csv, "json": structured.write_json}


def told(cells):
    return {code: cell for code, cell in cells.items() if cell is not None}


@pytest.mark.parametrize("kind", WRITERS)
@settings(max_examples=25, deadline=None)
@given(cells=FORMS)
def test_prefilled_answers_come_back_as_they_went(kind, cells):
    rows = checked(f"a.{kind}", WRITERS[kind](filling(cells)))
    assert faults_of(rows) == []
    assert cells_of(rows) == told(cells)
    assert len(rows) == len(QUESTIONS)


@settings(max_examples=40, deadline=None)
@given(cells=FORMS)
def test_answers_typed_into_the_workbook_are_read_as_typed(cells):
    typed = {}
    for code, cell in told(cells).items():
        if cell.amount is None:
            typed[code] = form_workbooks.text(STATES[cell.state])
        else:
            typed[code] = form_workbooks.number(cell.amount)
    rows = checked("a.xlsx", form_workbooks.with_cells(EMPTY, typed))
    assert faults_of(rows) == []
    assert cells_of(rows) == told(cells)


def test_blank_template_holds_no_answers_and_no_zeros():
    for kind, write in WRITERS.items():
        rows = checked(f"a.{kind}", write(filling()))
        assert [row.cell for row in rows] == [None] * len(QUESTIONS)
        assert faults_of(rows) == []


def test_equal_fillings_are_equal_files():
    assert template(filling(), seal) == EMPTY


def test_template_is_made_for_a_person_to_fill():
    with zipfile.ZipFile(io.BytesIO(EMPTY)) as package:
        sheet = package.read(form_workbooks.SHEET).decode()
        properties = package.read("docProps/core.xml").decode()
    assert '<pane xSplit="1" ySplit="4"' in sheet
    assert "<sheetProtection " in sheet and "password" not in sheet
    assert sheet.count("<dataValidation ") == len(QUESTIONS)
    assert '"да,нет,н/п,отказ"' in sheet
    assert "<dc:title>Форма за 2030 год: Первый район</dc:title>" in properties
    assert "mergeCell" not in sheet


def test_only_answers_are_unlocked():
    with zipfile.ZipFile(io.BytesIO(EMPTY)) as package:
        sheet, styles = package.read(form_workbooks.SHEET).decode(), package.read("xl/styles.xml").decode()
    looks = styles.partition("<cellXfs")[2].partition("</cellXfs>")[0].split("<xf ")[1:]
    open_looks = {str(number) for number, look in enumerate(looks) if 'locked="0"' in look}
    unlocked = {
        cell.partition('"')[0]
        for cell in sheet.split('<c r="')[1:]
        if cell.partition(' s="')[2].partition('"')[0] in open_looks
    }
    assert unlocked == {f"C{row}" for row in form_workbooks.rows_of(EMPTY).values()}


def test_passport_sheet_is_hidden_even_from_the_menu():
    book = CalamineWorkbook.from_filelike(io.BytesIO(EMPTY))
    visible = {row.name: row.visible for row in book.sheets_metadata}
    assert visible["Служебный"] == SheetVisibleEnum.VeryHidden
    assert visible["Форма"] == visible["Как заполнить"] == SheetVisibleEnum.Visible


def test_archive_is_opened_file_by_file():
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("район/первый.xlsx", EMPTY)
        archive.writestr("__MACOSX/._первый.xlsx", b"litter")
    files = list(opened(Sent("все.zip", output.getvalue())))
    assert [file.name for file in files] == ["все.zip/район/первый.xlsx"]
    assert read(files[0], seal)[0].claims == passport()


def test_csv_may_hold_many_municipalities_and_another_encoding():
    two = plain.write_csv(filling()).decode("utf-8-sig")
    two += plain.write_csv(filling(oktmo="99000002")).decode("utf-8-sig").partition("\r\n")[2]
    forms = read(Sent("a.csv", two.replace(";", "\t").encode("cp1251")), seal)
    assert [form.claims.oktmo for form in forms] == ["99000001", "99000002"]
    assert [len(form.lines) for form in forms] == [len(QUESTIONS)] * 2


def test_json_may_hold_many_forms():
    forms = ",".join(structured.write_json(filling(oktmo=oktmo)).decode() for oktmo in ("99000001", "99000002"))
    found = read(Sent("a.json", f'{{"forms": [{forms}]}}'.encode()), seal)
    assert [form.claims.oktmo for form in found] == ["99000001", "99000002"]


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"framework": "other"}, "другой системы показателей"),
        ({"year": "2029"}, "за 2029 год"),
        ({"edition": "2"}, "Редакция показателей 2"),
        ({"digest": "e"}, "Определения показателей"),
        ({"structure": "s"}, "Состав вопросов"),
    ],
)
def test_form_of_another_campaign_is_told_apart(claims, words):
    [fault] = differences(passport(**claims), passport())
    assert words in fault.words
    assert fault.advice


def test_claims_that_are_not_made_contradict_nothing():
    assert differences(Passport(oktmo="99000001"), passport()) == []
