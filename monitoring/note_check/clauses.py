"""The clause of a claim: what the sentence says of the figure itself, without its neighbours and asides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from monitoring.note_check.words import meaning

if TYPE_CHECKING:
    from monitoring.note_check.claims import Claim

_LEAD = re.compile(r"[,;:]\s|\s[–—]\s")
_TAIL = re.compile(r",(?!\s*(?:где|в котор\w+|котор\w+|не)\b)|[;:.()]|\s[–—]\s")
_BEFORE_PERCENT = re.compile(
    r"(?:,\s*(?:или|то есть|т\. ?е\.|что составля\w+|что составил\w*)|[–—]|это)\s*\d[\d,]*\s*%$"
)
_ENOUGH = 2
# Verbs that say only that a thing is there; the counted noun itself is compared as a unit.
LIGHT = meaning(
    "создать открыть действовать работать функционировать организовать назначить имеется располагать провести "
    "проводить получить принять ввести оказать существовать находиться обеспечить открыт проведено создано насчитывать "
    "всего текущий настоящий время "
    " сегодня состояние таким образом сейчас ныне вывод целом следует необходимо отчет справка "
    "участвовать считать назвать называть признать отметить указать заявить сообщить ответить выразить оценить "
    "учиться проживать жить"
)


def core_of(claim: Claim) -> frozenset[str]:
    """Stems of the clause of the figure; of a cell all its words."""
    if claim.sentence is None:
        return claim.words
    percent, at = claim.percent, claim.label_at
    last = percent.end if percent and claim.share.base else claim.share.end
    before, inside, after = parts_of(claim.label, claim.share.start - at, claim.share.end - at, last - at)
    said = meaning(f"{before} {inside} {after}")
    if len(said) < _ENOUGH:
        before = claim.label[: claim.share.start - at]
        said = meaning(f"{before} {inside} {after}") or claim.words
    return said


def parts_of(label: str, first: int, end: int, last: int) -> tuple[str, str, str]:
    """Words of the clause before the figure, within its share and after it."""
    before, inside = label[:first], label[first:last]
    after = label[end:].lstrip(" )") if not _names_its_base(inside) else ""
    tail = _TAIL.search(after)
    after = after[: tail.start()] if tail else after
    return _last_clause(before, after), inside, after


def _names_its_base(inside: str) -> bool:
    """«420 студентов, или 84 % вместимости»: the words after such a percent say what it is of."""
    return bool(_BEFORE_PERCENT.search(inside))


def _last_clause(before: str, after: str) -> str:
    """From the last sign before the figure on, when that leaves words enough."""
    for sign in reversed(list(_LEAD.finditer(before))):
        clause = before[sign.end() :]
        if len(meaning(f"{clause} {after}")) >= _ENOUGH:
            return clause
    return before


def bare(words: frozenset[str], claim: Claim) -> frozenset[str]:
    """Words that tell one thing from another: without verbs of being and the noun that is counted."""
    return words - LIGHT - meaning(claim.counted.noun if claim.count else "")
