"""Weeks of a month with the events of each day."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from events.models import Event

NAMES = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass
class Day:
    day: date
    is_inside: bool
    events: list[Event] = field(default_factory=list)


def read_month(text: str, today: date) -> date | None:
    """First day of «2026-11»; of this month when nothing is asked; None when it is no month."""
    if not text:
        return today.replace(day=1)
    year, _, month = text.partition("-")
    if not (year.isascii() and year.isdigit() and month.isascii() and month.isdigit()):
        return None
    if not (FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(month) <= 12):
        return None
    return date(int(year), int(month), 1)


def month_name(first: date) -> str:
    return f"{NAMES[first.month - 1]} {first.year}"


def neighbours(first: date) -> tuple[date, date]:
    """First days of the months before and after."""
    return (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=31)).replace(day=1)


def weeks_of(first: date, events: Iterable[Event]) -> list[list[Day]]:
    """Monday to Sunday; days of the neighbouring months stand empty. An event of several days stands in each."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    days = {day: Day(day, day.month == first.month) for week in weeks for day in week}
    for event in events:
        for day in _days(event):
            if day in days and days[day].is_inside:
                days[day].events.append(event)
    return [[days[day] for day in week] for week in weeks]


def _days(event: Event) -> list[date]:
    if event.starts_on is None:
        return []
    length = ((event.ends_on or event.starts_on) - event.starts_on).days
    return [event.starts_on + timedelta(days=step) for step in range(length + 1)]
