"""Files that must not come in: each is told by row in plain words, and not one answer changes."""

import re
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from monitoring.actions.batches import apply_batch, check_files
from monitoring.exchange.reading import Sent
from monitoring.exchange.template import template
from monitoring.form_files import file_of, fillings_of, seal
from monitoring.models import Campaign, Submission, Value
from tests.monitoring.form_workbooks import HIDDEN, SHEET, edited, number, replaced, rows_of, text, with_cells

pytestmark = pytest.mark.django_db

STRINGS = "xl/sharedStrings.xml"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.fixture
def own(people) -> Submission:
    return Submission.objects.visible_to(people.municipal_operator).get(campaign__status=Campaign.Status.OPEN)


@pytest.fixture
def data(own) -> bytes:
    return file_of(own.campaign, own.municipality, "xlsx")


def answers() -> list[tuple]:
    return list(Value.objects.order_by("pk").values_list("pk", "state", "amount", "comment"))


def refused(own: Submission, by, *files: Sent):
    """Rows with errors of a dry run, after making sure that nothing is saved and nothing can be loaded."""
    before = answers()
    batch = check_files(own.campaign, files, by=by)
    assert not batch.can_be_applied
    with pytest.raises(ValidationError, match="есть ошибки"):
        apply_batch(batch, by=by)
    assert answers() == before
    errors = list(batch.rows.filter(outcome="error"))
    assert all(row.advice for row in errors)
    return errors


CELLS = {
    "formula": ("n_probes", "|<f>2+2</f><v>4</v>", "формула", "=2+2"),
    "text": ("n_probes", text("много"), "не число", "много"),
    "unit": ("n_probes", text("12 чел."), "приписаны слова", "12 чел."),
    "comma": ("n_probes", text("12,5"), "дробное", "12,5"),
    "fraction": ("n_probes", number("2.5"), "дробное", "2,5"),
    "negative": ("n_probes", number(-5), "меньше нуля", "-5"),
    "huge": ("n_probes", number(10**12), "Слишком большое", "1000000000000"),
    "error": ("n_probes", ' t="e"|<v>#REF!</v>', "ошибка #REF!", "#REF!"),
    "truth": ("n_probes", ' t="b"|<v>1</v>', "ИСТИНА или ЛОЖЬ", "ИСТИНА"),
    "step": ("u_school", number("1.3"), "с шагом 0,25", "1,3"),
    "flag": ("b_model", text("вроде да"), "«да» или «нет»", "вроде да"),
}


@pytest.mark.parametrize("case", CELLS)
def test_bad_cell_is_told_with_its_row(own, data, people, case):
    code, content, words, shown = CELLS[case]
    [row] = refused(own, people.municipal_operator, Sent("форма.xlsx", with_cells(data, {code: content})))
    assert words in row.message
    assert (row.place, row.code, row.typed) == (f"лист «Форма», строка {rows_of(data)[code]}", code, shown)
    assert row.municipality == own.municipality


def test_good_cells_beside_a_bad_one_are_not_saved(own, data, people):
    cells = {"n_probes": number(20), "n_parents": number(30), "n_contest": text("никого")}
    [row] = refused(own, people.municipal_operator, Sent("форма.xlsx", with_cells(data, cells)))
    assert row.code == "n_contest"


def test_part_above_its_whole_names_both(own, data, people):
    cells = {"n_probes": number(10), "n_probes_ovz": number(11)}
    [row] = refused(own, people.municipal_operator, Sent("форма.xlsx", with_cells(data, cells)))
    assert row.code == "n_probes_ovz"
    assert "больше, чем в вопросе" in row.message
    assert f"строка {rows_of(data)['n_probes']}" in row.advice


def joined(data: bytes) -> bytes:
    row = rows_of(data)["n_probes"]
    merge = f'<mergeCells count="1"><mergeCell ref="C{row}:C{row + 1}"/></mergeCells><dataValidations '
    return replaced(data, SHEET, "<dataValidations ", merge)


def without_row(data: bytes) -> bytes:
    def change(parts) -> None:
        row = rows_of(data)["n_probes"]
        pattern = rf'<row r="{row}".*?</row>'
        parts[SHEET] = re.sub(pattern, "", parts[SHEET].decode(), count=1).encode()

    return edited(data, change)


def bomb(parts) -> None:
    parts["xl/media/image.bin"] = b"\0" * 30_000_000


def signature_edited(data: bytes) -> bytes:
    return edited(data, lambda parts: parts.update({HIDDEN: parts[HIDDEN].replace(b"B7", b"B9")}))


BOOKS = {
    "renamed column": (
        lambda data: replaced(data, STRINGS, "<t>Ответ</t>", "<t>Значение</t>"),
        "называется «Значение»",
    ),
    "joined cells": (joined, "объединена"),
    "unknown code": (lambda data: replaced(data, STRINGS, "<t>n_probes</t>", "<t>n_other</t>"), "кодом «n_other»"),
    "missing code": (without_row, "нет строки с кодом «n_probes»"),
    "code twice": (lambda data: replaced(data, STRINGS, "<t>n_probes_ovz</t>", "<t>n_probes</t>"), "2 раза"),
    "question rewritten": (lambda data: replaced(data, STRINGS, "<t>Из них с ОВЗ", "<t>Все, кроме ОВЗ"), "переписан"),
    "sheet renamed": (lambda data: replaced(data, "xl/workbook.xml", 'name="Форма"', 'name="Лист1"'), "нет листа"),
    "checksum edited": (signature_edited, "контрольная сумма не сходится"),
    "half a file": (lambda data: data[: len(data) // 2], "дошёл не целиком"),
    "broken inside": (lambda data: replaced(data, SHEET, "</sheetData>", ""), "повреждена"),
    "macros": (lambda data: edited(data, lambda parts: parts.update({"xl/vbaProject.bin": b"x"})), "макросы"),
    "password": (lambda data: OLD_OFFICE, "защищён паролем"),
    "not a workbook": (lambda data: b"just a text", "не книга Excel"),
    "another package": (lambda data: edited(data, lambda parts: parts.pop("xl/workbook.xml")), "не книга Excel"),
    "bomb": (lambda data: edited(data, bomb), "слишком велик"),
    "empty": (lambda data: b"", "пустой"),
}


@pytest.mark.parametrize("case", BOOKS)
def test_bad_workbook_is_refused_in_words(own, data, people, case):
    spoil, words = BOOKS[case]
    rows = refused(own, people.municipal_operator, Sent("форма.xlsx", spoil(data)))
    assert [row for row in rows if words in row.message], [row.message for row in rows]


@pytest.mark.parametrize(
    ("claims", "words"),
    [({"edition": "2"}, "Редакция показателей 2"), ({"year": "2025"}, "за 2025 год"), ({"oktmo": "99999999"}, "ОКТМО")],
)
def test_genuine_template_of_another_form_is_refused(own, people, claims, words):
    [filling] = fillings_of(own.campaign, [own.municipality])
    other = template(replace(filling, passport=replace(filling.passport, **claims)), seal)
    [row] = refused(own, people.municipal_operator, Sent("форма.xlsx", other))
    assert words in row.message


def test_template_of_another_municipality_is_refused(own, people):
    stranger = own.campaign.expected.exclude(pk=own.municipality_id).first()
    for kind in ("xlsx", "csv", "json"):
        data = file_of(own.campaign, stranger, kind)
        [row] = refused(own, people.municipal_operator, Sent(f"форма.{kind}", data))
        assert f"другого муниципалитета: {stranger}" in row.message


@pytest.mark.parametrize("name", ["форма.xlsm", "форма.xls", "форма.ods", "форма.docx", "форма", "форма.zip"])
def test_file_of_another_kind_is_refused_and_not_kept(own, data, people, name):
    batch_rows = refused(own, people.municipal_operator, Sent(name, data[:-10]))
    assert len(batch_rows) == 1
    assert not batch_rows[0].file.file


TEXTS = {
    "half a CSV": ("csv", lambda text: text[: len(text) // 2], "не хватает"),
    "no column": ("csv", lambda text: text.replace("Редакция", "Выпуск"), "нет столбцов: «Редакция»"),
    "other year in a line": (
        "csv",
        lambda text: text.replace(";2026;1;n_camp;", ";2025;1;n_camp;"),
        "не те, что в других",
    ),
    "formula in CSV": ("csv", lambda text: text.replace(";n_camp;;", ";n_camp;=1+1;"), "формула"),
    "half a JSON": ("json", lambda text: text[: len(text) // 2], "оборван"),
    "fraction in JSON": ("json", lambda text: text.replace('"n_camp": null', '"n_camp": 2.5'), "дробное"),
    "list in JSON": ("json", lambda text: text.replace('"n_camp": null', '"n_camp": [1]'), "не число"),
    "key twice": ("json", lambda text: text.replace('"n_camp": null', '"n_camp": 1, "n_camp": 2'), "2 раза"),
    "no year": ("json", lambda text: text.replace('"year"', '"jahr"'), "Не указано: year"),
    "not a form": ("json", lambda text: "[1, 2]", "не форма"),
    "edition": ("json", lambda text: text.replace('"edition": 1', '"edition": 7'), "Редакция показателей 7"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_bad_text_file_is_told_by_line(own, people, case):
    kind, spoil, words = TEXTS[case]
    source = file_of(own.campaign, own.municipality, kind).decode("utf-8-sig")
    assert spoil(source) != source
    rows = refused(own, people.municipal_operator, Sent(f"форма.{kind}", spoil(source).encode()))
    assert [row for row in rows if words in row.message], [row.message for row in rows]


def test_one_municipality_in_two_files_is_refused(own, data, people):
    rows = refused(own, people.municipal_operator, Sent("а.xlsx", data), Sent("б.xlsx", data))
    assert ["есть ещё и в файле «а.xlsx»" in row.message for row in rows] == [True]


def test_handed_in_form_is_refused(own, data, people):
    Submission.objects.filter(pk=own.pk).update(status=Submission.Status.SUBMITTED)
    [row] = refused(own, people.municipal_operator, Sent("форма.xlsx", data))
    assert "сдана на проверку: править её нельзя" in row.message


def test_closed_window_is_refused(own, data, people):
    Campaign.objects.filter(pk=own.campaign_id).update(status=Campaign.Status.CLOSED)
    own.refresh_from_db()
    [row] = refused(own, people.municipal_operator, Sent("форма.xlsx", data))
    assert "Сбор по этой кампании не идёт" in row.message


def test_archive_without_files_is_told_at_once(own, people):
    empty = b"PK\x05\x06" + b"\0" * 18
    with pytest.raises(ValidationError, match="нет ни одного файла"):
        check_files(own.campaign, [Sent("пусто.zip", empty)], by=people.municipal_operator)
