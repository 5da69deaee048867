"""The labelled segments as an outline: head, attendance, agenda entries, decisions with what belongs to each."""

from __future__ import annotations

from dataclasses import dataclass, field

from events.importing.features import Features
from events.importing.lines import Line
from events.importing.tallies import Tally
from events.importing.text import Text


@dataclass(slots=True)
class Entry:
    """An item of the agenda or of the course of the meeting."""

    number: str
    title: list[Text] = field(default_factory=list)
    speakers: list[Text] = field(default_factory=list)  # texts that name speakers
    heard: list[Text] = field(default_factory=list)
    order: int = 0  # place as a number, for «по второму вопросу»
    visited: bool = False
    listed: bool = False  # stood in the agenda

    @property
    def title_text(self) -> str:
        return " ".join(part.s for part in self.title)


@dataclass(slots=True)
class Point:
    """A decision with the lines that belong to it."""

    line: Line
    entry: Entry | None
    block: int  # which decision heading it stands under
    number: str | None
    more: list[Text] = field(default_factory=list)
    extra: list[tuple[str, Text]] = field(default_factory=list)  # (deadline | responsible | control, words)
    header: Point | None = None
    is_header: bool = False
    label_score: float = 1.0
    columns: dict[str, Text] = field(default_factory=dict)  # cells of a table row


@dataclass(slots=True)
class Ballot:
    text: Text
    entry: Entry | None
    point: Point | None
    block: int
    cell: bool = False  # stands in the row of its decision
    tally: Tally | None = None


@dataclass(slots=True)
class Outline:
    head: list[tuple[str, Line, Features]] = field(default_factory=list)
    present: list[tuple[Line, Features]] = field(default_factory=list)
    absent: list[tuple[Line, Features]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    ballots: list[Ballot] = field(default_factory=list)
    heard: list[tuple[Entry | None, Text]] = field(default_factory=list)
    labels: list[Text] = field(default_factory=list)  # headings such as «РЕШИЛИ», explained but valueless
    appendices: list[Text] = field(default_factory=list)
    signatures: list[tuple[Line, Features]] = field(default_factory=list)
    residue: list[Text] = field(default_factory=list)
    decided_heads: int = 0
