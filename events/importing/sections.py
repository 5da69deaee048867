"""Where nothing can have been decided yet: the told part of an item, before its own «РЕШИЛИ»."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from events.importing.features import Features
from events.importing.lines import Line
from events.importing.markers import same_list

REPORTER = re.compile(
    r"(?:со)?докладчик\w*\s*[:–-]|(?:со)?докл\.\s*[:–-]?|(?:со)?доклад[ыа]?\s*:|(?:со)?докладыва\w+\s*[:–-]"
)
_TOLD = frozenset({"heard", "spoke", "noted"})


def told_part(lines: Sequence[Line], features: Sequence[Features], opens_item: Callable[[int], bool]) -> set[int]:
    """Lines before the first decision heading, and from the opening of each later item up to its own heading."""
    told: set[int] = set()
    before = -1
    for index, observed in enumerate(features):
        if observed.head != "decided":
            continue
        start = next(
            (at for at in range(before + 1, index) if features[at].head in _TOLD or opens_item(at)),
            index,
        )
        told |= set(range(0 if before < 0 else start, index))
        before = index
    return told


def agenda_reporters(lines: Sequence[Line], features: Sequence[Features]) -> set[int]:
    """«Докладчик: …», «Содокладчик – …» under the items of the agenda: they belong to the list, not to the course."""
    found: set[int] = set()
    inside, after_item = False, False
    for index, (line, observed) in enumerate(zip(lines, features, strict=True)):
        if observed.head == "agenda":
            inside, after_item = True, False
        elif inside and after_item and line.marker is None and REPORTER.match(line.low) and observed.people:
            found.add(index)
        elif inside and (observed.head or observed.ordinal or line.heading or line.kind == "cell"):
            inside = False
        else:
            after_item = True
    return found


def dissent_part(lines: Sequence[Line], features: Sequence[Features]) -> set[int]:
    """«Особые мнения» and what stands under it: the words of those who voted otherwise decide nothing."""
    found: set[int] = set()
    inside = False
    for index, (line, observed) in enumerate(zip(lines, features, strict=True)):
        if line.low.startswith(("особое мнение", "особые мнения")):
            inside = True
        elif observed.head or observed.ordinal or line.heading or observed.signature:
            inside = False
        if inside:
            found.add(index)
    return found


def told_lists(lines: Sequence[Line], features: Sequence[Features], told: set[int]) -> tuple[set[int], set[int]]:
    """(openings, points) of lists inside a told part: «Среди причин:» and what is counted under it."""
    openings: set[int] = set()
    points: set[int] = set()
    for index, (line, after) in enumerate(pairwise(lines)):
        if index not in told or index + 1 not in told or after.marker is None:
            continue
        if not line.text.s.rstrip().endswith(":") or features[index].head in {"agenda", "present", "absent", "chair"}:
            continue
        if line.marker is not None and line.marker.kind == "roman":
            continue
        if features[index].head in _TOLD and features[index].head_length >= len(line.body) - 1:
            continue  # under a bare «СЛУШАЛИ:» stands the item itself
        openings.add(index)
        points |= _points(lines, index + 1, told)
    return openings, points


def _points(lines: Sequence[Line], first: int, told: set[int]) -> set[int]:
    found = {first}
    last = lines[first].marker
    for index in range(first + 1, len(lines)):
        marker = lines[index].marker
        if index not in told or marker is None or last is None or not same_list(last, marker):
            break
        found.add(index)
        last = marker
    return found
