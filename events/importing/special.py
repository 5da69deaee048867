"""Lines whose label the whole document decides: the approval block on top, a theme beside a real agenda."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from events.importing.cleaning import low as lowered
from events.importing.cues import head_of
from events.importing.deadlines import find_deadlines
from events.importing.features import Features
from events.importing.lines import Line

_APPROVED = re.compile(
    r"(?:утверждаю|утвержден[оа]?|согласовано|согласован)\b[^а-я]*$|утверждаю\b"
    r"|утвержден[оаы]?\s(?:приказом|постановлением|распоряжением|решением)\b"
)


def approval_block(lines: list[Line]) -> dict[int, str]:
    """«УТВЕРЖДАЮ …» up to the word «Протокол»: its date and name are not those of the meeting."""
    for index, line in enumerate(lines[:12]):
        if _APPROVED.match(line.low):
            for after in range(index, min(index + 12, len(lines))):
                if re.match(r"протокол\b", lines[after].low):
                    return dict.fromkeys(range(index, after), "residue")
    return {}


def is_term(body: str) -> bool:
    """«В срок до 10 июня 2024 года:», «Постоянно:»: nothing but a term, for all points below."""
    words = body.rstrip()
    if (head_of(lowered(words)) or ("deadline", 0))[0] != "deadline":
        return False  # «По итогам обсуждения решили:»
    found = (
        find_deadlines(words[:-1], date(2000, 1, 1), labelled=True) if words.endswith(":") and len(words) < 90 else []
    )
    rest = words[:-1][: found[0].start] + words[:-1][found[-1].end :] if found else words
    return bool(found) and not re.search(r"[а-яё]{3}", re.sub(r"срок\w*|исполнени\w*", "", lowered(rest)))


def term_headers(lines: list[Line]) -> dict[int, str]:
    """Terms that stand as headings over a list of points."""
    return {
        index: "decision"
        for index, (line, after) in enumerate(pairwise(lines))
        if after.marker is not None and line.kind != "cell" and is_term(line.body.s)
    }


def theme_lines(lines: list[Line], features: list[Features]) -> dict[int, str]:
    """«Тема: …» names the meeting when an agenda follows; alone it is the agenda."""
    heads = [index for index, f in enumerate(features) if f.head == "agenda"]
    themes = [index for index in heads if lines[index].low.startswith("тема")]
    if len(heads) == len(themes):
        return {}
    forced = dict.fromkeys(themes, "title")
    forced.update({index + 1: "title" for index in themes if index + 1 < len(lines) and lines[index + 1].inline})
    return forced
