"""Entries of the outline become agenda items with speakers; the decisions get their item's number."""

from __future__ import annotations

import re

from events.importing.cleaning import low as lowered
from events.importing.cues import item_ordinal
from events.importing.draft import AgendaItem, Decision
from events.importing.outline import Entry, Outline, Point
from events.importing.people import PersonMatch, find_people
from events.importing.roster import Roster
from events.importing.text import Text
from events.importing.values import Field, field_of

_SPEAKER_TAIL = re.compile(
    r"\s*(?:[(–-]|\.\s|,\s|:\s)?\s*\(?(?:докладчик\w*|докл\.|докладыва\w+|содокладчик\w*|отв\."
    r"|ответственн\w+|выступа\w+|информаци[яю]|инф\.|доклад)\s*(?:[:.–-]\s*|\s)(?=[а-я])"
)
_TOLD = re.compile(
    r"[.!]\s+(?=[А-ЯЁ][^;]{3,60}?\s(?:сообщил|рассказал|доложил|представил|предложил|отметил|выступил"
    r"|пояснил|проинформировал)[аи]?\b)"
)
_HEARD_VERB = re.compile(
    r"(?:за)?слушали?|доложил[аи]?|выступил[аи]?|сообщил[аи]?|докладчик\w*|рассказал[аи]?|представил[аи]?"
)
_ANY_BRACKET = re.compile(r"\(([^()]{4,300})\)\s*\.?$")


def agenda_items(outline: Outline, roster: Roster) -> list[AgendaItem]:
    entries = [entry for entry in outline.entries if entry.title]
    items = []
    for index, entry in enumerate(entries):
        number = entry.number or str(entry.order or index + 1)
        entry.number = number
        title = entry.title[0]
        for part in entry.title[1:]:
            title = title.joined(part)
        title, spoken = _split_title(title)
        speakers = [field for text in [*spoken, *entry.speakers] for field in _speakers(text, roster)]
        speakers = speakers or _heard_speakers(entry, roster)
        title = title.strip(" ;:,–-")
        title = (
            title[: len(title) - 1]
            if title.s.endswith(".") and not re.search(r"\b(?:г|гг|др|обл|ул)\.$", title.s)
            else title
        )
        items.append(
            AgendaItem(f"a{index + 1}", number, field_of(title.s, title, 0.93, literal=True), _once(speakers), entry)
        )
    return items


def _split_title(title: Text) -> tuple[Text, list[Text]]:
    """The topic apart from the speakers written in the same line."""
    told = _TOLD.search(title.s)
    if told:
        return title[: told.start()], [title[told.end() :][:80]] if find_people(
            title.s[told.end() : told.end() + 80]
        ) else []
    low = lowered(title.s)
    tail = _SPEAKER_TAIL.search(low)
    people = find_people(title.s[tail.end() :]) if tail else []
    if tail and people and (people[0].start < 4 or re.search(r"[:.–-]\s*$", title.s[: tail.end()])):
        return title[: tail.start()], [title[tail.end() :]]
    title = title.strip(" ;")
    bracket = _ANY_BRACKET.search(title.s)
    if bracket and (find_people(bracket[1]) or re.fullmatch(r"[А-ЯЁ][а-яё-]+(?:,\s*[А-ЯЁ][а-яё-]+)*", bracket[1])):
        return title[: bracket.start()], [title[bracket.start(1) : bracket.end(1)]]
    people = find_people(title.s)
    glued = re.search(r"[.,;:]?\s?[–-]\s?$", title.s[: people[0].start]) if people and people[0].start > 8 else None
    if glued:
        return title[: glued.start()], [title[people[0].start :]]
    if people and people[-1].end >= len(title.s.rstrip(" .;")) - 1:
        dash = re.search(r"\s[–-]\s(?=[^–]*$)|[.;]\s(?=[^.]*[А-ЯЁ]\.\s?[А-ЯЁ])", title.s[: people[0].start])
        before = title.s[: people[0].start].rstrip()
        if dash:
            return title[: dash.start()], [title[dash.end() :]]
        if before.endswith((".", ",", ":", ";", "–")) and people[0].start > 10:
            return title[: people[0].start].strip(" .,:;–"), [title[people[0].start :]]
    cut = re.search(r"\s[–-]\s*$", title.s[: people[0].start]) if people and people[0].start > 10 else None
    if cut:
        return title[: cut.start()], [title[people[0].start :]]
    return title, []


def _speakers(text: Text, roster: Roster) -> list[Field]:
    people = find_people(text.s)
    found = []
    for person in people:
        case = "accs" if re.match(r"\W*(?:слушали|заслушали)", lowered(text.s)) else ""
        name, score = roster.resolve(person, case)
        found.append(field_of(name, text[person.start : person.end], score))
    if not people:
        for match in re.finditer(r"(?<![а-яёА-ЯЁ])[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?(?=\s*(?:[,;)]|$))", text.s):
            name, score = roster.by_surname(match[0], "nomn")
            found.append(field_of(name, text.match(match), score))
    return found


def _heard_speakers(entry: Entry, roster: Roster) -> list[Field]:
    """Who was heard, when the agenda does not say: «Слушали: Иванову И.И. о …», «выступила И.И. Иванова: …»."""
    for index, text in enumerate(entry.heard[:3]):
        low = lowered(text.s)
        if index and re.fullmatch(r"\W*(?:\d+[.)]\s*)?(?:за)?слушали\W*", lowered(entry.heard[index - 1].s)):
            text, low = entry.heard[index - 1].joined(text), lowered(entry.heard[index - 1].joined(text).s)
        told = find_people(text.s[:60])
        if told and told[0].start < 4 and re.match(r"\s*:", text.s[told[0].end :]):
            name, score = roster.resolve(told[0], "nomn")
            return [field_of(name, text[told[0].start : told[0].end], min(score, 0.8))]
        verb = _HEARD_VERB.search(low[:120])
        if verb is None or (verb[0].startswith("выступ") and not item_ordinal(low)):
            continue
        people = [p for p in find_people(text.s[:600]) if p.start >= verb.end() or p.end <= verb.start()]
        topic = re.search(r"(?<=[\s,–-])(?:о|об|обо|по вопросу|с отчетом|котор\w+|с информацией)\s", low)
        several = topic is not None or verb[0].startswith("докладчик")
        near = [p for p in people if topic is None or p.start < topic.start()]
        near = near[:3] if several else _in_a_row(text.s, near)
        found = []
        for person in near:
            name, score = roster.resolve(person, "accs" if "слуша" in verb[0] else "nomn")
            found.append(field_of(name, text[person.start : person.end], min(score, 0.85)))
        if found:
            return found
    return []


def _in_a_row(s: str, people: list[PersonMatch]) -> list[PersonMatch]:
    """The first person and those right after a comma or «и»."""
    row = people[:1]
    for person in people[1:3]:
        if re.fullmatch(r"\s*(?:,|и)\s*", s[row[-1].end : person.start]):
            row.append(person)
        else:
            break
    return row


def _once(speakers: list[Field]) -> list[Field]:
    seen: dict[str, Field] = {}
    for field in speakers:
        seen.setdefault(field.value, field)
    return list(seen.values())


def number_decisions(outline: Outline, items: list[AgendaItem], decisions: list[Decision]) -> None:
    """Each decision gets the number of its agenda item, where the document lets one tell."""
    numbers = {item.number for item in items}
    parents = {(point.block, point.number) for point in outline.points if point.number}
    flat = _final_block(outline, decisions)
    inside = {id(d.point.entry) for d in decisions if "." in (d.number or "")}
    for decision in decisions:
        point = decision.point
        first = (point.number or "").split(".")[0]
        nested = "." in (point.number or "")
        if nested and (point.block, first) not in parents and first in _arabic(numbers, items):
            decision.agenda_number = _arabic(numbers, items)[first]
        elif point.number and point.number.isdigit() and id(point.entry) in inside:
            decision.agenda_number = _outside(point, outline, items)
        elif flat and not nested:
            decision.agenda_number = None
        else:
            decision.agenda_number = _number(point.entry, items)


def _outside(point: Point, outline: Outline, items: list[AgendaItem]) -> str | None:
    """«3. Контроль …» after the points 2.1 and 2.2 of item 2 belongs to the whole protocol."""
    own = [other for other in outline.points if other.entry is point.entry and other is not point and other.number]
    numbers = [(other.number or "", other.block) for other in own]
    headed = any(number.startswith(f"{point.number}.") for number, _ in numbers)
    ours = point.entry is not None and str(point.entry.order)
    beyond = not headed and ours and all(n.startswith(f"{ours}.") for n, block in numbers if block == point.block)
    return None if beyond else _number(point.entry, items)


def _arabic(numbers: set[str], items: list[AgendaItem]) -> dict[str, str]:
    found = {str(item.entry.order): item.number for item in items if item.entry.order}
    return {**found, **{number: number for number in numbers if number.isdigit()}}


def _number(entry: Entry | None, items: list[AgendaItem]) -> str | None:
    return next((item.number for item in items if item.entry is entry), None)


def _final_block(outline: Outline, decisions: list[Decision]) -> bool:
    """One list of decisions at the end of a meeting that had several items."""
    blocks = {decision.point.block for decision in decisions}
    owners = {id(decision.point.entry) for decision in decisions}
    several = len([entry for entry in outline.entries if entry.title]) > 1
    return several and len(blocks) == 1 and len(owners) == 1 and outline.decided_heads == 1
