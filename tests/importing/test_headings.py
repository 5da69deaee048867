"""Headings in rarer words, and headings that the rest of the document explains."""

import pytest

from events.importing import parse

HEAD = "ПРОТОКОЛ № 1\nзаседания совета\n5 июня 2024 года\n"
COURSE = "По вопросу 1:\nРЕШИЛИ:\n1. Открыть центр.\n\nПо вопросу 2:\nРЕШИЛИ:\n1. Принять план.\n"


def record(text: str) -> dict:
    return parse(text.encode(), "Протокол.txt").as_json()


@pytest.mark.parametrize(
    "head",
    [
        "Рассмотренные вопросы:",
        "Рассмотрено:",
        "На заседании обсуждались следующие вопросы:",
        "Ильин А.А. огласил повестку собрания:",
        "Единогласно принята следующая повестка дня:",
        "Вопросы",
    ],
)
def test_agenda_has_many_names(head):
    found = record(f"{HEAD}Присутствовали: Ильин А.А., Котова Б.Б.\n\n{head}\n1. О доме.\n2. О плане.\n\n{COURSE}")
    assert [item["title"] for item in found["agenda"]] == ["О доме", "О плане"]
    assert [one["agenda_number"] for one in found["decisions"]] == ["1", "2"]


@pytest.mark.parametrize(
    ("present", "absent"),
    [
        ("Пришли: Ильин А.А., Котова Б.Б.", "Не пришли: Мохов П.П."),
        ("Опросные листы представили: Ильин А.А., Котова Б.Б.", "Опросный лист не представил: Мохов П.П."),
        ("Участники заседания:\n– Ильин А.А., директор;\n– Котова Б.Б., врач.", "Не явились: Мохов П.П."),
        ("Состав комиссии:\nЧлены: Ильин А.А., директор\nСекретарь – Котова Б.Б.", "Отсутствовал: Мохов П.П."),
    ],
)
def test_attendance_has_many_names(present, absent):
    found = record(f"{HEAD}\n{present}\n{absent}\n\nПовестка дня:\n1. О доме.\n2. О плане.\n\n{COURSE}")
    assert (found["attendees"], found["absent"]) == (["Ильин А.А.", "Котова Б.Б."], ["Мохов П.П."])


def test_secretary_who_writes_and_chair_who_is_proposed():
    text = f"{HEAD}Председателем собрания предложен Ильин А.А.\nВедёт: Ильин А.А. Пишет: Котова Б.Б.\n\n{COURSE}"
    found = record(text)
    assert (found["chair"], found["secretary"]) == ("Ильин А.А.", "Котова Б.Б.")
