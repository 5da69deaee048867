"""Numbered points in one cell of a table become decisions of their own."""

import pytest

from events.importing import parse
from events.importing.cell_points import points_of, shared_out
from events.importing.text import Text
from tests.importing.building import word

TABLE = (
    "ПРОТОКОЛ № 1\n5 июня 2024 года\nПрисутствовали: Ильин А.А., Котова Б.Б.\nПовестка дня и решения\n"
    "|№|Вопрос, докладчик|Решение|Ответственный / срок|\n"
    "|1|О плане. Докладчик: Ильин А.А.|1.1. Принять план.⏎1.2. Искать дом.|1.2 – Котова Б.Б., июль 2024 г.|\n"
)


def test_points_of_a_cell_are_decisions():
    record = parse(word(TABLE), "Протокол.docx").as_json()
    assert [(item["number"], item["title"], item["speakers"]) for item in record["agenda"]] == [
        ("1", "О плане", ["Ильин А.А."])
    ]
    assert [
        (one["agenda_number"], one["number"], one["responsible"], one["deadline"]) for one in record["decisions"]
    ] == [
        ("1", "1.1", [], None),
        ("1", "1.2", ["Котова Б.Б."], "2024-07-31"),
    ]


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("1. Открыть центр. 2. Искать дом.", ["1", "2"]),
        ("2.1) открыть центр; 2.2) искать дом", ["2.1", "2.2"]),
        ("1. Открыть 3. Искать дом.", []),
        ("Открыть центр 1. Искать 2. Найти", []),
        ("1. Открыть центр к 2. Искать", ["1", "2"]),
    ],
)
def test_numbers_must_go_up_by_one(cell, numbers):
    assert [number for number, _ in points_of(Text.of(cell))] == numbers


def test_words_are_shared_out_by_number_by_paragraph_or_whole():
    cells = {"responsible": Text.of("1. Ильин 2. Котова"), "deadline": Text.of("май июнь"), "co": Text.of("все")}
    pieces = {"deadline": [Text.of("май"), Text.of("июнь")]}
    first, second = shared_out(cells, pieces, ["1", "2"])
    assert {kind: text.s for kind, text in first.items()} == {"responsible": "Ильин", "deadline": "май", "co": "все"}
    assert {kind: text.s for kind, text in second.items()} == {"responsible": "Котова", "deadline": "июнь", "co": "все"}


def test_a_table_of_votes_by_number_of_the_decision():
    text = (
        "ПРОТОКОЛ № 1\n5 июня 2024 года\nПрисутствовали: Ильин А.А., Котова Б.Б.\nРешили:\n#a1 Открыть центр.\n"
        "#a1 Принять план.\n|№ решения|За|Против|Воздержались|\n|1|3|0|1|\n|2|4|0|0|\n"
    )
    found = parse(word(text), "Протокол.docx").as_json()["votes"]
    assert [(vote["decision_number"], vote["for"], vote["abstained"]) for vote in found] == [("1", 3, 1), ("2", 4, 0)]
