"""Votes told by names: «Иванов И.И. – за» line by line, or «За: Иванов И.И., …» and «Против: …»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from events.importing.cleaning import low as lowered
from events.importing.lines import Line
from events.importing.people import find_people
from events.importing.tallies import SIDES, Tally, side_of
from events.importing.text import Text

_VOICE = re.compile(
    r"\s*(?:\([^()]{0,60}\)\s*)?[–:-]\s*[«\"]?(за|против|воздерж\w+)[»\"]?(?=\s*(?:[.;,(]|$)|\s[а-я-]+ [а-я]\.)"
)
_SURNAME_VOICE = re.compile(
    r"\s*[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s*[–:-]\s*[«\"]?(за|против|воздерж\w+)[»\"]?\s*(?:[.;,]|$)"
)
_VOTED = re.compile(r"(?:поименно )?(?:про)?голосовал[аи]?(?: поименно)?\s*[:–-]\s*")
_CELL = re.compile(r"\W*(?:за|против|воздерж\w+)\W*")
_SIDE = re.compile(r"(?:^|(?<=[.;,]\s)|(?<=\.))[«\"]?(за|против|воздерж\w+)[»\"]?\s*(?:проголосовал[аи]?\s*)?[:–-]\s*")
_NOBODY = re.compile(r"\W*(?:нет|никто|ноль|0)?\W*")


def roll_call(lines: list[Line], first: int) -> tuple[int, Tally] | None:
    """(end, tally) of the vote by names that begins with this line; None when none begins here."""
    return _voices(lines, first) or _sides(lines, first)


def tally_in_words(text: str) -> Tally | None:
    """«за – Котов И.И., Лапина А.А.; против – Мохов П.П.» inside a sentence."""
    counts = _sides_of(Line(Text.of(text)))
    return Tally({side: counts.get(side) for side in SIDES}) if counts.get("for") else None


def voice_columns(rows: Sequence[Mapping[int, Line]]) -> list[int]:
    """Columns in which every voter says «за», «против» or «воздержался»."""
    if len(rows) < 3:
        return []
    body = rows[1:]
    return [
        column
        for column in sorted(rows[0])
        if all(column in row and _CELL.fullmatch(lowered(row[column].text.s)) for row in body)
    ]


def tally_of_voices(head: Text, voices: Iterable[str]) -> Tally:
    """Voices of one column; its head says which question they answer: «Вопрос 2», «2», «О графике»."""
    given = [side_of(re.sub(r"\W", "", lowered(voice))) for voice in voices]
    number = re.search(r"\d{1,2}(?:\.\d{1,2})*", head.s)
    worded = re.search(r"[А-Яа-яё]{4}", re.sub(r"вопрос\w*|пункт\w*|решени\w*", "", lowered(head.s)))
    counts = {side: given.count(side) for side in SIDES}
    return Tally(counts, head if worded else None, number[0] if number else "")


def _voices(lines: list[Line], first: int) -> tuple[int, Tally] | None:
    """One voter after another, each with a voice of their own."""
    given: list[str] = []
    end = first
    while end < len(lines) and lines[end].kind != "cell" and (voices := _voices_of(lines[end])):
        given += voices
        end += 1
    if len(given) < 2 or (end - first == 1 and len(given) < 3):
        return None
    return end, Tally({side: given.count(side) for side in SIDES})


def _voices_of(line: Line) -> list[str]:
    """The voices of a line that holds nothing but voters and how they voted."""
    opened = _VOTED.match(line.low)
    text = line.body.s[opened.end() if opened else 0 :]
    if voices := _surname_voices(text):
        return voices
    people = find_people(text)
    found: list[str] = []
    last = 0
    for person in people:
        voice = _VOICE.match(lowered(text), person.end)
        if voice is None or re.search(r"[а-яё]{3}", text[last : person.start]):
            return []
        found.append(side_of(voice[1]))
        last = voice.end()
        if aside := re.match(r"\s*\([^()]*\)", text[last:]):  # «– против (особое мнение прилагается)»
            last += aside.end()
    return [] if re.search(r"[а-яё]{3}", text[last:]) else found


def _surname_voices(text: str) -> list[str]:
    """«Аверин – за, Блинов – против»: surnames alone, and nothing else on the line."""
    found: list[str] = []
    at = 0
    while voice := _SURNAME_VOICE.match(text, at):
        found.append(side_of(voice[1]))
        at = voice.end()
    return [] if text[at:].strip() else found


def _sides(lines: list[Line], first: int) -> tuple[int, Tally] | None:
    """Each side with the names of those who took it."""
    counts: dict[str, int | None] = dict.fromkeys(SIDES)
    named = False
    end = first
    while end < len(lines) and lines[end].kind != "cell" and (sides := _sides_of(lines[end])):
        if any(counts[side] is not None for side in sides):
            break  # the next vote begins
        named = named or any(names for names in sides.values())
        counts |= sides
        end += 1
    return (end, Tally(counts)) if named and counts["for"] is not None else None


def _sides_of(line: Line) -> dict[str, int]:
    """Names counted on each side; nothing when a side tells its count in figures or tells anything else."""
    text = line.body.s
    heads = list(_SIDE.finditer(lowered(text)))
    if not heads or heads[0].start():
        return {}
    found = {}
    for head, end in zip(heads, [*(other.start() for other in heads[1:]), len(text)], strict=True):
        names = text[head.end() : end]
        people = find_people(names)
        rest = "".join(c for at, c in enumerate(names) if not any(p.start <= at < p.end for p in people))
        if re.search(r"\d|[а-яё]{3}", rest) if people else not _NOBODY.fullmatch(lowered(names)):
            return {}
        found[side_of(head[1])] = len(people)
    return found
