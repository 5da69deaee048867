from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ui.days import DayField


@pytest.mark.parametrize(
    "typed",
    [
        "21.02.2022",
        "21.2.2022",
        "  21 . 02 . 2022 ",
        "21/02/2022",
        "21-02-2022",
        "21 02 2022",
        "21 февраля 2022",
        "21 Февраля 2022 г.",
        "21 февраля 2022 года",
        "«21» февраля 2022 г.",
        "21 фев. 2022",
        "21\N{NO-BREAK SPACE}февраля 2022",
        "2022-02-21",
    ],
)
def test_day_is_read_as_people_write_it(typed):
    assert DayField().clean(typed) == date(2022, 2, 21)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1 марта 2020", date(2020, 3, 1)),
        ("9 мая 2021", date(2021, 5, 9)),
        ("29.02.2024", date(2024, 2, 29)),
        ("31 августа 2022", date(2022, 8, 31)),
    ],
)
def test_months_are_told_apart(typed, day):
    assert DayField().clean(typed) == day


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31.02.2022", "Такого дня нет: 31.02.2022"),
        ("29 февраля 2023", "Такого дня нет: 29 февраля 2023"),
        ("12.13.2022", "Такого дня нет: 12.13.2022"),
        ("0.01.2022", "Такого дня нет: 0.01.2022"),
        ("21.02.22", "Напишите год четырьмя цифрами, например 21.02.2022. Сейчас в поле: 21.02.22"),
        ("21.02.1812", "Год должен быть от 1900 до 2100. Сейчас в поле: 21.02.1812"),
        ("21.02.2222", "Год должен быть от 1900 до 2100. Сейчас в поле: 21.02.2222"),
        ("21 мартобря 2022", "Не понятен месяц: 21 мартобря 2022"),
        ("завтра", "Напишите день так: 21.02.2022. Сейчас в поле: завтра"),
        ("21.02", "Напишите день так: 21.02.2022. Сейчас в поле: 21.02"),
    ],
)
def test_a_wrong_day_is_named_in_the_message(typed, words):
    with pytest.raises(ValidationError) as caught:
        DayField().clean(typed)
    assert caught.value.messages == [words]


def test_only_spaces_are_an_empty_field():
    assert DayField(required=False).clean("   ") is None


def test_saved_day_comes_back_as_people_write_it():
    assert DayField().prepare_value(date(2022, 2, 1)) == "01.02.2022"
