"""Lines whose label the whole document decides: the approval block on top, a theme beside a real agenda."""

from __future__ import annotations

import re

from events.importing.features import Features
from events.importing.lines import Line

_APPROVED = re.compile(r"(?:утверждаю|утвержден[оа]?|согласовано|согласован)\b[^а-я]*$|утверждаю\b")


def approval_block(lines: list[Line]) -> dict[int, str]:
    """«УТВЕРЖДАЮ …» up to the word «Протокол»: its date and name are not those of the meeting."""
    for index, line in enumerate(lines[:12]):
        if _APPROVED.match(line.low):
            for after in range(index, min(index + 12, len(lines))):
                if re.match(r"протокол\b", lines[after].low):
                    return dict.fromkeys(range(index, after), "residue")
    return {}


def theme_lines(lines: list[Line], features: list[Features]) -> dict[int, str]:
    """«Тема: …» names the meeting when an agenda follows; alone it is the agenda."""
    heads = [index for index, f in enumerate(features) if f.head == "agenda"]
    themes = [index for index in heads if lines[index].low.startswith("тема")]
    if len(heads) == len(themes):
        return {}
    forced = dict.fromkeys(themes, "title")
    forced.update({index + 1: "title" for index in themes if index + 1 < len(lines) and lines[index + 1].inline})
    return forced
