"""Groups a whole is told in: two halves that leave nobody out, or groups that cross and need not add up."""

from __future__ import annotations

import re
from decimal import Decimal

from monitoring.note_check.claims import Claim
from monitoring.note_check.shares import fits

OTHERS = re.compile(r"\b(?:прочи\w|остальн\w+|ины[ем]\w*|други[емх]\w*)\b", re.I)
# Sex, age, health and place part the same people in ways that cross.
_SORTS = tuple(
    re.compile(rf"\b(?:{words})", re.I)
    for words in (
        "женщин|мужчин|девуш|юнош|девоч|мальчик", "в возрасте|старше|младше|молод|пенсионер|несовершеннолет",
        "инвалид|с инвалидн|с овз|лиц с овз|с ограниченн", "сельск|городск",
    )
)  # fmt: skip
_HALVES = tuple(
    (re.compile(rf"\b{one}", re.I), re.compile(rf"\b{other}", re.I))
    for one, other in (
        ("женщин", "мужчин"), ("девуш", "юнош"), ("девоч", "мальчик"), ("сельск", "городск"), ("штатн", "совместит"),
    )
)  # fmt: skip


def are_two_halves(parts: list[Claim]) -> bool:
    """Men and women, town and country: nobody is left out."""
    return any(
        (one.search(parts[0].label) and other.search(parts[1].label))
        or (other.search(parts[0].label) and one.search(parts[1].label))
        for one, other in _HALVES
    )


def are_overlapping(whole: Claim, parts: list[Claim], total: Decimal) -> bool:
    """«Из них 642 женщины (50 %), 96 инвалидов (7,5 %)»: groups of several sorts, or shares that leave a rest."""
    if any(OTHERS.search(part.label) for part in parts):
        return False
    sorts = {number for part in parts for number, sort in enumerate(_SORTS) if sort.search(part.label)}
    if len(sorts) > 1:
        return True
    percents = [part.percent for part in parts if part.percent]
    rest = abs(sum((percent.value for percent in percents), Decimal(0)) - 100)
    right = all(
        part.percent and fits(part.counted.value, whole.counted.value, part.printed.value, part.printed.places)
        for part in parts
    )
    return right and rest > 3 and total < whole.counted.value
