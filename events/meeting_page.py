"""What the page of a meeting shows, read in a bounded number of queries and put together item by item."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject

from events.agenda_tree import Branch, Slot, clock, grow, minutes_of, of_clock, timetable, total_minutes
from events.models import (
    AgendaItem,
    AgendaMaterial,
    AgendaSpeaker,
    Attendance,
    Decision,
    Dissent,
    Meeting,
    MeetingInvitation,
    Nomination,
    Protocol,
    Vote,
)
from events.presence import people_there, with_members
from events.quorum import result_in_words


@dataclass
class ItemRow:
    """An item with all that the meeting said about it, and its parts."""

    item: AgendaItem
    depth: int
    slot: Slot | None = None
    decisions: list[Decision] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)
    dissents: list[Dissent] = field(default_factory=list)
    children: "list[ItemRow]" = field(default_factory=list)

    @property
    def level(self) -> str:
        """Heading of the item: the page itself has the first two levels."""
        return f"h{min(self.depth + 2, 6)}"

    @property
    def later(self) -> list[dict[str, Any]]:
        """Items of other meetings that took this one over."""
        rows: list[dict[str, Any]] = self.item.carried_rows  # type: ignore[attr-defined]
        return [{**row, "held_on": date.fromisoformat(row["held_on"])} for row in rows]


def protocol_heads() -> Prefetch:
    """Protocols without their long texts."""
    return Prefetch("protocols", Protocol.objects.defer("content", "source_text").order_by("version"))


def loaded(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    decided = Decision.objects.filter(parent=None)  # parts are handed on later and stand on the page of the whole
    decisions = decided.select_related("responsible", "responsible_person", "agenda_item")
    return (
        with_members(meetings)
        .select_related("council", "chair", "secretary", "event")
        .annotate(
            invitation_count=_number(MeetingInvitation.objects.filter(meeting=OuterRef("pk"))),
            nomination_count=_number(Nomination.objects.filter(agenda_item__meeting=OuterRef("pk"))),
        )
        .prefetch_related(
            protocol_heads(),
            Prefetch("attendance", Attendance.objects.select_related("person", "organisation")),
            Prefetch("agenda_items", _items()),
            Prefetch("agenda_items__agenda_speakers", AgendaSpeaker.objects.select_related("person")),
            Prefetch("decisions", decisions),
            Prefetch("votes", Vote.objects.select_related("decision__agenda_item")),
            Prefetch("dissents", Dissent.objects.select_related("person", "decision__agenda_item")),
            "appendices",
        )
    )


def rows_of(meeting: Meeting) -> list[ItemRow]:
    """The agenda as a tree. Everything is read already."""
    branches = grow(list(meeting.agenda_items.all()))
    slots = timetable(branches, meeting.held_at)
    present = len(people_there(meeting.attendance.all()))
    for vote in meeting.votes.all():
        by_ballots = meeting.kind == Meeting.Kind.CORRESPONDENCE
        vote.result = result_of(vote, present, by_ballots=by_ballots)  # type: ignore[attr-defined]

    def row_of(branch: Branch) -> ItemRow:
        pk = branch.row.pk
        return ItemRow(
            branch.row,
            branch.depth,
            slots.get(pk),
            [one for one in meeting.decisions.all() if one.agenda_item_id == pk],
            [one for one in meeting.votes.all() if one.agenda_item_id == pk],
            [one for one in meeting.dissents.all() if one.agenda_item_id == pk],
            [row_of(child) for child in branch.children],
        )

    return [row_of(branch) for branch in branches]


def result_of(vote: Vote, present: int, *, by_ballots: bool = False) -> str:
    """In words, where the numbers are known."""
    if vote.for_count is None or not present:
        return ""
    return result_in_words(vote.for_count, present=present, by_ballots=by_ballots)


def length_in_words(meeting: Meeting) -> str:
    """«1 ч 20 мин, до 15:20»; a warning when the hour of the end comes earlier."""
    branches = grow(list(meeting.agenda_items.all()))
    minutes = total_minutes(branches)
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    told = " ".join(part for part in (f"{hours} ч" if hours else "", f"{rest} мин" if rest else "") if part)
    slots = timetable(branches, meeting.held_at)
    held = [branch for branch in branches if branch.row.state != AgendaItem.State.WITHDRAWN]
    if any(branch.row.pk not in slots or not minutes_of(branch) for branch in held):
        return f"{told}, не для всех вопросов указано время"
    end = max(slots[branch.row.pk].end for branch in held)
    told = f"{told}, до {clock(end):%H:%M}"
    if meeting.ends_at and end > of_clock(meeting.ends_at):
        told += f": дольше, чем идёт заседание (до {meeting.ends_at:%H:%M})"
    return told


def _items() -> QuerySet[AgendaItem]:
    """Materials and later items come as columns: lists of short rows need no query of their own."""
    materials = AgendaMaterial.objects.filter(agenda_item=OuterRef("pk")).order_by("pk")
    carried = AgendaItem.objects.filter(carried_from=OuterRef("pk")).order_by("meeting__held_on", "pk")
    return AgendaItem.objects.select_related("carried_from__meeting").annotate(
        material_rows=ArraySubquery(materials.values(row=JSONObject(pk="pk", title="title", file="file", link="link"))),
        carried_rows=ArraySubquery(
            carried.values(
                row=JSONObject(pk="pk", title="title", meeting=F("meeting_id"), held_on=F("meeting__held_on"))
            )
        ),
    )


def _number(rows: QuerySet[Any]) -> Any:
    return Coalesce(Subquery(rows.order_by().values(group=Value(1)).annotate(n=Count("pk")).values("n")), 0)
