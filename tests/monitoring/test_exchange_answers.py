"""One cell of a file: what is an answer, what is a fault, and in which words."""

from datetime import date
from decimal import Decimal

import pytest

from monitoring.control_rules import Cell
from monitoring.exchange.answers import read, typed
from monitoring.exchange.facts import Broken, Formula, Joined, Question

NBSP, THIN, NARROW = "\u00a0", "\u2009", "\u202f"
KINDS = {kind: Question("q", kind, "Вопрос", "", 1, "Раздел") for kind in ("flag", "count", "staff", "money")}


@pytest.mark.parametrize("blank", [None, "", "  ", NBSP, "\u200b", f" {THIN}\n"])
@pytest.mark.parametrize("kind", KINDS)
def test_blank_is_neither_an_answer_nor_a_zero(kind, blank):
    reading = read(blank, KINDS[kind])
    assert (reading.cell, reading.fault) == (None, None)


@pytest.mark.parametrize(
    ("kind", "raw", "amount"),
    [
        ("count", Decimal("0.0"), "0"), ("count", Decimal("1200"), "1200"), ("count", "1 200", "1200"),
        ("count", f"58{NBSP}576", "58576"), ("count", f"1{THIN}000{THIN}000", "1000000"),
        ("count", f" 1{NARROW}200 ", "1200"), ("count", "12,0", "12"), ("count", "10000000", "10000000"),
        ("staff", "608,75", "608.75"), ("staff", "608.75", "608.75"), ("staff", "1 234,5", "1234.5"),
        ("staff", Decimal("0.25"), "0.25"), ("money", "1 500 000,10", "1500000.1"),
        ("flag", "Да", "1"), ("flag", " нет ", "0"), ("flag", True, "1"), ("flag", False, "0"),
        ("flag", "ИСТИНА", "1"), ("flag", Decimal("1.0"), "1"), ("flag", "0", "0"),
    ],
)  # fmt: skip
def test_number_is_read_however_it_is_spaced(kind, raw, amount):
    assert read(raw, KINDS[kind]).cell == Cell(Decimal(amount))


def test_odd_spelling_is_told_as_it_was_understood():
    assert read("1 234,5", KINDS["staff"]).note == "Записано «1 234,5», прочитано как 1234,5."
    assert read("1234,5", KINDS["staff"]).note == ""


@pytest.mark.parametrize(
    ("raw", "state"),
    [("н/п", "not_applicable"), ("Н/П", "not_applicable"), ("неприменимо", "not_applicable"), (" Отказ.", "refused")],
)
@pytest.mark.parametrize("kind", KINDS)
def test_word_of_a_state_is_that_state(kind, raw, state):
    assert read(raw, KINDS[kind]).cell == Cell(None, state)


@pytest.mark.parametrize(
    ("kind", "raw", "words"),
    [
        ("count", "много", "не число"), ("count", "12 чел.", "приписаны слова"), ("count", "1 200 лиц", "приписаны"),
        ("count", "12,5", "дробное"), ("count", Decimal("0.12"), "дробное"), ("count", "1,234", "дробное"),
        ("count", Decimal(-5), "меньше нуля"), ("count", "-5", "меньше нуля"), ("count", "−5", "меньше нуля"),
        ("count", Decimal(10) ** 12, "Слишком большое"), ("count", "1000000000000", "Слишком большое"),
        ("count", "1e3", "приписаны"), ("count", "12 34", "не число"), ("count", "１２", "не число"),
        ("count", "—", "Прочерк"), ("count", "=2+2", "формула"), ("count", Formula("A1+A2"), "формула"),
        ("count", Broken("#REF!"), "ошибка #REF!"), ("count", Joined(), "объединена"),
        ("count", date(2030, 1, 5), "дата"), ("count", True, "ИСТИНА или ЛОЖЬ"), ("count", "1,2,3", "не число"),
        ("count", Decimal("NaN"), "не число"), ("count", Decimal("Infinity"), "не число"),
        ("staff", "1,3", "с шагом 0,25"), ("staff", Decimal("0.1"), "с шагом 0,25"),
        ("money", "0,001", "двух знаков"), ("money", Decimal(10) ** 12, "Слишком большое"),
        ("flag", "наверное", "«да» или «нет»"), ("flag", Decimal(2), "«да» или «нет»"),
        ("flag", Formula("B2"), "формула"), ("flag", date(2030, 1, 5), "дата"),
    ],
)  # fmt: skip
def test_fault_is_told_in_words_with_advice(kind, raw, words):
    reading = read(raw, KINDS[kind])
    assert reading.cell is None
    assert words in reading.fault.words
    assert reading.fault.advice


def test_report_shows_what_stands_in_the_cell():
    shown = [typed(raw) for raw in (None, True, Decimal("12.50"), date(2030, 1, 5), Formula("A1"), "я" * 50)]
    assert shown == ["", "ИСТИНА", "12,5", "05.01.2030", "=A1", "я" * 39 + "…"]
