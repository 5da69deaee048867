"""How alike two claims are: in words by weight, in value, in what they count."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal

from monitoring.note_check.claims import Claim

_FEW = 40  # of so few a difference of one or two is an old draft, whatever its percent
_LONG = 3  # digits; shorter numbers differ by one digit all too often
_CLASSES = re.compile(r"\b(\d{1,2})(?:\s?[–-]\s?(\d{1,2}))?(?:-?\w{1,2})?\s*класс", re.I)
_NUMBERED = re.compile(r"№\s*(\d+)")
Weight = Callable[[str], float]


def weights_of(claims: list[Claim]) -> Weight:
    """Rare words weigh more than those every sentence of the note has."""
    labels = {claim.label: claim.words for claim in claims}
    counts = Counter(word for words in labels.values() for word in words)
    size = len(labels) + 1
    return lambda word: math.log(1 + size / (1 + counts[word]))


def likeness(left: Claim, right: Claim, weight: Weight) -> tuple[float, float]:
    """Shares of each claim's words found in the other one, by weight."""
    common = sum(weight(word) for word in left.words & right.words)
    mine, theirs = (sum(weight(word) for word in claim.words) or 1.0 for claim in (left, right))
    return common / mine, common / theirs


def comparable(left: Claim, right: Claim) -> bool:
    if left.year != right.year or left.negative != right.negative:
        return False
    if left.is_part != right.is_part and not _has_slip(left, right):
        return False
    if left.unit and right.unit and left.unit != right.unit and left.count and right.count:
        return False
    if left.table and set(_NUMBERED.findall(left.label)) - set(_NUMBERED.findall(right.label)):
        return False
    ours, theirs = _classes(left), _classes(right)
    return not (ours and theirs and ours != theirs)


def _has_slip(left: Claim, right: Claim) -> bool:
    return bool(left.count and right.count and are_swapped(left.count.value, right.count.value))


def _classes(claim: Claim) -> set[str]:
    return {"-".join(part for part in found.groups() if part) for found in _CLASSES.finditer(claim.label)}


def is_close(left: Claim, right: Claim) -> bool:
    """Values a slip or an old draft would give; two different things of the same words differ by far more."""
    counts, percents = (left.count, right.count), (left.percent, right.percent)
    ours, theirs = counts if all(counts) else percents
    if ours is None or theirs is None:
        return False
    apart = abs(ours.value - theirs.value)
    few = not ours.percent and max(ours.value, theirs.value) <= _FEW
    return (
        apart * 100 <= 15 * max(ours.value, theirs.value)
        or (few and apart <= 2)
        or are_swapped(ours.value, theirs.value)
    )


def are_swapped(one: Decimal, other: Decimal) -> bool:
    """«48» for «84», or one wrong digit of a long number: what is mistyped, not what is counted anew."""
    left, right = str(one), str(other)
    if len(left) != len(right) or left == right:
        return False
    swapped = (
        len(left) > 1 and sorted(left) == sorted(right) and sum(a != b for a, b in zip(left, right, strict=True)) == 2
    )
    return swapped or (len(left) > _LONG and is_slip(one, other))


def is_slip_of(left: Claim, right: Claim) -> bool:
    return bool(left.count and right.count and is_slip(left.count.value, right.count.value))


def is_slip(one: Decimal, other: Decimal) -> bool:
    """One digit differs, or two have changed places."""
    return bool(slip(one, other))


def slip(one: Decimal, other: Decimal) -> str:
    """What a reader is told of two numbers that differ by a slip; empty when they do not."""
    left, right = str(one), str(other)
    if len(left) != len(right) or len(left) < 3:
        return ""
    wrong = sum(a != b for a, b in zip(left, right, strict=True))
    if wrong == 1:
        return " Числа отличаются одной цифрой: похоже на опечатку."
    return " Похоже на перестановку цифр." if wrong == 2 and sorted(left) == sorted(right) else ""
