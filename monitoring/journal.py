"""The journal of values in words: who wrote what, when, instead of what and why. The database itself makes the rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.models import User
from monitoring.framework.vocabulary import State
from monitoring.models import Element, Submission, Value
from monitoring.place_names import call_as_then

Event = Value.pgh_event_model  # type: ignore[attr-defined]
NOTHING = "нет ответа"
SOURCES = {
    "form": "форма",
    "submit": "сдача формы",
    "import": "загрузка из файла",
    "withdrawal": "отзыв загрузки",
    "review": "проверка методиста",
    "lock": "закрытие без исправления",
}


@dataclass(frozen=True)
class Entry:
    """One line of the journal."""

    at: datetime
    submission: Submission
    element: Element
    what: str
    before: str
    after: str
    comment: str
    who: str
    source: str
    reason: str


def events_seen_by(user: User) -> QuerySet[Any]:
    """Events of the forms this person sees, the newest first."""
    return Event.objects.filter(submission__in=Submission.objects.visible_to(user)).order_by("-pgh_id")


def entries_of_answer(submission: Submission, element: Element, most: int = 50) -> list[Entry]:
    """The history of one cell, the newest first; four queries."""
    return told(Event.objects.filter(submission=submission, element=element).order_by("-pgh_id")[:most])


def told(events: "QuerySet[Any] | Iterable[Any]") -> list[Entry]:
    """Events as lines, each with the answer before it; three more queries, whatever the number of lines."""
    if isinstance(events, QuerySet):
        events = events.select_related("element", "submission__campaign", "submission__municipality", "pgh_context")
    rows = list(events)
    call_as_then((row.submission.municipality, row.submission.campaign.year) for row in rows)
    former = _former(rows)
    names = _names(rows)
    return [_entry(row, former.get(row.pgh_id), names) for row in rows]


def _former(rows: list[Any]) -> dict[int, Any]:
    """By the key of an event: the event before it in the same cell."""
    earlier = Event.objects.filter(
        submission=OuterRef("submission"), element=OuterRef("element"), pgh_id__lt=OuterRef("pgh_id")
    ).order_by("-pgh_id")
    found = Event.objects.filter(pgh_id__in=[row.pgh_id for row in rows]).annotate(
        former=Subquery(earlier.values("pgh_id")[:1])
    )
    keys = dict(found.order_by().values_list("pgh_id", "former"))
    events = Event.objects.select_related("element").in_bulk([key for key in keys.values() if key])
    return {key: events[before] for key, before in keys.items() if before in events}


def _names(rows: list[Any]) -> dict[int, str]:
    keys = {key for row in rows if (key := _context(row).get("user"))}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=keys)} if keys else {}


def _entry(row: Any, former: Any, names: dict[int, str]) -> Entry:
    context = _context(row)
    before = None if former is None or former.pgh_label == "delete" else former
    after = None if row.pgh_label == "delete" else row
    return Entry(
        at=row.pgh_created_at,
        submission=row.submission,
        element=row.element,
        what=_what(before, after, is_first=former is None),
        before=_words(before),
        after=_words(after),
        comment=after.comment if after else "",
        who=names.get(context.get("user", 0), "портал"),
        source=SOURCES.get(context.get("source", ""), context.get("source", "")),
        reason=str(context.get("reason") or context.get("file") or ""),
    )


def _what(before: Any, after: Any, *, is_first: bool) -> str:
    if after is None:
        return "ответ убран"
    if before is None:
        return "введено впервые" if is_first else "введено снова"
    if after.state == State.REJECTED and before.state != State.REJECTED:
        return "отклонено при проверке"
    if (before.state, before.amount) != (after.state, after.amount):
        return "изменено"
    if before.comment != after.comment:
        return "изменено пояснение"
    return "пометка методиста" if (before.is_flagged, before.note) != (after.is_flagged, after.note) else "подтверждено"


def _words(event: Any) -> str:
    return NOTHING if event is None else Value(element=event.element, state=event.state, amount=event.amount).printed


def _context(row: Any) -> dict[str, Any]:
    return row.pgh_context.metadata if row.pgh_context_id and row.pgh_context else {}
