"""Working days by the Russian calendar with its moved days."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays


@cache
def _russian(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("RU", years=year)


def is_working_day(day: date) -> bool:
    return _russian(day.year).is_working_day(day)


def add_working_days(day: date, count: int) -> date:
    """The day on which the last of ``count`` working days after ``day`` ends."""
    step = 1 if count >= 0 else -1
    left = abs(count)
    while left:
        day += timedelta(days=step)
        left -= is_working_day(day)
    return day
