"""Words that protocols, extracts and registers share."""

from datetime import date

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from events.models import AgendaItem, AgendaSpeaker, Attendance, Decision, Dissent, Extension, Meeting, Vote
from events.presence import with_members
from events.terms import BY_DEFAULT
from ui.blocks import Block, paragraph
from ui.words import day_in_words


def loaded(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Everything the builders read, in a bounded number of queries."""
    first_day = Extension.objects.filter(decision=OuterRef("pk")).order_by("old_due_on").values("old_due_on")[:1]
    decisions = Decision.objects.filter(parent=None).select_related(
        "agenda_item", "responsible", "responsible_person", "supervisor"
    )
    decisions = decisions.annotate(day_before_extensions=Subquery(first_day))
    speakers = AgendaSpeaker.objects.select_related("person")
    return (
        with_members(meetings)
        .select_related("council__cluster", "chair", "secretary")
        .prefetch_related(
            Prefetch("attendance", Attendance.objects.select_related("person", "organisation")),
            Prefetch("agenda_items__agenda_speakers", speakers),
            Prefetch("decisions", decisions.prefetch_related("co_executors")),
            Prefetch("votes", Vote.objects.select_related("agenda_item", "decision__agenda_item")),
            Prefetch("dissents", Dissent.objects.select_related("person", "agenda_item", "decision__agenda_item")),
            "appendices",
        )
    )


def sentence(text: str) -> str:
    """With one full stop at the end, also after initials."""
    return text if text.endswith(".") else f"{text}."


def kind_and_council(meeting: Meeting) -> str:
    """«заседания Координационного совета», the second line of the head."""
    kinds = {
        Meeting.Kind.SITTING: "заседания",
        Meeting.Kind.SESSION: "стратегической сессии",
        Meeting.Kind.CORRESPONDENCE: "заочного голосования",
    }
    council = meeting.council.name_genitive or meeting.council.name
    if meeting.kind == Meeting.Kind.WORKING:
        return council if council.startswith("рабочего совещания") else f"рабочего совещания: {council}"
    return f"{kinds[Meeting.Kind(meeting.kind)]} {council}"


def day_and_time(meeting: Meeting) -> str:
    time = f", {meeting.held_at:%H.%M}" if meeting.held_at else ""
    return day_in_words(meeting.held_on) + time


def people_of(meeting: Meeting, *presences: str) -> list[Attendance]:
    return [row for row in meeting.attendance.all() if row.presence in presences]


def with_position(name: str, position: str) -> str:
    return f"{name}, {position}" if position else name


def attendance_line(row: Attendance) -> str:
    return with_position(row.person.short_name, row.position_words)


def speakers_of(item: AgendaItem) -> list[str]:
    return [with_position(row.person.short_name, row.post) for row in item.agenda_speakers.all()]


def item_number(item: AgendaItem) -> str:
    return (item.number or str(item.position)).rstrip(".") + "."


def deadline_line(decision: Decision) -> str:
    """The deadline the meeting set: the very words of the source, or the day before any extension."""
    if decision.deadline_words:
        words = decision.deadline_words.strip().rstrip(".")
        return words if words.lower().startswith("срок") else f"Срок — {words}"
    if decision.deadline_rule.startswith(BY_DEFAULT):  # the meeting named no day
        return ""
    first: date | None = getattr(decision, "day_before_extensions", None)
    due_on = min((day for day in (first, decision.due_on) if day), default=None)
    if due_on:
        return f"Срок — до {due_on:%d.%m.%Y}"
    return f"Срок — {decision.deadline_rule}" if decision.deadline_rule else ""


def decision_blocks(decision: Decision) -> list[Block]:
    """Text of the point, then who and by when, each on its line."""
    number = f"{decision.number.rstrip('.')}. " if decision.number else ""
    lines = [paragraph(number + decision.text)]
    if who := decision.responsible_display:
        lines.append(paragraph(sentence(f"Ответственный: {who}")))
    if others := ", ".join(str(one) for one in decision.co_executors.all()):
        lines.append(paragraph(sentence(f"Соисполнители: {others}")))
    if deadline := deadline_line(decision):
        lines.append(paragraph(sentence(deadline)))
    if decision.supervisor:
        lines.append(paragraph(sentence(f"Контролёр: {decision.supervisor.short_name}")))
    return lines


def state_in_words(decision: Decision) -> str:
    if decision.is_overdue and decision.days_left is not None:
        return f"просрочено, {decision.get_state_display()}"
    return decision.get_state_display()
