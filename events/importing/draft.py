"""The draft: what was read, field by field, ready for a person's review."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from events.importing.outline import Entry, Point
from events.importing.reading.source import Source
from events.importing.values import Field, Warning_


@dataclass(slots=True)
class AgendaItem:
    key: str
    number: str
    title: Field
    speakers: list[Field]
    entry: Entry
    state: str = "considered"


@dataclass(slots=True)
class Decision:
    key: str
    agenda_number: str | None
    number: str | None
    text: Field
    kind: str
    point: Point
    start: int
    end: int
    header: Field | None = None
    responsible: list[Field] = field(default_factory=list)
    controller: Field | None = None
    deadlines: list[Field] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)

    @property
    def deadline(self) -> Field | None:
        return self.deadlines[0] if self.deadlines else None

    @property
    def on_control(self) -> bool:
        return self.kind in {"assignment", "recommendation"}


@dataclass(slots=True)
class Draft:
    filename: str
    source: Source
    fields: dict[str, Field | None] = field(default_factory=dict)
    attendees: list[Field] = field(default_factory=list)
    absent: list[Field] = field(default_factory=list)
    agenda: list[AgendaItem] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    implied: list[Field] = field(default_factory=list)
    votes: list[Field] = field(default_factory=list)
    appendices: list[Field] = field(default_factory=list)
    warnings: list[Warning_] = field(default_factory=list)
    labels: list[tuple[int, int]] = field(default_factory=list)
    heard: list[tuple[str | None, int, int]] = field(default_factory=list)
    stated_count: Field | None = None

    @property
    def source_text(self) -> str:
        return self.source.text

    def as_json(self) -> dict[str, Any]:
        """The plain record of design section 7."""
        from events.importing.export import plain

        return plain(self)

    def as_review(self) -> dict[str, Any]:
        """Everything the review page shows; the shape is described in the docstring of the package."""
        from events.importing.export import review

        return review(self)
