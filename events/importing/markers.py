"""Numbers, letters and dashes that open a point of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NESTED = re.compile(
    r"(?:(?:п(?:ункт)?\.?|(?:Пункт|Решение|Поручение|Задача|РЕШЕНИЕ|ПОРУЧЕНИЕ)(?:\s*№)?)\s*)?(\d{1,2}(?:\s?\.\s?\d{1,2}){1,3})\s?[.)]?\s*(?=[^\d\s.,%)])(?!час|ч\.|мин|млн"
    r"|тыс|руб|%|–\s*\d)"
)
_ARABIC = re.compile(
    r"(?:(?:[Пп]ункт|п\.|№(?=\s?\d{1,2}\.\s[А-ЯЁ])|(?:Решение|Поручение|Задача|РЕШЕНИЕ"
    r"|ПОРУЧЕНИЕ)(?:\s*№)?)\s*)?(\d{1,3})\s?([.):])\s*(?=[^\d\s.,)])"
)
# «1. 10.00–10.20 О готовности …»: the slot of an item stands before its title.
_SLOT = re.compile(r"\(?\d{1,2}[.:]\d{2}\s?[–-]\s?\d{1,2}[.:]\d{2}\)?[\s.:–-]+(?=[А-ЯЁ«])")
_SLOTTED = re.compile(rf"(\d{{1,2}})\s?([.)])\s+{_SLOT.pattern}")
_ROMAN = re.compile(r"([IVX]{1,5})(?:\s?([.)])\s*|\s+)(?=[А-ЯЁ«\"])")
_LETTER = re.compile(r"([а-яa-z])\)\s*(?=\S)")
_BULLET = re.compile(r"[-–•*·▪●◦\uf0b7o](?:\s+|(?=[а-яёА-ЯЁ«]))(?=\S)(?<![o])|o\s+(?=[а-яё])")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Marker:
    kind: str  # roman | arabic | paren | nested | letter | bullet
    number: str  # as written, without the closing sign; empty for a bullet
    length: int  # characters of the line it takes
    path: tuple[int, ...] = ()

    @property
    def order(self) -> int:
        return self.path[-1] if self.path else 0


def marker_of(line: str) -> Marker | None:
    """The marker at the beginning of a cleaned line."""
    if match := _SLOTTED.match(line):
        return Marker("paren" if match[2] == ")" else "arabic", match[1], match.end(), (int(match[1]),))
    if match := _NESTED.match(line):
        number = re.sub(r"\s", "", match[1])
        parts = tuple(int(part) for part in number.split("."))
        if not any(len(part) > 1 and part.startswith("0") for part in number.split(".")) and _not_a_day(line, match):
            return Marker("nested", number, match.end(), parts)
    if match := _ARABIC.match(line):
        return Marker("paren" if match[2] == ")" else "arabic", match[1], match.end(), (int(match[1]),))
    if match := _ROMAN.match(line):
        value = roman_value(match[1])
        if value and (match[2] or match[1] != "I" or len(line) > 4) and not _initials(line):
            return Marker("roman", match[1], match.end(), (value,))
    if match := _LETTER.match(line):
        return Marker("letter", match[1], match.end(), (ord(match[1]),))
    if match := _BULLET.match(line):
        return Marker("bullet", "", match.end())
    return None


def _not_a_day(line: str, match: re.Match[str]) -> bool:
    return not re.match(r"\d{1,2}\.\d{1,2}\.\s*(?:\d{2,4}|г)", line) and not re.match(
        r"\s*(?:г\.|года|час)", line[match.end(1) :]
    )


def _initials(line: str) -> bool:
    return bool(re.match(r"[IVX]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]", line))


def roman_value(number: str) -> int:
    total, before = 0, 0
    for sign in reversed(number):
        value = _ROMAN_VALUES.get(sign, 0)
        total += value if value >= before else -value
        before = max(before, value)
    return total


def same_list(before: Marker, after: Marker) -> bool:
    """Whether ``after`` can be the next point of the list in which ``before`` stood."""
    if before.kind != after.kind:
        return False
    if before.kind == "bullet":
        return True
    return before.path[:-1] == after.path[:-1] and 0 < after.order - before.order <= 2
