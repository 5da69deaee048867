"""Entries of the outline become agenda items with speakers; the decisions get their item's number."""

from __future__ import annotations

import re

from events.importing.draft import AgendaItem, Decision
from events.importing.outline import Entry, Outline, Point
from events.importing.roster import Roster
from events.importing.speakers import each_once, heard_speakers, named_speakers, split_title
from events.importing.values import field_of


def agenda_items(outline: Outline, roster: Roster) -> list[AgendaItem]:
    entries = [entry for entry in outline.entries if entry.title]
    items = []
    for index, entry in enumerate(entries):
        number = entry.number or str(entry.order or index + 1)
        entry.number = number
        title = entry.title[0]
        for part in entry.title[1:]:
            title = title.joined(part)
        title, spoken = split_title(title)
        speakers = [field for text in [*spoken, *entry.speakers] for field in named_speakers(text, roster)]
        speakers = speakers or heard_speakers(entry, roster)
        title = title.strip(" ;:,–-")
        title = (
            title[: len(title) - 1]
            if title.s.endswith(".") and not re.search(r"\b(?:г|гг|др|обл|ул)\.$", title.s)
            else title
        )
        items.append(
            AgendaItem(
                f"a{index + 1}", number, field_of(title.s, title, 0.93, literal=True), each_once(speakers), entry
            )
        )
    return items


def number_decisions(outline: Outline, items: list[AgendaItem], decisions: list[Decision]) -> None:
    """Each decision gets the number of its agenda item, where the document lets one tell."""
    numbers = {item.number for item in items}
    parents = {(point.block, point.number) for point in outline.points if point.number}
    flat = _final_block(outline, decisions)
    alike = _answers(decisions, items) if flat else {}
    inside = {id(d.point.entry) for d in decisions if "." in (d.number or "")}
    for decision in decisions:
        point = decision.point
        first = (point.number or "").split(".")[0]
        nested = "." in (point.number or "")
        if nested and (point.block, first) not in parents and first in _arabic(numbers, items):
            decision.agenda_number = _arabic(numbers, items)[first]
        elif flat and (not nested or (point.block, first) in parents):
            decision.agenda_number = alike.get(decision.key)
        elif point.number and point.number.isdigit() and id(point.entry) in inside:
            decision.agenda_number = _outside(point, outline, items)
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


def _answers(decisions: list[Decision], items: list[AgendaItem]) -> dict[str, str]:
    """A list at the end in which the first point answers the first item and so on: each says its item's words again."""
    if len(decisions) > len(items):
        return {}
    by_order = {item.entry.order: item for item in items}
    found: dict[str, str] = {}
    for decision in decisions:
        number = decision.number or ""
        item = by_order.get(int(number)) if number.isdigit() else None
        if item is None or len(_stems(item.title.value) & _stems(decision.text.value)) < 2:
            return {}
        found[decision.key] = item.number
    return found


def _stems(words: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[а-яё]{4,}", words.lower())}


def _final_block(outline: Outline, decisions: list[Decision]) -> bool:
    """One list of decisions at the end of a meeting that had several items."""
    blocks = {decision.point.block for decision in decisions}
    owners = {id(decision.point.entry) for decision in decisions}
    several = len([entry for entry in outline.entries if entry.title]) > 1
    last = max((decision.start for decision in decisions), default=-1)
    goes_on = any(entry is not None and id(entry) not in owners and text.start > last for entry, text in outline.heard)
    return several and len(blocks) == 1 and len(owners) == 1 and outline.decided_heads == 1 and not goes_on
