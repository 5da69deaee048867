"""Decisions written as cards: «Решение 1» alone on its line, under it «Что сделать: …», «Кто: …», «Когда: …»."""

from __future__ import annotations

import re

from events.importing.lines import Line
from events.importing.markers import Marker
from events.importing.text import Text

_HEAD = re.compile(r"(?:решение|поручение|задача)\s*(?:№\s*)?(\d{1,3}(?:\.\d{1,3})*)\W*$")
_ACT = re.compile(
    r"(?:что (?:сделать|нужно сделать|решили|делать)|задача|действие|поручение|суть|содержание)\s*[:–-]\s*"
)


def cards(lines: list[Line]) -> tuple[list[Line], list[Text]]:
    """The lines with the number of each card set before its act, and the headings it came from."""
    kept: list[Line] = []
    heads: list[Text] = []
    number = ""
    for line in lines:
        head = _HEAD.match(line.text.s.lower()) if line.kind != "cell" else None
        if head:
            number = head[1]
            heads.append(line.text)
            continue
        act = _ACT.match(line.low) if line.marker is None and line.kind != "cell" else None
        if number and line.marker is None:
            path = tuple(int(part) for part in number.split("."))
            line.marker = Marker("nested" if "." in number else "arabic", number, act.end() if act else 0, path)
        elif act and not line.low.startswith(("задача", "поручение")):
            line.marker = Marker("bullet", "", act.end())
        line.body_at = line.marker.length if line.marker else 0
        number = ""
        kept.append(line)
    return kept, heads
