"""Tables of head counts: found by code or by name, every municipality once, every fault with its line."""

import io
from datetime import date

import pytest
import xlsxwriter

from monitoring.exchange.facts import UnreadableFile
from monitoring.exchange.populations import read_heads
from monitoring.exchange.reading import Sent

POPULATIONS = {"r9": "выпускники 9 классов", "r11": "выпускники 11 классов"}
PLACES = {"09000001": "Первый район", "99000002": "Второй район"}
GOOD = "ОКТМО;r9;r11\n09000001;120;60\n99000002;1 200;0\n"


def heads_of(text: str):
    return read_heads(Sent("a.csv", text.encode()), POPULATIONS, PLACES)


def book(rows: list[list[object]]) -> Sent:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Свод")
        day = made.add_format({"num_format": "dd.mm.yyyy"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write(number, column, value)
    return Sent("a.xlsx", output.getvalue())


def test_columns_are_known_by_code():
    heads = heads_of(GOOD)
    assert heads.faults == []
    assert heads.amounts == {"r9": {"09000001": 120, "99000002": 1200}, "r11": {"09000001": 60, "99000002": 0}}


def test_columns_and_municipalities_are_known_by_name_below_a_title():
    rows = [
        ["Свод за год"], [], ["Муниципалитет", "Выпускники 9 классов", "Прочее"],
        ["Второй  район", 30, "x"], ["первый район", 20, None],
    ]  # fmt: skip
    heads = read_heads(book(rows), POPULATIONS, PLACES)
    assert (heads.faults, heads.amounts) == ([], {"r9": {"99000002": 30, "09000001": 20}})


def test_leading_zero_lost_by_excel_is_found_again():
    heads = read_heads(book([["ОКТМО", "r9"], [9000001, 5], [99000002, 6]]), POPULATIONS, PLACES)
    assert (heads.faults, heads.amounts) == ([], {"r9": {"09000001": 5, "99000002": 6}})


def test_column_without_a_single_number_leaves_its_population_alone():
    heads = heads_of("ОКТМО;r9;r11\n09000001;120;\n99000002;7;\n")
    assert (heads.faults, heads.amounts) == ([], {"r9": {"09000001": 120, "99000002": 7}})


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        (";120;", ";много;", "строка 2", "не число"),
        (";120;", ";;", "строка 2", "не указана"),
        (";120;", ";-3;", "строка 2", "меньше нуля"),
        (";120;", ";12,5;", "строка 2", "дробное"),
        (";120;", ";1000000000000;", "строка 2", "Слишком большое"),
        (";120;", ";н/п;", "строка 2", "не указана"),
        ("99000002", "88000001", "строка 3", "Такого муниципалитета"),
        ("99000002", "09000001", "строка 3", "уже был в строке 2"),
        ("99000002;1 200;0\n", "", "файл", "Нет строки муниципалитета: Второй район"),
    ],
)
def test_fault_is_told_with_its_line(old, new, place, words):
    faults = heads_of(GOOD.replace(old, new)).faults
    assert [fault for fault in faults if fault.place == place and words in fault.fault.words], faults
    assert all(fault.fault.advice for fault in faults)


def test_formula_and_date_are_told_with_their_sheet():
    faults = read_heads(
        book([["ОКТМО", "r9"], ["09000001", "=1+1"], ["99000002", date(2030, 1, 5)]]), POPULATIONS, PLACES
    ).faults
    assert [fault.place for fault in faults] == ["лист «Свод», строка 2", "лист «Свод», строка 3"]
    assert ["формула" in faults[0].fault.words, "дата" in faults[1].fault.words] == [True, True]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"", "пустой"),
        ("a.csv", "ОКТМО;всего\n1;2".encode(), "Нет строки заголовков"),
        ("a.csv", "ОКТМО;r9;r9\n1;2;3".encode(), "дважды"),
        ("a.csv", "ОКТМО;r9\n99000002;".encode(), "ни одного числа"),
        ("a.xlsx", b"PK", "не книга Excel"),
        ("a.ods", b"x", "только таблица"),
    ],
)
def test_file_without_a_table_is_refused(name, data, words):
    with pytest.raises(UnreadableFile, match=words):
        read_heads(Sent(name, data), POPULATIONS, PLACES)
