"""Headings in rarer words, and headings that the rest of the document explains."""

import pytest

from events.importing import parse
from events.importing.cleaning import low
from events.importing.cues import head_of

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
        "Повестку дня утвердили в следующей редакции:",
        "Единогласно принята следующая повестка дня:",
        "Вопросы",
        "Обсудили",
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
        ("Члены совета:\n1. Ильин А.А.\n2. Котова Б.Б.\n3. Мохов П.П. – врач, отсутствует", ""),
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


HEADINGS = {
    "decided": "Итоговое решение:|РЕЗОЛЮЦИЯ|Определили:|Решения и поручения|Следующие шаги:|План действий:"
    "|Решили единогласно:"
    "|Комиссия приняла следующее решение:|Решения, принятые на заседании:|Решение принято:|Перечень решений:",
    "heard": "Доклад: Котова Б.Б.|Информировал: Ильин А.А."
    "|С сообщением выступил Ильин А.А.|Слово предоставлено Ильину А.А.",
    "spoke": "Вопросы и ответы:|Прения:|В ходе обсуждения выступили:|Обменялись мнениями: Котова Б.Б.",
    "vote": "Поддержали единогласно|Возражений нет, принято единогласно|Результат: принято единогласно|Все «за»",
    "present": "В работе заседания приняли участие:|Также присутствовали:|Из приглашённых:"
    "|Лица, присутствующие на заседании:"
    "|От департамента присутствовали:|Состав присутствующих:|Члены комиссии, присутствующие на заседании:",
    "absent": "По уважительной причине отсутствовали:|Из членов комиссии отсутствовали:|Не было:",
    "agenda": "Темы для обсуждения:|План встречи:|Повестка педагогического совета:"
    "|Вопросы к обсуждению:|В повестке дня:",
}


@pytest.mark.parametrize(("kind", "heading"), [(k, one) for k, many in HEADINGS.items() for one in many.split("|")])
def test_rare_headings_are_known(kind, heading):
    assert (head_of(low(heading)) or ("",))[0] == kind


@pytest.mark.parametrize(
    "words", ["План действий утвердить.", "Темы уроков обсудить с методистами.", "Доклад принять."]
)
def test_sentences_that_begin_like_headings_are_none(words):
    assert (head_of(low(words)) or ("",))[0] not in HEADINGS


@pytest.mark.parametrize(
    "day",
    ["« 14 » 02 2024 г.", "14 февр. 2024 г.", "«_14_» _февраля_ 2024 г.", "с 14 по 15 февраля 2024 года"],
)
def test_day_of_the_meeting_in_rare_forms(day):
    assert record(f"ПРОТОКОЛ № 5\nзаседания совета (на 01.01.2024)\n{day}\nПрисутствовали: Ильин А.А.\n\n{COURSE}")[
        "date"
    ] == ("2024-02-14")


def test_present_are_told_in_the_opening_words():
    told = "Заседание открыл Ильин А.А. Он сообщил, что прибыли трое: Ильин А.А., Котова Б.Б., Мохов П.П. Кворум есть."
    found = record(f"{HEAD}\n{told}\n\nПовестка дня:\n1. О доме.\n2. О плане.\n\n{COURSE}")
    assert found["attendees"] == ["Ильин А.А.", "Котова Б.Б.", "Мохов П.П."]
