"""Numbers of protocols by the scheme of the body: proposed, read back, looked over. No database here.

A scheme is text with marks in braces: «{number}/{year}», «КС-{number:02}/{month}». Numbers run within a calendar year.
What an imported protocol carries stays as written: a number that does not fit the scheme takes no part in the count.
"""

import re
from collections.abc import Iterable
from datetime import date

MARKS = ("number", "year", "month", "day")
IN_RUSSIAN = {"number": "номер", "year": "год", "month": "месяц", "day": "день"}
MARK = re.compile(r"\{([^{}]*)\}")
WIDTH = re.compile(r"number(?::0?(?P<width>[1-6]))?")
EXAMPLE = date(2026, 3, 5)


def scheme_as_typed(scheme: str) -> str:
    """The scheme for the form of the body: «{номер}/{год}»."""
    return _renamed(scheme, IN_RUSSIAN)


def scheme_as_kept(typed: str) -> str:
    """What was typed, in Russian marks or in those of the record, as it is kept."""
    return _renamed(typed, {told: mark for mark, told in IN_RUSSIAN.items()})


def _renamed(scheme: str, names: dict[str, str]) -> str:
    def renamed(match: re.Match[str]) -> str:
        mark, colon, width = match.group(1).partition(":")
        return "{" + names.get(mark.strip().lower(), mark) + colon + width + "}"

    return MARK.sub(renamed, scheme)


def scheme_error(scheme: str) -> str:
    """What is wrong with a scheme, in words for the form of the body; empty when it can be used."""
    if re.sub(MARK, "", scheme).strip("{}") != re.sub(MARK, "", scheme) or scheme.count("{") != scheme.count("}"):
        return "Проверьте фигурные скобки: каждая открытая должна быть закрыта"
    found = MARK.findall(scheme)
    for mark in found:
        if mark not in MARKS and not WIDTH.fullmatch(mark):
            return f"Пометка {{{mark}}} не знакома. Можно: {{номер}}, {{номер:02}}, {{год}}, {{месяц}}, {{день}}"
    counted = [mark for mark in found if WIDTH.fullmatch(mark)]
    if len(counted) != 1:
        return "В виде номера должна быть одна пометка {номер}: на её место встаёт порядковый номер"
    return ""


def number_of(scheme: str, order: int, day: date) -> str:
    """The number as printed: `number_of("{number}/{year}", 3, day)` gives «3/2026»."""
    parts = {"year": f"{day:%Y}", "month": f"{day:%m}", "day": f"{day:%d}"}

    def printed(match: re.Match[str]) -> str:
        mark = match.group(1)
        if counted := WIDTH.fullmatch(mark):
            return str(order).zfill(int(counted.group("width") or 1))
        return parts[mark]

    return MARK.sub(printed, scheme)


def order_of(scheme: str, number: str) -> int | None:
    """The order inside a number written by the scheme; None when it was written in another way."""
    widths = {"year": r"\d{4}", "month": r"\d{2}", "day": r"\d{2}"}
    pattern, end = "", 0
    for match in MARK.finditer(scheme):
        pattern += re.escape(scheme[end : match.start()])
        pattern += r"(\d{1,6})" if WIDTH.fullmatch(match.group(1)) else widths[match.group(1)]
        end = match.end()
    found = re.fullmatch(pattern + re.escape(scheme[end:]), number.strip(), re.IGNORECASE)
    return int(found.group(1)) if found else None


def next_number(scheme: str, written: Iterable[str], day: date) -> str:
    """The number to propose after those already written in the year of `day`; empty for a broken scheme."""
    if scheme_error(scheme):
        return ""
    taken = list(written)
    order = max((found for one in taken if (found := order_of(scheme, one))), default=0) + 1
    return number_of(scheme, order, day)


def remarks(scheme: str, number: str, written: Iterable[str], day: date) -> list[str]:
    """What looks wrong with a number beside the other ones of the year: repeated, with a gap, not by the scheme."""
    others = [one.strip() for one in written if one.strip()]
    if not number:
        return []
    if number.strip().casefold() in {one.casefold() for one in others}:
        return [f"Протокол № {number} в {day.year} году уже есть"]
    if scheme_error(scheme):
        return []
    order = order_of(scheme, number)
    if order is None:
        return [f"Номер записан не так, как принято у этого совета: {number_of(scheme, 1, day)}"]
    missing = sorted(set(range(1, order)) - {order_of(scheme, one) for one in others})
    if missing:
        shown = ", ".join(number_of(scheme, one, day) for one in missing[:3]) + (" и другие" if missing[3:] else "")
        return [f"Пропущены номера: {shown}"]
    return []
