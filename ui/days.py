"""Days as people type them."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ui.words import MONTHS

FIRST_YEAR, LAST_YEAR = 1900, 2100
IN_FIGURES = re.compile(r"(\d{1,2})\s*[./ -]\s*(\d{1,2})\s*[./ -]\s*(\d{1,4})")
IN_WORDS = re.compile(r"(\d{1,2})(?:-?го)?\s+([а-яё]+)\.?,?\s+(\d{1,4})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
TAIL = re.compile(r"\s*(?:г\.?|год|года)$")

HINT = "Например, 21.02.2022"


def parse_day(text: str) -> date:
    """Read 21.02.2022, 21 февраля 2022 or 2022-02-21; ValueError tells in Russian what is wrong."""
    typed = " ".join(text.split())
    plain = TAIL.sub("", " ".join(re.sub('[«»"]', " ", typed.lower()).split()).rstrip(". "))
    if match := ISO.fullmatch(plain):
        year, month, number = match.groups()
    elif match := IN_FIGURES.fullmatch(plain):
        number, month, year = match.groups()
    elif match := IN_WORDS.fullmatch(plain):
        number, month, year = match[1], str(_month(match[2], typed)), match[3]
    else:
        raise ValueError(f"Напишите день так: 21.02.2022. Сейчас в поле: {typed[:40]}")
    if len(year) != 4:
        raise ValueError(f"Напишите год четырьмя цифрами, например 21.02.2022. Сейчас в поле: {typed}")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise ValueError(f"Год должен быть от {FIRST_YEAR} до {LAST_YEAR}. Сейчас в поле: {typed}")
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        raise ValueError(f"Такого дня нет: {typed}") from None


def _month(word: str, typed: str) -> int:
    """«февраля», «февраль», «фев», «февр»."""
    for number, genitive in enumerate(MONTHS, start=1):
        is_nominative = word[:-1] == genitive[:-1] and word[-1] in "ьй"
        if is_nominative or (len(word) >= 3 and genitive.startswith(word)):
            return number
    raise ValueError(f"Не понятен месяц: {typed}")


class DayInput(forms.TextInput):
    """A plain box: calendars of browsers differ and read badly aloud."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "day", "autocomplete": "off", "maxlength": "40", **(attrs or {})})


class DayField(forms.DateField):
    """One box for a day. What was typed stays in the box when it cannot be understood."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or HINT
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str) and value.strip():
            try:
                return parse_day(value)
            except ValueError as error:
                raise ValidationError(str(error), code="invalid") from None
        return super().to_python(value.strip() if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d.%m.%Y}" if isinstance(value, date) else value
