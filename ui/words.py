"""Russian words around numbers and days, for pages and documents alike."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone

NBSP = "\N{NO-BREAK SPACE}"
MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip

Number = int | float | Decimal | Fraction


def plural(number: Number, forms: str) -> str:
    """The word that goes with the number: `plural(21, "решение,решения,решений")` gives «решение»."""
    one, few, many = (form.strip() for form in forms.split(","))
    if number != int(number):
        return few
    rest = abs(int(number)) % 100
    if 11 <= rest <= 14:
        return many
    return one if rest % 10 == 1 else few if 2 <= rest % 10 <= 4 else many


def figure(number: Number) -> str:
    """A number as printed in Russian: decimal comma, groups of three from five digits on."""
    if isinstance(number, Fraction):
        number = number.numerator if number.denominator == 1 else float(number)
    text = format(number, "f") if isinstance(number, Decimal) else str(number)
    whole, _, part = text.partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    if len(digits) > 4:
        digits = f"{int(digits):,}".replace(",", NBSP)
    part = part.rstrip("0")
    return sign + digits + (f",{part}" if part else "")


def count(number: Number, forms: str) -> str:
    """Number and word held together: «5 решений»."""
    return f"{figure(number)}{NBSP}{plural(number, forms)}"


def day_in_words(day: date) -> str:
    """«21 февраля 2022 года»."""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]} {day.year}{NBSP}года"


def span_in_words(first: date, last: date | None) -> str:
    """«9–10 декабря 2026 года», «25 апреля — 24 июня 2026 года»; the year and the month are not said twice."""
    if last is None or last == first:
        return day_in_words(first)
    end = day_in_words(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    if first.year == last.year:
        return f"{first.day}{NBSP}{MONTHS[first.month - 1]} — {end}"
    return f"{day_in_words(first)} — {end}"


def in_quotes(words: str) -> str:
    """«Words»; quotes inside become „of the second kind“, a full stop at the end stays out."""
    inside = words.rstrip(" .").replace("«", "„").replace("»", "“")
    return f"«{inside}»"


def moment_in_words(moment: datetime) -> str:
    """«21 февраля 2022 года, 14:30» by the clock of the portal."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{day_in_words(local.date())}, {local:%H:%M}"
