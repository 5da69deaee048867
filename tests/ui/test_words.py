from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import Context, Template

from ui import words

DECISIONS = "решение,решения,решений"


@pytest.mark.parametrize(
    ("numbers", "word"),
    [
        ((1, 21, 101, 1001, -1), "решение"),
        ((2, 3, 4, 22, 34, 102), "решения"),
        ((0, 5, 11, 12, 13, 14, 19, 20, 25, 100, 111, 112, 114, 1011), "решений"),
        ((2.5, Decimal("608.75"), Fraction(1, 2)), "решения"),
        ((2.0, Decimal("3")), "решения"),
    ],
)
def test_the_word_follows_the_number(numbers, word):
    assert {words.plural(number, DECISIONS) for number in numbers} == {word}


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (0, "0"),
        (5168, "5168"),
        (18411, "18 411"),
        (1234567, "1 234 567"),
        (Decimal("608.75"), "608,75"),
        (Decimal("608.50"), "608,5"),
        (0.5, "0,5"),
        (-12000, "−12 000"),
        (Fraction(4, 2), "2"),
    ],
)
def test_numbers_are_printed_the_russian_way(number, printed):
    assert words.figure(number) == printed.replace(" ", words.NBSP)


def test_number_and_word_hold_together():
    assert words.count(5, DECISIONS) == f"5{words.NBSP}решений"


def test_months_stand_in_the_genitive():
    assert words.day_in_words(date(2022, 2, 21)).replace(words.NBSP, " ") == "21 февраля 2022 года"
    assert words.day_in_words(date(2021, 5, 1)).replace(words.NBSP, " ") == "1 мая 2021 года"


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        (date(2026, 12, 9), date(2026, 12, 10), "9–10 декабря 2026 года"),
        (date(2026, 4, 25), date(2026, 6, 24), "25 апреля — 24 июня 2026 года"),
        (date(2026, 12, 31), date(2027, 1, 15), "31 декабря 2026 года — 15 января 2027 года"),
        (date(2026, 5, 1), date(2026, 5, 1), "1 мая 2026 года"),
        (date(2026, 5, 1), None, "1 мая 2026 года"),
    ],
)
def test_a_span_of_days_says_the_month_and_the_year_once(first, last, printed):
    assert words.span_in_words(first, last).replace(words.NBSP, " ") == printed


def test_quotes_inside_quotes_are_of_the_second_kind():
    assert words.in_quotes("АО «Хлебный двор».") == "«АО „Хлебный двор“»"


def test_moments_are_told_by_the_clock_of_the_portal(settings):
    settings.TIME_ZONE = "Asia/Irkutsk"
    moment = datetime(2022, 2, 20, 18, 30, tzinfo=UTC)
    assert words.moment_in_words(moment).replace(words.NBSP, " ") == "21 февраля 2022 года, 02:30"


def rendered(text: str, **context) -> str:
    return Template("{% load ui %}" + text).render(Context(context)).replace(words.NBSP, " ")


def test_tags_take_lists_and_nothing():
    assert rendered("{{ rows|count:'решение,решения,решений' }}", rows=["а", "б"]) == "2 решения"
    assert rendered("{{ day|day }}|{{ moment|moment }}|{{ number|number }}", day=None, moment=None, number=None) == "||"


@pytest.mark.parametrize(
    ("score", "css"),
    [
        (None, "none"),
        (0, "1"),
        (19, "1"),
        (20, "2"),
        (59.9, "3"),
        (60, "4"),
        (80, "5"),
        (100, "5"),
        (140, "5"),
        (-3, "1"),
    ],
)
def test_heat_map_has_five_steps_and_no_data(score, css):
    assert rendered("{{ score|heat }}", score=score) == f"heat heat--{css}"
