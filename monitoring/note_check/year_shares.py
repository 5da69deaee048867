"""Shares of two years told in sentences: each with the whole it is of, named near it or told by its own numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from monitoring.note_check.claims import Claim
from monitoring.note_check.clauses import bare, core_of
from monitoring.note_check.shares import bases_that_fit, fits
from monitoring.note_check.wholes import whole_after

_REACH = 10  # paragraphs between the shares of two years
_ASKED = re.compile(r"\bопрош\w+|\bанкет\w*|\bреспондент\w*|\bответил\w*", re.I)
_WIDE = Decimal("1.25")  # wholes of people change from year to year; by so much they are other people


def pairs_of_years(claims: list[Claim]) -> Iterator[tuple[Claim, str, Claim, str]]:
    """(share, its base, share of another year, its base) for bases that are not one."""
    said = [c for c in claims if c.sentence and c.count and c.percent and not c.share.is_rough]
    said = [c for c in said if c.year and c.year > 0]  # «годом ранее» of a note without a year is no year
    for left, right in combinations(said, 2):
        if left.year == right.year or not (left.year_is_said or right.year_is_said):
            continue
        if right.place - left.place > _REACH or not _speak_of_one(left, right):
            continue
        units = {left.unit, right.unit, unit_of_base(left, claims), unit_of_base(right, claims)}
        pair = _people(left, right, claims) if "человек" in units else _things(left, right, claims)
        if pair:
            yield left, pair[0], right, pair[1]


def unit_of_base(claim: Claim, claims: list[Claim]) -> str:
    """What the base counts: said with it, or where the same number stands with its noun."""
    base = claim.share.base
    if base is None or base.unit:
        return base.unit if base else claim.unit
    named = (c.unit for c in claims if c.count and c.counted.value == base.value and c.unit and c is not claim)
    return claim.unit or next(named, "")


def _speak_of_one(left: Claim, right: Claim) -> bool:
    if left.unit and right.unit and left.unit != right.unit:
        return False
    if left.negative != right.negative:
        return False
    ours, theirs = bare(core_of(left), left), bare(core_of(right), right)
    fewer = min(len(ours), len(theirs))
    return (fewer > 0 and len(ours & theirs) * 2 >= fewer) or (fewer == 0 and left.place == right.place)


def _things(left: Claim, right: Claim, claims: list[Claim]) -> tuple[str, str] | None:
    """Schools, districts, buildings: the counts of the same year under which the percents are right."""
    ours, theirs = _wholes(left, claims), _wholes(right, claims)
    if not ours or not theirs or set(ours) & set(theirs):
        return None
    return str(ours[0]), str(theirs[0])


def _wholes(claim: Claim, claims: list[Claim]) -> list[Decimal]:
    if claim.share.base is not None:
        return [claim.share.base.value]
    count, percent = claim.counted, claim.printed
    able = (c for c in claims if c.count and c.year == claim.year and c is not claim and c.unit not in {"человек", ""})
    return [c.counted.value for c in able if fits(count.value, c.counted.value, percent.value, percent.places)]


def _people(left: Claim, right: Claim, claims: list[Claim]) -> tuple[str, str] | None:
    """Nobody names the wholes, and the numbers tell of wholes a quarter apart."""
    if left.share.base or right.share.base:
        return _surveys(left, right, claims)
    if whole_after(left) or whole_after(right):
        return None  # «среди учителей»: a part of those who were counted
    ours, theirs = (bases_that_fit(c.counted.value, c.printed.value, c.printed.places) for c in (left, right))
    if not ours or not theirs or max(ours[0], theirs[0]) < _WIDE * min(ours[-1], theirs[-1]):
        return None
    return f"от {ours[0]} до {ours[-1]}", f"от {theirs[0]} до {theirs[-1]}"


def _surveys(left: Claim, right: Claim, claims: list[Claim]) -> tuple[str, str] | None:
    """So many asked this year and so many another: by a quarter more or fewer are other people."""
    if not any(_ASKED.search(c.sentence.text) for c in (left, right) if c.sentence):
        return None
    ours, theirs = _asked(left, claims), _asked(right, claims)
    if ours is None or theirs is None or max(ours, theirs) < _WIDE * min(ours, theirs):
        return None
    return str(ours), str(theirs)


def _asked(claim: Claim, claims: list[Claim]) -> Decimal | None:
    if claim.share.base is not None:
        return claim.share.base.value
    count, percent = claim.counted, claim.printed
    near = (c for c in claims if c.count and c.sentence and 0 <= claim.place - c.place <= 1 and c is not claim)
    able = [c.counted.value for c in near if fits(count.value, c.counted.value, percent.value, percent.places)]
    return able[0] if able else None
