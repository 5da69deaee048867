"""Those who have and those who have not: «план составлен для 363 из 404», «без плана остаётся 51»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from monitoring.note_check.bases import Bases
from monitoring.note_check.claims import Claim, quotes_of
from monitoring.note_check.clauses import bare, core_of
from monitoring.note_check.document import Note
from monitoring.note_check.finding import PARTS_AND_TOTAL, Finding, written
from monitoring.note_check.likeness import are_swapped
from monitoring.note_check.shares import fits

_TAKEN, _FREE = re.compile(r"\b(?:занят|заполнен)", re.I), re.compile(r"\b(?:свобод|вакант|не занят|незанят)", re.I)
_OFF = 5  # per cent of the whole: more and the two are not halves of one thing


def wrong_complements(note: Note, claims: list[Claim], bases: Bases) -> Iterator[Finding]:
    said = [c for c in claims if c.sentence and c.count and not c.share.is_rough and not c.is_base]
    for have in (c for c in said if not c.negative):
        for lack in (c for c in said if c.negative):
            if not _are_opposite(have, lack):
                continue
            whole = _whole_of(have, bases)
            total = have.counted.value + lack.counted.value
            if whole is not None and total != whole and _is_near(total, whole, lack) and not _has_own(lack, whole):
                yield _finding(note, have, lack, whole)


def wrong_vacancies(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    """«установлено 1 120 мест, занято 896, свободно 214»."""
    said = [c for c in claims if c.sentence and c.count and not c.share.is_rough]
    for whole, taken, free in zip(said, said[1:], said[2:], strict=False):
        if not (_TAKEN.search(taken.label) and _FREE.search(free.label)) or free.place - whole.place > 1:
            continue
        if len({c.unit for c in (whole, taken, free) if c.unit}) > 1 or whole.year != free.year:
            continue
        total, value = taken.counted.value + free.counted.value, whole.counted.value
        if total != value and abs(total - value) * 100 <= _OFF * value:
            yield _finding(note, taken, free, value)


def _are_opposite(have: Claim, lack: Claim) -> bool:
    if have.year != lack.year or (have.unit and lack.unit and have.unit != lack.unit):
        return False
    ours, theirs = bare(core_of(have), have), bare(core_of(lack), lack)
    common = ours & theirs
    return len(common) >= 2 and len(common) * 3 >= 2 * min(len(ours), len(theirs))


def _whole_of(have: Claim, bases: Bases) -> Decimal | None:
    if have.share.base is not None:
        return have.share.base.value
    if have.percent is None:
        return None
    meant = bases.reference(have)
    count, percent = have.counted.value, have.printed
    if meant is not None and fits(count, meant.value, percent.value, percent.places):
        return meant.value
    return bases.fitting(have)


def _is_near(total: Decimal, whole: Decimal, lack: Claim) -> bool:
    return abs(total - whole) * 100 <= _OFF * whole or are_swapped(
        whole - total + lack.counted.value, lack.counted.value
    )


def _has_own(lack: Claim, whole: Decimal) -> bool:
    """The other half names another whole."""
    return lack.share.base is not None and lack.share.base.value != whole


def _finding(note: Note, have: Claim, lack: Claim, whole: Decimal) -> Finding:
    one, other = have.counted.value, lack.counted.value
    values = (written(one), written(other), written(one + other), written(whole))
    return Finding(
        PARTS_AND_TOTAL,
        values,
        quotes_of(note, have, lack),
        f"Есть у {values[0]}, нет у {values[1]}: вместе {values[2]}, а всего {values[3]}.",
    )
