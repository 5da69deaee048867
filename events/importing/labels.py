"""Weights: how much each observation speaks for each label of a segment."""

from __future__ import annotations

import re

from events.importing.dates import find_day
from events.importing.features import Features
from events.importing.lines import Line
from events.importing.style import Style

_TOLD = re.compile(
    r"(?<![а-я])(?:предложил|сообщил|отметил|доложил|рассказал|выступил|пояснил|напомнил|представил"
    r"|проинформировал|поблагодарил)[аи]?(?![а-я])"
)
_OPENED = re.compile(
    r"открыл[аи]? (?:и (?:ведет|вел[аи]?) )?(?:заседание|собрание|совещание|встречу)"
    r"|(?:заседание|собрание|совещание|встречу) открыл[аи]? (?:[а-я-]+ ){0,4}?[а-я-]+ [а-я]\. ?[а-я]\."
)
_WROTE = re.compile(r"исп(?:олнитель|олнила?|\.)\W.{5,80}?(?:тел\b|т\.|\(?\d{2,4}\)?[ -]?\d\d-?\d\d)")
_NEXT_MEETING = re.compile(
    r"(?:следующ|очередн)\w+ (?:заседание|встреча|совещание|собрание)(?:\s*[:–-]| состоится| назначен)"
)
LABELS = (
    "title", "dateline", "chair", "secretary", "present", "absent", "agenda_head", "agenda", "item", "heard", "spoke",
    "noted", "decided", "decision", "more", "deadline", "responsible", "control", "vote", "appendix", "signature",
    "residue",
)  # fmt: skip
HEAD_LABELS = frozenset({"decided", "vote", "deadline", "responsible", "appendix", "agenda_head", "control"})
_HEAD_WEIGHTS: dict[str, dict[str, float]] = {
    "absent": {"absent": 8},
    "agenda": {"agenda_head": 8},
    "vote": {"vote": 7},
    "decided": {"decided": 8},
    "heard": {"heard": 6},
    "spoke": {"spoke": 6},
    "noted": {"noted": 5},
    "deadline": {"deadline": 7},
    "responsible": {"responsible": 7},
    "control": {"control": 3, "decision": 3},
    "secretary": {"secretary": 5, "signature": 3, "present": 1.5},
    "chair": {"chair": 5, "signature": 3, "present": 2.5},
    "present": {"present": 7},
    "appendix": {"appendix": 6},
}


def emissions(line: Line, f: Features, style: Style, index: int) -> dict[str, float]:
    score = dict.fromkeys(LABELS, 0.0)
    for label, weight in _HEAD_WEIGHTS.get(f.head, {}).items():
        score[label] += weight
    _heads(line, f, score)
    _heading(line, f, score)
    _people(line, f, score)
    _opening(line, score)
    _points(line, f, score, style)
    _prose(line, f, score)
    _around(line, f, score, style, index)
    _told(score, style, index)
    _day_below(line, f, score, index)
    return score


def _heads(line: Line, f: Features, score: dict[str, float]) -> None:
    score["residue"] += 30 if f.position > 0.7 and _WROTE.match(line.low) else 0  # «Исп. Котова И.И., тел. 2-14-55»
    if (
        f.head in {"chair", "secretary"}
        and line.body.s[:1].islower()
        and not re.match(r"[а-я]+(?: [а-я]+)?\s*:", line.low)
    ):
        score[f.head] -= 4
        score["present"] += 2
    for label in HEAD_LABELS.difference(_HEAD_WEIGHTS.get(f.head, ())) if f.head else ():
        score[label] -= 9
    if f.head in {"heard", "decided", "agenda", "absent"}:
        for label in ("decision", "agenda", "item"):
            score[label] -= 9


def _around(line: Line, f: Features, score: dict[str, float], style: Style, index: int) -> None:
    """What the neighbours and the rest of the document say."""
    if style.government and line.marker is None and f.kind == "" and not f.head:
        score["decision"] -= 2.5
    if index in style.with_speakers and f.kind in {"topic", ""} and not f.head:
        score["item"] += 3.5
        score["agenda"] += 1.5
    if index in style.repeated and f.kind in {"topic", ""} and not f.head and f.people_share < 0.6:
        score["item"] += 4
        score["agenda"] -= 4
    elif line.marker is None and not f.bracketed and len(line.text) > 60 and f.kind != "topic":
        score["agenda"] -= 1.5
    if index in style.bold_numbered and f.kind in {"topic", ""} and not f.head:
        score["item"] += 3
        score["decision"] -= 3
    if index in style.above_decided:
        score["item"] += 4
        score["decision"] -= 6
    if index in style.in_list and index not in style.repeated:
        score["item"] -= 5
    score["agenda"] += 18 if index in style.reporters else 0
    if style.romans and line.marker and line.marker.kind in {"arabic", "paren", "bullet", "letter", "nested"}:
        score["item"] -= 4


def _told(score: dict[str, float], style: Style, index: int) -> None:
    """Where nothing can have been decided yet."""
    if index in style.told and index not in style.repeated:
        score["decision"] -= 6
    if index in style.told_openings or index in style.told_points:
        score["item"] -= 6
        score["agenda"] -= 3
        score["decision"] -= 6
        score["heard"] += 3


def _day_below(line: Line, f: Features, score: dict[str, float], index: int) -> None:
    """A short protocol under a long heading: its day stands far down."""
    if index < 8 and f.position >= 0.25 and f.has_day and not f.head and _is_day(line):
        score["dateline"] += 4.5 + (5 if f.position > 0.3 else 0)


def _is_day(line: Line) -> bool:
    day = find_day(line.low, 0, None, search=True)
    return day is not None and day.end - day.start > 0.5 * len(line.low)


def _heading(line: Line, f: Features, score: dict[str, float]) -> None:
    low = line.low
    if (
        re.match(r"(?:[^/:.]{2,40}\s/\s)?протокол\b", low)
        and f.position < 0.3
        and f.people_share < 0.5
        and not re.match(r"протокол (?:вел|составил)", low)
    ):
        score["title"] += 7
    if (
        re.match(
            r"(?:заседани|рабоче|совещани|общего|очередного|внеочередного|расширенного|заочного|публичных|собрани)", low
        )
        and f.position < 0.2
    ):
        score["title"] += 2
    if f.caps and f.position < 0.15:
        score["title"] += 1.5
    if f.position < 0.03 and not f.head:
        score["title"] += 1
    _dateline(line, f, score)
    _signature(line, f, score)


def _dateline(line: Line, f: Features, score: dict[str, float]) -> None:
    low = line.low
    if f.position < 0.25 and len(line.text) < 120:
        if f.has_day:
            score["dateline"] += 4.5
        if f.has_time and not f.people:
            score["dateline"] += 3
        if re.match(r"(?:г\.|гор\.|город|пос\.|с\.|п\.)\s?[а-я]", low) or re.match(r"№\s?\S+", low):
            score["dateline"] += 3.5
    if re.match(r"(?:дата|время|место|форма|формат|начало|окончание|номер|способ)\b[^.]{0,60}[:–-]", low):
        score["dateline"] += 6


def _signature(line: Line, f: Features, score: dict[str, float]) -> None:
    if f.kind in {"topic", "object"} and not f.people and not f.signature:
        score["signature"] -= 3
    if f.signature:
        score["signature"] += 6 if f.position > 0.6 else 3 if f.position > 0.3 else 0
    if (
        f.position > 0.75
        and f.people
        and len(line.text) < 160
        and not line.marker
        and f.people[-1].end >= len(line.body) - 2
    ):
        score["signature"] += 2.5 + (1.5 if f.people[-1].form == "initials_first" else 0)


def _people(line: Line, f: Features, score: dict[str, float]) -> None:
    if f.bracketed:
        score["signature"] -= 5
        score["more"] -= 4
        score["present"] -= 2
        score["item"] += 1
        score["agenda"] += 1
        score["heard"] -= 1
        score["decision"] -= 4
    if (f.told or _TOLD.search(line.low)) and not f.head and not f.ordinal:
        score["present"] -= 7
        score["absent"] -= 7
        score["heard"] += 3 if line.marker is None else 0
        score["item"] -= 4
        score["decision"] -= 4 if f.told else 0
    if not f.people:
        if f.head not in {"present", "absent"}:
            score["present"] -= 1.0
            score["absent"] -= 1.0
        return
    starts = f.people[0].start < 3 or bool(re.match(r"[а-яё ]{3,80}[:–-]\s", line.low[: f.people[0].start + 2]))
    if (f.kind in {"", "topic"} and f.people_share > 0.35) or (len(f.people) >= 3 and f.people_share > 0.25):
        for label in ("present", "absent"):
            score[label] += 2.5
    elif f.kind == "" and starts and len(line.text) < 300:
        for label in ("present", "absent"):
            score[label] += 2.0
    if f.kind != "addressee" and f.people_share > 0.3:
        score["decision"] -= 2


def _opening(line: Line, score: dict[str, float]) -> None:
    """«Заседание открыл Котов И.И. Он сообщил, что …» is told, though it stands among the lines of the head."""
    if _OPENED.match(line.low):
        score["heard"] += 3
        score["present"] -= 8
        for label in ("title", "dateline") if len(line.text) > 70 else ():
            score[label] -= 8


def _points(line: Line, f: Features, score: dict[str, float], style: Style) -> None:
    marker = line.marker
    if f.head == "deadline" and marker is not None and marker.number:
        score["deadline"] -= 6
        score["decision"] += 4
    if f.kind == "object":
        score["decision"] += 1.0
    if f.kind in {"infinitive", "decision_verb", "addressee"}:
        score["decision"] += 3.0 if f.kind == "decision_verb" else 2.5
        score["agenda"] -= 2.5
        score["item"] -= 3
        score["signature"] -= 3
        score["present"] -= 2
    if f.kind == "topic":
        score["agenda"] += 2.5
        score["item"] += 2.0
        score["decision"] -= 1.5 if marker is not None else 3.5
    if marker is not None:
        score["decision"] += 1.2
        score["agenda"] += 1.2
        score["item"] += 1.0 if marker.kind != "bullet" else -2
        score["more"] += 1.0 if marker.kind in {"bullet", "letter"} else 0
        if marker.kind == "roman":
            score["item"] += 2.5
            score["decision"] -= 2
    else:
        score["agenda"] -= 0.8
        score["item"] -= 1.0
    if f.ordinal and f.head not in {"vote"}:
        score["item"] += 10 if f.ordinal[1] >= len(line.low) - 1 else 6  # nothing but «По вопросу 1» stands there
        score["heard"] += 2 if f.head == "heard" else 0
    if line.bold and marker is None and f.kind == "topic" and not f.head and len(line.text) < 160:
        score["item"] += 3
    if line.heading or (line.bold and marker is not None and f.kind in {"topic", ""}):
        score["item"] += 1.5 if line.heading else 3


def _prose(line: Line, f: Features, score: dict[str, float]) -> None:
    length = len(line.text)
    if _NEXT_MEETING.match(line.low) and f.kind != "object":
        score["decision"] -= 8
        score["heard"] += 3
    if not f.head and length > 160:
        score["heard"] += 1.0
        for label in ("signature", "dateline", "chair", "secretary", "title"):
            score[label] -= 3
    if not f.head:
        for label in ("decided", "vote", "deadline", "responsible", "appendix", "agenda_head", "control"):
            score[label] -= 9
        for label in ("chair", "secretary", "spoke", "noted"):
            score[label] -= 3
    if f.kind == "" and not line.marker and not f.people:
        score["heard"] += 0.6
        score["more"] += 0.3
    if f.position > 0.3:
        score["title"] -= 6
        score["dateline"] -= 5
        score["chair"] -= 2
    if length < 3:
        score["residue"] += 3
