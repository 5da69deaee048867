"""A long record is reviewed part by part: whole agenda items with their decisions, so that a page stays light."""

from dataclasses import dataclass, field
from typing import Any

Record = dict[str, Any]
Row = dict[str, Any]
# A page of one part holds about this many items and decisions.
MOST_IN_PART = 24


@dataclass
class Section:
    """An agenda item with its decisions and votes; without an item, everything that stands outside the agenda."""

    item: Row | None
    decisions: list[Row] = field(default_factory=list)
    votes: list[Row] = field(default_factory=list)
    is_continued: bool = False

    @property
    def key(self) -> str:
        return self.item["key"] if self.item else ""

    @property
    def rows(self) -> list[Row]:
        own = [self.item] if self.item and not self.is_continued else []
        return [*own, *self.decisions, *self.votes]


@dataclass
class Part:
    number: int
    sections: list[Section]

    @property
    def keys(self) -> set[str]:
        return {row["key"] for section in self.sections for row in section.rows}


def item_of(row: Row, record: Record) -> str:
    """The item a decision stands in; decisions of a removed item stand outside until it is restored."""
    return row["agenda"] if row["agenda"] in _kept_items(record) else ""


def sort_decisions(record: Record) -> None:
    """Decisions in the order of the page: by item, and inside an item as they stood."""
    order = {row["key"]: position for position, row in enumerate(record["agenda"])}
    record["decisions"].sort(key=lambda row: order.get(item_of(row, record), len(order)))


def sections_of(record: Record) -> list[Section]:
    sections = [Section(item) for item in record["agenda"]]
    outside = Section(None)
    by_key = {section.key: section for section in sections if not section.item or not section.item["removed"]}
    for row in record["decisions"]:
        by_key.get(row["agenda"], outside).decisions.append(row)
    homes = {row["key"]: by_key.get(row["agenda"], outside) for row in record["decisions"]}
    for vote in record["votes"]:
        (homes.get(vote["subject"]) or by_key.get(vote["subject"], outside)).votes.append(vote)
    return [*sections, outside]


def parts_of(record: Record, most: int = MOST_IN_PART) -> list[Part]:
    """Every row stands in exactly one part; an item with very many decisions goes on in the next part."""
    parts: list[Part] = [Part(1, [])]
    room = most
    for section in sections_of(record):
        pieces = _pieces(section, most)
        for piece in pieces:
            weight = len(piece.rows)
            if weight > room and parts[-1].sections:
                parts.append(Part(len(parts) + 1, []))
                room = most
            parts[-1].sections.append(piece)
            room -= weight
    return parts


def part_of(record: Record, key: str) -> int:
    """Number of the part that shows this row."""
    return next((part.number for part in parts_of(record) if key in part.keys), 1)


def _pieces(section: Section, most: int) -> list[Section]:
    if len(section.rows) <= most:
        return [section]
    size = most - 2
    cuts = [section.decisions[at : at + size] for at in range(0, len(section.decisions), size)] or [[]]
    pieces = [Section(section.item, rows, [], is_continued=index > 0) for index, rows in enumerate(cuts)]
    shown = {row["key"]: piece for piece in pieces for row in piece.decisions}
    for vote in section.votes:
        shown.get(vote["subject"], pieces[-1]).votes.append(vote)
    return pieces


def _kept_items(record: Record) -> set[str]:
    return {row["key"] for row in record["agenda"] if not row["removed"]}
