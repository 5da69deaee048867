"""The clause of a claim: what the sentence says of the figure itself, without its neighbours and asides."""

from __future__ import annotations

import re

from monitoring.note_check.claims import Claim
from monitoring.note_check.words import meaning

_LEAD = re.compile(r"[,;:]\s|\s[–—]\s")
_TAIL = re.compile(r"[,;:.()]|\s[–—]\s")
_ENOUGH = 2
# Verbs that say only that a thing is there; the counted noun itself is compared as a unit.
_LIGHT = meaning(
    "создать открыть действовать работать функционировать организовать назначить имеется располагать провести "
    "проводить получить принять ввести оказать существовать находиться обеспечить открыт проведено создано насчитывать "
    "всего текущий настоящий время сегодня состояние таким образом вывод целом следует необходимо отчет справка "
    "обучаться учиться проживать жить"
)


def core_of(claim: Claim) -> frozenset[str]:
    """Stems of the clause of the figure; of a cell all its words."""
    if claim.sentence is None:
        return claim.words
    first, last = claim.share.start - claim.label_at, claim.share.end - claim.label_at
    before, inside = claim.label[:first], _inside(claim, first, last)
    after = claim.label[last:].lstrip(" )") if not _names_its_base(inside) else ""
    tail = _TAIL.search(after)
    after = after[: tail.start()] if tail else after
    said = meaning(f"{_last_clause(before, after)} {inside} {after}")
    return said if len(said) >= _ENOUGH else meaning(f"{before} {inside} {after}") or claim.words


def _inside(claim: Claim, first: int, last: int) -> str:
    """Words between the count and its percent."""
    percent = claim.percent
    return claim.label[first : percent.end - claim.label_at if percent and claim.share.base else last]


def _names_its_base(inside: str) -> bool:
    """«420 студентов, или 84 % вместимости»: the words after such a percent say what it is of."""
    return bool(
        re.search(r"(?:,\s*(?:или|то есть|т\. ?е\.|что составля\w+|что составил\w*)|[–—]|это)\s*\d[\d,]*\s*%$", inside)
    )


def _last_clause(before: str, after: str) -> str:
    """From the last sign before the figure on, when that leaves words enough."""
    for sign in reversed(list(_LEAD.finditer(before))):
        clause = before[sign.end() :]
        if len(meaning(f"{clause} {after}")) >= _ENOUGH:
            return clause
    return before


def bare(words: frozenset[str], claim: Claim) -> frozenset[str]:
    """Words that tell one thing from another: without verbs of being and the noun that is counted."""
    return words - _LIGHT - meaning(claim.counted.noun if claim.count else "")
