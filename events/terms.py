"""Terms as people write them: a day, or so many working or calendar days counted from the meeting or its signing."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from events.importing.deadlines import find_deadlines
from events.importing.workdays import add_working_days, is_working_day
from ui.days import parse_day
from ui.words import count

_SIGNING = re.compile(r"подписани|утверждени")
BY_DEFAULT = "по умолчанию"
HOW = "Напишите день, например 21.02.2022, или срок: 10 рабочих дней со дня заседания"


@dataclass(frozen=True)
class Term:
    """`day` is None while the day it is counted from has not come: the protocol is not signed yet."""

    day: date | None
    words: str = ""
    is_counted: bool = False


def read_term(text: str, *, held_on: date, signed_on: date | None) -> Term:
    """«21.02.2022» or «10 рабочих дней со дня подписания»; ValueError tells in Russian what is wrong."""
    words = " ".join(text.split())
    is_counted = re.search(r"день|дн|недел|месяц|год|лет|квартал|сут", words.lower())
    if not is_counted or re.search(r"\d\s+[а-яё]+\s+\d{4}", words):
        return Term(parse_day(words))
    base = signed_on if _SIGNING.search(words.lower()) else held_on
    tried = (_counted(text, base or held_on) for text in (words, f"в течение {words}"))
    day = next((one for one in tried if one), None)
    if day is None:
        raise ValueError(f"{HOW}. Сейчас в поле: {words[:60]}")
    return Term(day if base else None, words, is_counted=True)


def _counted(words: str, base: date) -> date | None:
    counted = words.lower().replace("рабочий день", "рабочего дня").replace("календарный день", "календарного дня")
    found = [one for one in find_deadlines(counted, base, labelled=True) if one.kind == "relative"]
    return found[0].resolved if found else None


def default_term(days: int, held_on: date) -> Term:
    """The rule of a council for tasks that name no day."""
    words = f"{BY_DEFAULT}, {count(days, 'день,дня,дней')} со дня заседания"
    return Term(held_on + timedelta(days=days), words, is_counted=True)


def nearest_working_day(day: date) -> date:
    """The day itself when it is a working one, else the first working day after it."""
    return day if is_working_day(day) else add_working_days(day, 1)


def hint(day: date | None) -> str:
    """What to say about a deadline on a day off; empty for a working day."""
    if day is None or is_working_day(day):
        return ""
    return f"{day:%d.%m.%Y} — нерабочий день, ближайший рабочий — {nearest_working_day(day):%d.%m.%Y}."
