"""What is left of a whole, and a total said after its parts: «остальные 5», «34 плановых и 12 иных, всего 46»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from monitoring.note_check.bases import Bases
from monitoring.note_check.claims import Claim, quotes_of
from monitoring.note_check.document import Note
from monitoring.note_check.finding import PARTS_AND_TOTAL, Finding, written
from monitoring.note_check.shares import fits
from monitoring.note_check.sums import sum_finding

REST = re.compile(r"\bостальн\w+\s+(?:\w+\s+){0,3}$", re.I)
_MORE = re.compile(r"\bещ[её]\s+(?:\w+\s+){0,3}$", re.I)
_OF_THEM = re.compile(r"\b(?:из них|из которых|в том числе|из этого числа)\b", re.I)
_AFTER = re.compile(
    r"[,–—(]\s*(?:а\s+)?(?:всего|итого|вместе|в сумме|суммарно|в общей сложности|в целом)"
    r"(?:\s+(?:[а-яё]+\s+){0,3}|\s*[:–—]\s*)$",
    re.I,
)
_TOTAL_SAID = re.compile(r"\s*(?:всего|итого|в сумме|в общей сложности|общее (?:число|количество))\b", re.I)
_LIST = 3
_SHARES = 2
_FAR = 12  # per cent of the total: more is another total


def wrong_rests(note: Note, said: list[Claim], bases: Bases) -> Iterator[Finding]:
    """«44 организации …, остальные 5»: all that is listed must make the whole."""
    for index, claim in enumerate(said):
        if claim.count is None or claim.sentence is None or not REST.search(_before(claim)):
            continue
        found = _of_parts(said, index) or _of_named(said, index, bases)
        if found is None:
            continue
        whole, parts = found
        total = sum((part.counted.value for part in parts), Decimal(0))
        if len(parts) < 2 or total == whole or abs(total - whole) * 10 > 3 * whole:
            continue
        numbers = [written(part.counted.value) for part in parts]
        yield Finding(
            PARTS_AND_TOTAL,
            (*numbers, written(total), written(whole)),
            quotes_of(note, *parts),
            f"Вместе с остальными получается {' + '.join(numbers)} = {written(total)}, а всего {written(whole)}.",
        )


def wrong_rests_after(note: Note, before: list[Claim], after: list[Claim], bases: Bases) -> Iterator[Finding]:
    """«Назначен в 84 школах (87,5 %). В остальных 14 школах …»: what is left of the whole of the sentence before."""
    rest, sentence = after[0], after[0].sentence
    if sentence is None or rest.count is None or rest.place != before[-1].place or not REST.search(_before(rest)):
        return
    parts = [c for c in before if c.count and c.percent and not c.share.is_rough and not c.is_part]
    if len(parts) != 1 or (rest.unit and parts[0].unit and rest.unit != parts[0].unit):
        return
    share = parts[0]
    base = share.share.base
    reference = bases.reference(share)
    whole = base.value if base else (reference.value if reference else bases.fitting(share))
    if whole is None or not fits(share.counted.value, whole, share.printed.value, share.printed.places):
        return
    total = share.counted.value + rest.count.value
    if total != whole and abs(total - whole) * 10 <= whole:
        numbers = (written(share.counted.value), written(rest.count.value))
        yield Finding(
            PARTS_AND_TOTAL,
            (*numbers, written(total), written(whole)),
            quotes_of(note, share, rest),
            f"Вместе с остальными получается {' + '.join(numbers)} = {written(total)}, а всего {written(whole)}.",
        )


def _of_parts(said: list[Claim], index: int) -> tuple[Decimal, list[Claim]] | None:
    """«72 преподавателя, из них высшую категорию имеют 36, первую — 18, остальные 16 — без категории»."""
    opened = [number for number, c in enumerate(said[:index]) if c.count and _OF_THEM.search(_between(said, number))]
    if not opened or opened[-1] == 0:
        return None
    whole, parts = said[opened[-1] - 1], [c for c in said[opened[-1] : index + 1] if c.count and not c.share.is_rough]
    if whole.count is None or whole.share.is_rough or whole.count.value < max(c.counted.value for c in parts):
        return None
    return whole.count.value, parts


def _between(said: list[Claim], number: int) -> str:
    """Words between the figure before and this one."""
    claim = said[number]
    if number == 0 or claim.sentence is None:
        return ""
    start = claim.sentence.start
    return claim.sentence.text[said[number - 1].share.end - start : claim.share.start - start]


def _of_named(said: list[Claim], index: int, bases: Bases) -> tuple[Decimal, list[Claim]] | None:
    claim = said[index]
    named = [c for c in said[:index] if c.count and not c.is_base and (not c.is_part or _MORE.search(_before(c)))]
    parts = [*(c for c in named if (not c.share.is_rough and not claim.unit) or c.unit in {claim.unit, ""}), claim]
    bigger = [c for c in said[:index] if c.is_base and c.count]
    reference = bases.reference(claim)
    whole = bigger[0].counted.value if bigger else (reference.value if reference else None)
    explicit = next((c.share.base.value for c in parts if c.share.base), None)
    whole = explicit or _told_by_percents(parts, bases, claim) or whole
    return None if whole is None else (whole, parts)


def _told_by_percents(parts: list[Claim], bases: Bases, rest: Claim) -> Decimal | None:
    """The nearest number before of which two parts or more are what their percents say."""
    shares = [c for c in parts if c.percent]
    if len(shares) < _SHARES:
        return None
    able = [
        (value, other) for value, _, _, other in bases.counts if other and other.sentence and other.place <= rest.place
    ]
    for value, _ in sorted(able, key=lambda pair: -(pair[1].share.start if pair[1] else 0)):
        if all(fits(c.counted.value, value, c.printed.value, c.printed.places) for c in shares):
            return value
    return None


def wrong_sums_after(note: Note, said: list[Claim]) -> Iterator[Finding]:
    """«186 плановых и 58 внеплановых проверок, всего 254»."""
    for index, whole in enumerate(said):
        if whole.count is None or whole.percent or whole.share.is_rough or not _AFTER.search(_before(whole)):
            continue
        parts = [c for c in said[:index] if c.count and not c.share.is_rough and c.year == whole.year]
        parts = [c for c in parts if c.unit in {whole.unit, ""} or not whole.unit]
        sums = [sum((c.counted.value for c in parts[start:]), Decimal(0)) for start in range(len(parts) - 1)]
        value = whole.count.value
        if not sums or value in sums:
            continue
        near, start = min((abs(total - value), start) for start, total in enumerate(sums))
        if near * 100 <= _FAR * value and all(c.counted.value < value for c in parts[start:]):
            yield sum_finding(note, whole, parts[start:], sums[start])


def wrong_sums_of_list(note: Note, before: list[Claim], after: list[Claim]) -> Iterator[Finding]:
    """«… технологический — 96, гуманитарный — 45, универсальный — 110. Всего классов 400»."""
    whole, sentence = after[0], after[0].sentence
    if len(after) > 1 or sentence is None or whole.count is None or whole.percent or whole.share.is_rough:
        return
    parts = [c for c in before if c.count and not c.percent and not c.share.is_rough and not c.is_base]
    if len(parts) < _LIST or len(parts) != len(before) or not _TOTAL_SAID.match(sentence.text):
        return
    total, value = sum((c.counted.value for c in parts), Decimal(0)), whole.count.value
    if whole.place == parts[0].place and total != value and abs(total - value) * 100 <= _FAR * value:
        yield sum_finding(note, whole, parts, total)


def _before(claim: Claim) -> str:
    return claim.sentence.text[: claim.share.start - claim.sentence.start] if claim.sentence else ""
