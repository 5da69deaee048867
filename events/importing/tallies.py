"""Votes counted in cells: columns «За», «Против», «Воздержались» hold numbers, or a mark beside each name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from events.importing.cleaning import low as lowered
from events.importing.numerals import number_of
from events.importing.text import Text

SIDES = ("for", "against", "abstained")
_NONE = re.compile(r"(?:–|-|нет|ноль|0)?")


@dataclass(frozen=True, slots=True)
class Tally:
    counts: Mapping[str, int | None]
    question: Text | None = None  # what the vote was about, when its row says so
    number: str = ""


def tally_of(cells: Mapping[str, Text]) -> Tally | None:
    """Counts of one row by the kinds of its columns."""
    counts = {side: _count(cells[side].s) for side in SIDES if side in cells}
    if counts.get("for") is None:
        return None
    question = cells.get("question") or cells.get("decision")
    return Tally({side: counts.get(side) for side in SIDES}, question, cells["number"].s if "number" in cells else "")


def tally_of_names(rows: Iterable[Mapping[str, Text]], kinds: Iterable[str]) -> Tally:
    """Marks under each side, one row per voter."""
    held = list(rows)
    sides = set(kinds)
    marks = {side: [row[side].s.strip() for row in held if side in row] for side in SIDES}
    given = {side: sum(not _NONE.fullmatch(lowered(mark)) for mark in marks[side]) for side in SIDES}
    return Tally({side: given[side] if side in sides else None for side in SIDES})


def side_of(word: str) -> str:
    """The side a voice takes: «за», «против», «воздержалась»."""
    return "for" if word.startswith("за") else "against" if word.startswith("против") else "abstained"


def _count(words: str) -> int | None:
    words = lowered(words).strip(" .")
    if _NONE.fullmatch(words):
        return 0
    match = re.match(r"(\d{1,4}|[а-я]+)\b", words)
    return number_of(match[1]) if match else None
