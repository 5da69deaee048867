"""What the whole document does, for the weights of its single lines: headings, numbering, lists, told parts."""

from __future__ import annotations

import re
from itertools import pairwise

from events.importing.features import Features
from events.importing.lines import Line
from events.importing.markers import same_list
from events.importing.sections import agenda_reporters, dissent_part, told_lists, told_part

_COURSE = frozenset({"heard", "spoke", "noted", "decided"})


class Style:
    """What the whole document does: has it decision headings, which numbers its items carry, where lists run."""

    def __init__(self, lines: list[Line], features: list[Features]) -> None:
        self.decided_heads = sum(f.head == "decided" for f in features)
        self.government = self.decided_heads == 0
        self.romans = len({line.marker.number for line in lines if line.marker and line.marker.kind == "roman"}) > 1
        self.in_list = _lists(lines)
        self.bold_numbered = _bold_numbered(lines)
        self.repeated = repeated(lines, features)
        self.above_decided = _above_decided(lines, features)
        self.told = told_part(lines, features, lambda at: self._opens_item(lines[at], features[at], at))
        self.told |= dissent_part(lines, features)
        self.reporters = agenda_reporters(lines, features)
        self.told_openings, self.told_points = told_lists(lines, features, self.told)
        self.with_speakers = {i for i, f in enumerate(features[1:]) if f.bracketed and not features[i].bracketed}

    def _opens_item(self, line: Line, f: Features, index: int) -> bool:
        roman = self.romans and line.marker is not None and line.marker.kind == "roman"
        again = index in self.repeated and f.kind in {"topic", ""}
        return roman or line.heading or bool(f.ordinal) or again


def _above_decided(lines: list[Line], features: list[Features]) -> set[int]:
    """«3. Следующая встреча» right above a bare «Решили:» heads an item, whatever was decided before it."""
    return {
        index
        for index, (line, f, after) in enumerate(zip(lines, features, features[1:], strict=False))
        if line.marker and line.marker.kind in {"arabic", "roman"} and not f.head and f.kind in {"", "topic"}
        and not f.people and (index == 0 or features[index - 1].head not in {"heard", "spoke"})
        and after.head == "decided" and after.head_length >= len(lines[index + 1].body) - 1
    }  # fmt: skip


def repeated(lines: list[Line], features: list[Features]) -> set[int]:
    """Lines that say an earlier line again: the heading of an item whose title stood in the agenda.

    Two points of one list may begin alike («О заявлении гражданина К.») and are no heading of each other; neither
    are two sentences of the discussion."""
    seen: dict[str, list[tuple[str, int]]] = {}
    found: set[int] = set()
    begun = next((index for index, f in enumerate(features) if f.head in _COURSE), len(lines))
    for index, (line, run) in enumerate(zip(lines, _runs(lines), strict=True)):
        key = re.sub(r"[^а-я0-9]", "", line.low)[:40]
        if len(key) < 10:
            continue
        alike = [one for one in seen.get(key[:10], ()) if key.startswith(one[0][:28]) or one[0].startswith(key[:28])]
        if any(not run or run != other for _, other in alike):
            found.add(index)
            begun = min(begun, index) if line.marker else begun
        if index < begun or line.marker or line.heading or line.bold or line.kind == "cell":
            seen.setdefault(key[:10], []).append((key, run))
    return found


def _runs(lines: list[Line]) -> list[int]:
    """Number of the list a line stands in: its points go up by one; 0 for lines outside of any list."""
    runs: list[int] = []
    last: dict[str, tuple[int, int]] = {}  # kind of marker → number of its last point, list
    for line in lines:
        marker = line.marker
        if marker is None or marker.kind == "bullet" or len(marker.path) != 1:
            runs.append(0)
            continue
        order, run = last.get(marker.kind, (0, 0))
        if not run or marker.order != order + 1:
            run = len(runs) + 1
        last[marker.kind] = marker.order, run
        runs.append(run)
    return runs


def _bold_numbered(lines: list[Line]) -> set[int]:
    """Numbered lines in bold among plain ones are headings of items, when there is more than one."""
    numbered = {i for i, line in enumerate(lines) if line.marker and line.marker.kind in {"arabic", "roman"}}
    bold = {i for i in numbered if lines[i].bold and len(lines[i].text) < 160 and not lines[i].text.s.endswith(";")}
    marked = sum(line.marker is not None and line.kind != "cell" for line in lines)
    return bold if 1 < len(bold) < marked else set()


def _lists(lines: list[Line]) -> set[int]:
    """Lines that stand right beside the next or the previous point of their list: no headings of items."""
    found: set[int] = set()
    for index, (before, after) in enumerate(pairwise(lines)):
        if before.marker and after.marker and same_list(before.marker, after.marker):
            found |= {index, index + 1}
    return found
