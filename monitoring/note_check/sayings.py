"""Whether two sentences of a text speak of one quantity, in the same words, in fewer, or with a slip of a digit."""

from __future__ import annotations

from monitoring.note_check.claims import Claim
from monitoring.note_check.clauses import bare, core_of
from monitoring.note_check.likeness import Weight, are_swapped, comparable, is_close, is_slip_of, likeness

_LIKE = 0.8
_LIKE_CORE = 0.7
_LIKE_SLIP = 0.5


def one_saying(left: Claim, right: Claim, weight: Weight) -> bool:
    if not comparable(left, right) or _have_two_bases(left, right):
        return False
    if any("соответственно" in c.sentence.text for c in (left, right) if c.sentence):
        return False  # figures that belong to names said before them
    if left.unit == right.unit and len(left.words & right.words) > 1 and _in_words(left, right, weight):
        ours, theirs = bare(core_of(left), left), bare(core_of(right), right)
        if ours & theirs:
            return True
    if not is_close(left, right):
        return False
    return _same_core(left, right, weight)


def _have_two_bases(left: Claim, right: Claim) -> bool:
    one, other = left.share.base, right.share.base
    for base, claim in ((one, right), (other, left)):
        if base is not None and claim.count is not None and base.value == claim.count.value:
            return True  # one is the whole of the other
    return one is not None and other is not None and one.value != other.value


def _in_words(left: Claim, right: Claim, weight: Weight) -> bool:
    """Nearly all words of the shorter sentence stand in the longer one."""
    mine, theirs = likeness(left, right, weight)
    return max(mine, theirs) >= 0.95 and min(mine, theirs) >= (0.5 if is_close(left, right) else _LIKE)


def _same_core(left: Claim, right: Claim, weight: Weight) -> bool:
    """The clauses of the two figures say the same, whatever stands around them; a slip of a digit asks for less."""
    ours, theirs = core_of(left), core_of(right)
    one, other = bare(ours, left), bare(theirs, right)
    slip = is_slip_of(left, right)
    if (
        left.unit == right.unit
        and len(ours & theirs) > 1
        and _overlap(ours, theirs, weight) >= _LIKE_CORE
        and one & other
    ):
        return True
    if left.unit and right.unit and left.unit != right.unit:
        return False
    common = one & other
    swapped = left.count and right.count and are_swapped(left.count.value, right.count.value)
    if common and swapped and common in (one, other):
        return True  # a slip of the pen says that it is one thing
    small, large = sorted((ours, theirs), key=len)
    if common and len(small) > 1 and small <= large and len((one | other) - common) <= 1 and left.unit == right.unit:
        return True
    if len(one & other) > 1 and one & other in (one, other) and _overlap(one, other, weight) >= _LIKE_SLIP:
        return True
    return bool(one & other) and _overlap(one, other, weight) >= (_LIKE_SLIP if slip else _LIKE_CORE)


def _overlap(one: frozenset[str], other: frozenset[str], weight: Weight) -> float:
    common = sum(weight(word) for word in one & other)
    return common / (max(sum(weight(word) for word in one), sum(weight(word) for word in other)) or 1.0)
