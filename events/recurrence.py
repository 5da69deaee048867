"""Tasks that come again: a rule of iCalendar, its days, its words, and the reading of it from words of a protocol."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from events.importing.numerals import number_of
from ui.words import MONTHS, count

MONTH, QUARTER, HALF_YEAR, YEAR = 1, 3, 6, 12
PERIODS = {"month": MONTH, "quarter": QUARTER, "half_year": HALF_YEAR, "year": YEAR, "years": YEAR}
WORDS = {MONTH: "ежемесячно", QUARTER: "ежеквартально", HALF_YEAR: "раз в полгода", YEAR: "ежегодно"}
_DAY_OF_MONTH = re.compile(r"(?:до|к|не позднее)\s(\d{1,2})\b|(\d{1,2})(?:-?(?:го|му))?\sчисл")
_YEARS = re.compile(r"раз[а]?\sв\s(\w+)\s(?:год|лет)")
_STEMS = ((r"месяц|месячн", MONTH), (r"квартал", QUARTER), (r"полгод|полугод|два(?:жды)? (?:раза )?в год", HALF_YEAR))


@dataclass(frozen=True)
class Suggestion:
    """What a text says of a repetition: months between two turns, and the first day when it can be counted."""

    months: int
    first_on: date


def rule_of(months: int, first_on: date) -> str:
    """The rule as iCalendar writes it. A day that short months do not have means their last day."""
    day = str(first_on.day)
    if first_on.day > 28:
        day = ",".join(str(number) for number in range(28, first_on.day + 1)) + ";BYSETPOS=-1"
    return f"DTSTART:{first_on:%Y%m%d}\nRRULE:FREQ=MONTHLY;INTERVAL={months};BYMONTHDAY={day}"


def months_of(rule: str) -> int:
    found = re.search(r"INTERVAL=(\d+)", rule)
    return int(found[1]) if found else MONTH


def days_of(rule: str, *, after: date | None = None, until: date | None = None) -> Iterator[date]:
    """Days of the rule later than `after`, not later than `until`; without an end when there is none."""
    for moment in rrulestr(rule).xafter(datetime.combine(after or date.min, time.min)):
        day = moment.date()
        if until and day > until:
            return
        yield day


def in_words(rule: str) -> str:
    months = months_of(rule)
    if months > YEAR and months % YEAR == 0:
        period = f"раз в {count(months // YEAR, 'год,года,лет')}"
    else:
        period = WORDS.get(months, f"раз в {count(months, 'месяц,месяца,месяцев')}")
    day = int(rule.split("DTSTART:")[1][6:8])
    return f"{period}, {day}-го числа" if months == MONTH else period


def read_words(words: str, today: date) -> Suggestion | None:
    """«ежеквартально, до 10 числа» → every three months from the nearest 10th after a quarter."""
    low = " ".join(words.lower().replace("ё", "е").split())
    months = _months(low)
    if months is None:
        return None
    found = _DAY_OF_MONTH.search(low)
    number = int(next(part for part in found.groups() if part)) if found else 0
    if not 0 <= number <= 31:
        return None
    if found and (named := next((at for at, name in enumerate(MONTHS, 1) if f"{number} {name}" in low), 0)):
        this = _on(date(today.year, named, 1), number)
        return Suggestion(months, this if this > today else _on(date(today.year + 1, named, 1), number))
    return Suggestion(months, _first_day(min(months, YEAR), number, today))


def _months(low: str) -> int | None:
    if found := _YEARS.search(low):
        years = number_of(found[1])
        return years * YEAR if years else None
    for stem, months in _STEMS:
        if re.search(stem, low):
            return months
    return YEAR if re.search(r"ежегодн|раз в год|кажд\w+ год", low) else None


def _first_day(months: int, number: int, today: date) -> date:
    """The end of the running period; with a number, that day of the month: of this one, or after the period."""
    if number and months == MONTH:
        this = _on(today, number)
        return this if this > today else _on(today + relativedelta(months=1), number)
    last_month = today + relativedelta(day=1, months=(-today.month) % months)
    if number:
        return _on(last_month + relativedelta(months=1), number)
    return _on(last_month, 31)


def _on(month: date, number: int) -> date:
    return month.replace(day=min(number, monthrange(month.year, month.month)[1]))
