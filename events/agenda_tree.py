"""The agenda as a tree: its order, its numbers, its hours. No database here.

A row is whatever has `pk`, `parent_id`, `number`, `starts_at`, `minutes` and `state`. Rows stand in the order of the
list; children follow their parent. Numbers are «1, 1.1, 1.2» or «I, I.1» as the body writes them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
DEEPEST = 3  # an item, its part, a part of the part: deeper than that nobody reads an agenda
WITHDRAWN = "withdrawn"


@dataclass(eq=False)
class Branch:
    """A row with what hangs under it."""

    row: Any
    depth: int
    number: str
    children: "list[Branch]"


@dataclass(frozen=True)
class Slot:
    """Hours in minutes from midnight; `is_early`: the fixed start does not wait for the end of the item before."""

    start: int
    end: int
    is_early: bool = False

    @property
    def starts_at(self) -> time:
        return clock(self.start)

    @property
    def ends_at(self) -> time:
        return clock(self.end)


def roman(number: int) -> str:
    text = ""
    for value, mark in ROMAN:
        while number >= value:
            text, number = text + mark, number - value
    return text


def is_roman(numbers: Iterable[str]) -> bool:
    """The body numbers its items by Roman figures: the first numbered item tells."""
    written = next((number for number in numbers if number.strip(". ")), "")
    return bool(written) and set(written.strip(". ")) <= set("IVX")


def grow(rows: Sequence[Any], *, in_roman: bool = False) -> list[Branch]:
    """The rows as a tree. A row whose parent is not among them stands on the first level."""
    by_parent: dict[int | None, list[Any]] = {}
    known = {row.pk for row in rows}
    for row in rows:
        by_parent.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)

    def level(parent: int | None, prefix: str, depth: int) -> list[Branch]:
        branches = []
        for order, row in enumerate(by_parent.get(parent, []), 1):
            number = f"{prefix}.{order}" if prefix else roman(order) if in_roman else str(order)
            branches.append(Branch(row, depth, number, level(row.pk, number, depth + 1)))
        return branches

    return level(None, "", 1)


def flat(branches: Iterable[Branch]) -> list[Branch]:
    """Top down, children after their parent: the order of positions."""
    found = []
    for branch in branches:
        found += [branch, *flat(branch.children)]
    return found


def height(branch: Branch) -> int:
    return 1 + max((height(child) for child in branch.children), default=0)


def follows_numbers(branches: Iterable[Branch]) -> bool:
    """The written numbers are those of the order; a protocol with numbers of its own keeps them."""
    return all(branch.row.number.strip().rstrip(".") in ("", branch.number) for branch in flat(branches))


def minutes_of(branch: Branch) -> int:
    """An item lasts as long as it says, or as its parts together; a withdrawn one takes no time."""
    if branch.row.state == WITHDRAWN:
        return 0
    parts = sum(minutes_of(child) for child in branch.children)
    return max(branch.row.minutes or 0, parts)


def total_minutes(branches: Iterable[Branch]) -> int:
    return sum(minutes_of(branch) for branch in branches)


def timetable(branches: Iterable[Branch], opens_at: time | None) -> dict[int, Slot]:
    """When each item begins: at its own hour, else when the one before it ends.

    After an item of unknown length nobody knows, until an item names its hour again.
    """
    slots: dict[int, Slot] = {}

    def walk(level: Iterable[Branch], now: int | None) -> int | None:
        for branch in level:
            own = branch.row.starts_at
            begin = of_clock(own) if own else now
            if begin is None or branch.row.state == WITHDRAWN:
                continue
            is_early = own is not None and now is not None and begin < now
            walk(branch.children, begin)
            length = minutes_of(branch)
            now = begin + length if length else None
            slots[branch.row.pk] = Slot(begin, begin + length, is_early)
        return now

    walk(branches, of_clock(opens_at) if opens_at else None)
    return slots


def of_clock(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
