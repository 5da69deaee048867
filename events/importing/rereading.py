"""Headings that mean one thing alone and another beside the rest of the document."""

from __future__ import annotations

import re
from itertools import pairwise

from events.importing.features import Features
from events.importing.lines import Line
from events.importing.style import repeated

_TOLD = frozenset({"heard", "spoke", "noted", "decided"})


def reread(lines: list[Line], features: list[Features]) -> None:
    """Corrects the heads of lines once the whole document is seen."""
    _title_is_no_heading(lines, features)
    _advice_is_told(lines, features)
    _questions_are_agenda(lines, features)


def _title_is_no_heading(lines: list[Line], features: list[Features]) -> None:
    """«РЕШЕНИЕ» above the line that says «Протокол … № 4» is part of the title."""
    for index, f in enumerate(features[:6]):
        below = [line.low for line in lines[index + 1 : index + 5]]
        if f.head == "decided" and any(re.match(r"протокол\b(?!ьн)", one) for one in below):
            f.head, f.head_length = "", 0


def _advice_is_told(lines: list[Line], features: list[Features]) -> None:
    """«Рекомендации:» with «РЕШИЛИ:» below in the same item are words of the discussion, not what was decided."""
    plain = [index for index, f in enumerate(features) if not f.head]
    again = repeated([lines[index] for index in plain], [features[index] for index in plain])
    headings = {plain[at] for at in again}
    heads = [index for index, f in enumerate(features) if f.head == "decided"]
    for first, second in pairwise(heads):
        if not lines[first].low.startswith("рекомендаци") or lines[second].low.startswith("рекомендаци"):
            continue
        between = range(first + 1, second + 1)
        if not any(_opens(lines[at], features[at]) or at in headings for at in between):
            features[first].head, features[first].head_length = "spoke", 0


def _opens(line: Line, f: Features) -> bool:
    return f.head == "heard" or bool(f.ordinal) or line.heading or bool(line.marker and line.marker.kind == "roman")


def _questions_are_agenda(lines: list[Line], features: list[Features]) -> None:
    """A bare «Вопросы» or «Обсудили» above a list, before anything was told, heads the agenda if nothing else does."""
    if any(f.head == "agenda" for f in features):
        return
    for index, (line, f, after) in enumerate(zip(lines, features, lines[1:], strict=False)):
        if (
            re.fullmatch(r"(?:вопросы|обсудили|обсуждали|темы)\W*", line.low)
            and after.marker
            and after.marker.order == 1
        ):
            features[index].head, features[index].head_length = "agenda", len(line.low)
        if f.head in _TOLD or f.head == "agenda":
            return
