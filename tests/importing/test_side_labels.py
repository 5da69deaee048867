"""Tables that keep «СЛУШАЛИ:», «РЕШИЛИ:» in a column of their own."""

import pytest

from events.importing import parse
from tests.importing.building import word

TABLE = (
    "ПРОТОКОЛ № 1\nот 5 июня 2024 года\n"
    "|Председатель:|Ильин А.А., директор|\n|Присутствовали:|Котова Б.Б., Мохов П.П.|\n"
    "|Повестка дня:|1. О плане (Котова Б.Б.).⏎2. О доме (Мохов П.П.).|\n"
    "!bold Вопрос 1\n|СЛУШАЛИ:|Котову Б.Б. – о плане.|\n"
    "|РЕШИЛИ:|1. Принять план.⏎2. Котовой Б.Б. найти дом до 1 июля 2024 г.|\n|ГОЛОСОВАЛИ:|за – 3, против – 0|\n"
    "!bold Вопрос 2\n|СЛУШАЛИ:|Мохова П.П. – о доме.|\n"
)


def test_labels_beside_their_words():
    record = parse(word(TABLE), "Протокол.docx").as_json()
    assert (record["chair"], record["attendees"]) == ("Ильин А.А.", ["Котова Б.Б.", "Мохов П.П."])
    assert [(item["title"], item["speakers"]) for item in record["agenda"]] == [
        ("О плане", ["Котова Б.Б."]),
        ("О доме", ["Мохов П.П."]),
    ]
    assert [(one["agenda_number"], one["number"], one["deadline"]) for one in record["decisions"]] == [
        ("1", "1", None),
        ("1", "2", "2024-07-01"),
    ]
    assert [(vote["agenda_number"], vote["for"], vote["against"]) for vote in record["votes"]] == [("1", 3, 0)]


@pytest.mark.parametrize(
    "table",
    [
        "|Докладчик|Тема|\n|Котова Б.Б.|О плане|\n",
        "|Организация|Представитель|\n|Колледж|Котова Б.Б.|\n",
    ],
)
def test_other_tables_of_two_columns_are_no_labels(table):
    record = parse(word("ПРОТОКОЛ № 1\nот 5 июня 2024 года\nПрисутствовали:\n" + table), "Протокол.docx").as_json()
    assert "Котова Б.Б." in str(record["attendees"]) or "Котова Б.Б." in str(record["agenda"])
