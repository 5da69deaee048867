import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.importing.deadlines import find_deadlines
from events.importing.workdays import add_working_days, is_working_day

MEETING = date(2024, 2, 14)

DAYS = {
    "Срок – до 21.02.2024.": "2024-02-21",
    "Срок: до 1 марта 2024 г.": "2024-03-01",
    "представить в срок до 31 августа 2025 года проект": "2025-08-31",
    "не позднее 5 мая 2024 года направить": "2024-05-05",
    "Срок исполнения – до 1 апреля": "2024-04-01",
    "к 1 октября подготовить план": "2024-10-01",
    "Срок: до 15.01": "2025-01-15",
    "Срок – март 2024 г.": "2024-03-31",
    "до конца II квартала": "2024-06-30",
    "в I полугодии 2024 года обеспечить": "2024-06-30",
    "Срок: в течение года": "2024-12-31",
    "до конца текущего года представить": "2024-12-31",
    "до 15 мая т.г. обеспечить": "2024-05-15",
    "до 01.03.24 направить": "2024-03-01",
    "Срок: «5» июня 2024г.": "2024-06-05",
    "провести обучение в апреле-мае": "2024-05-31",
    "Срок: вторая декада марта 2024 г.": "2024-03-20",
    "до Нового года опубликовать график": "2024-12-31",
    "Срок – в течение 2024/25 учебного года": "2025-05-31",
    "Срок: лето 2024 г.": "2024-08-31",
    "Срок: вторая половина марта": "2024-03-31",
    "Срок: начало марта": "2024-03-10",
    "Срок: 01.03.2024–15.03.2024": "2024-03-15",
    "Срок: 14 февраля – 1 марта": "2024-03-01",
    "представить отчёт до конца месяца": "2024-02-29",
    "до конца текущего квартала представить отчёт": "2024-03-31",
    "провести аудит в I–II кварталах 2024 года": "2024-06-30",
    "летом 2024 года организовать лагерь": "2024-08-31",
    "в 2024 году провести три ярмарки": "2024-12-31",
    "к 14:00 15 февраля прислать список": "2024-02-15",
    "до двенадцатого марта прислать список": "2024-03-12",
    "проводят собеседования 21–25 октября": "2024-10-25",
}
RELATIVE = {
    "в недельный срок представить": "2024-02-21",
    "в течение 10 рабочих дней со дня подписания протокола направить": "2024-02-29",
    "Срок: 30 календарных дней": "2024-03-15",
    "в трёхдневный срок": "2024-02-17",
    "в десятидневный срок": "2024-02-24",
    "в месячный срок": "2024-03-14",
    "по итогам проверки представить справку в трёхдневный срок": "2024-02-17",
    "за 3 дня до совещания представить": None,
    "к следующему заседанию подготовить доклад": None,
    "после исполнения п. 4": None,
    "незамедлительно": None,
    "к следующему совету подготовить отчёт": None,
    "разместить протокол в день его подписания": None,
    "в течение 5 дней после получения письма": None,
}
RECURRING = [
    "ежегодно, до 15 апреля года, следующего за отчетным годом",
    "один раз в два года до 1 октября",
    "ежеквартально, до 5 числа",
    "не позднее 5 числа каждого месяца",
    "Срок: постоянно",
    "не реже одного раза в квартал",
    "в течение срока действия соглашения",
    "каждую пятницу",
    "до 1 марта ежегодно",
    "последняя пятница месяца",
    "с 1 марта 2024 г., постоянно",
    "дважды в неделю",
    "круглогодично",
]
NOTHING = ["утвердить план на 2024 год", "приказ от 21.02.2024 № 5", "по состоянию на 01.01.2024", "дети до 18 лет"]


@pytest.mark.parametrize("text", DAYS)
def test_days_and_ends_of_periods(text):
    (found,) = find_deadlines(text, MEETING)
    assert (found.kind, found.day.isoformat()) == ("date", DAYS[text])


@pytest.mark.parametrize("text", RELATIVE)
def test_terms_counted_from_an_event(text):
    (found,) = find_deadlines(text, MEETING)
    assert found.kind == "relative"
    assert found.day is None
    assert (found.resolved.isoformat() if found.resolved else None) == RELATIVE[text]


@pytest.mark.parametrize("text", RECURRING)
def test_recurring_terms(text):
    found = find_deadlines(text, MEETING)
    assert [item.kind for item in found] == ["recurring"]


@pytest.mark.parametrize("text", NOTHING)
def test_dates_in_prose_are_no_deadlines(text):
    assert find_deadlines(text, MEETING) == []


def test_missing_year_is_marked():
    (found,) = find_deadlines("до 1 апреля", MEETING)
    assert found.year_inferred


def test_impossible_day_is_marked_and_not_corrected():
    (found,) = find_deadlines("Срок – до 31 февраля 2024 г.", MEETING)
    assert found.impossible
    assert found.day is None


def test_words_of_the_deadline_take_in_the_label():
    text = "Провести. Срок – до 21.02.2024. Далее"
    (found,) = find_deadlines(text, MEETING)
    assert text[found.start : found.end] == "Срок – до 21.02.2024"


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "срок до 31 30 02 2024 . - – : февраля года т.г. не позднее ежемесячно в течение 10 рабочих дней со дня "
        "подписания конца II квартала полугодия к следующему заседанию « » ( ) № от месячный 99 99999 13 числа каждого",
    )
)


@settings(deadline=None)  # the first run loads the dictionaries
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_any_mixture_of_words_is_survived(text):
    for item in find_deadlines(text, MEETING):
        assert 0 <= item.start < item.end <= len(text)
        assert item.kind in {"date", "relative", "recurring"}


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    for item in find_deadlines(text, None):
        assert 0 <= item.start < item.end <= len(text)


@settings(deadline=None)
@given(st.dates(date(2015, 3, 1), date(2030, 1, 1)))
def test_written_day_is_read_back(day):
    (found,) = find_deadlines(f"Срок – до {day:%d.%m.%Y}.", MEETING)
    assert found.day == day


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2024, 4, 25), 2, date(2024, 4, 27)),  # a Saturday made a working day
        (date(2024, 4, 27), 1, date(2024, 5, 2)),  # moved days off and May Day
        (date(2023, 12, 29), 1, date(2024, 1, 9)),
        (date(2022, 2, 22), 1, date(2022, 2, 24)),
        (date(2022, 3, 4), 1, date(2022, 3, 5)),
    ],
)
def test_working_days_follow_the_russian_calendar(start, count, expected):
    assert add_working_days(start, count) == expected


def test_holiday_is_no_working_day():
    assert not is_working_day(date(2024, 4, 30))
    assert is_working_day(date(2024, 4, 27))
