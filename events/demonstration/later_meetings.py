"""Meetings of the councils around today, with decisions in every state."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pghistory
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from cluster.models import Organisation
from events.actions.attendance import AttendanceLine, set_attendance
from events.actions.meetings import sign_protocol
from events.demonstration.decisions import MEETINGS, DecisionLine, MeetingLine
from events.demonstration.people import coordinator, council, organisations, person
from events.models import (
    AgendaItem,
    AgendaSpeaker,
    Appendix,
    CoExecutor,
    Decision,
    Evidence,
    ExecutionReport,
    Extension,
    Meeting,
    Protocol,
    Vote,
)
from events.terms import nearest_working_day

REPORT = "Сделано полностью: документы подготовлены и переданы участникам, замечаний нет."
EVIDENCE = "Перечень переданных документов: памятка, список участников, фотографии зала."
PARTIAL = "Сделана первая половина: собраны ответы, осталось свести их вместе."


def load_later_meetings() -> None:
    today, by, orgs = timezone.localdate(), coordinator(), organisations()
    for line in MEETINGS:
        meeting = _meeting(line, today, by)
        for position, decided in enumerate(line.decisions, 1):
            _decision(meeting, position, decided, today=today, by=by, orgs=orgs)
        if line.is_signed:
            sign_protocol(meeting.protocols.get(), by=by)


def _meeting(line: MeetingLine, today: date, by: User) -> Meeting:
    chair, secretary = person("Алмазова"), person("Рябинина")
    meeting = Meeting.objects.create(
        council=council(line.council),
        title=line.title,
        held_on=nearest_working_day(today + timedelta(days=line.days)),
        held_at=time(11),
        place="Зал департамента, Томск",
        chair=chair,
        chair_post="начальник департамента",
        secretary=secretary,
        created_by=by,
    )
    if line.days <= 0:
        present = meeting.council.members.select_related("person", "organisation")
        lines = [AttendanceLine(name=one.person.full_name, post=str(one.organisation or "")) for one in present]
        set_attendance(meeting, lines)
    Protocol.objects.create(
        meeting=meeting,
        number=line.number,
        signatory=chair,
        signatory_post="Председатель",
        is_public=line.is_public,
        source_file=ContentFile(f"Протокол № {line.number}. {line.title}".encode(), name="Протокол.txt"),
        source_name=f"Протокол {line.number}.txt",
    )
    if line.is_public:
        plan = ContentFile(f"План работы. {line.title}".encode(), name="План.txt")
        Appendix.objects.create(meeting=meeting, number="1", title="План работы совета на год", file=plan)
    for position, (title, speaker) in enumerate(line.agenda, 1):
        item = AgendaItem.objects.create(meeting=meeting, number=str(position), position=position, title=title)
        AgendaSpeaker.objects.create(agenda_item=item, person=person(speaker), position=1)
        if line.decisions:
            Vote.objects.create(meeting=meeting, agenda_item=item, is_unanimous=True, words="единогласно")
    return meeting


def _decision(
    meeting: Meeting, position: int, line: DecisionLine, *, today: date, by: User, orgs: dict[str, Organisation]
) -> None:
    item = meeting.agenda_items.all()[line.item]
    due_on = today + timedelta(days=line.due) if line.due is not None else None
    decision = Decision.objects.create(
        meeting=meeting,
        agenda_item=item,
        position=position,
        number=f"{item.number}.{item.decisions.count() + 1}",
        kind=line.kind,
        text=line.text,
        responsible=orgs[line.responsible] if line.responsible else None,
        due_on=due_on,
        deadline_kind="date" if due_on else line.deadline_kind,
        deadline_rule=line.deadline_rule,
    )
    CoExecutor.objects.bulk_create(CoExecutor(decision=decision, organisation=orgs[key]) for key in line.co_executors)
    with pghistory.context(user=by.pk):
        _live(decision, line, by=by, today=today)


def _live(decision: Decision, line: DecisionLine, *, by: User, today: date) -> None:
    """Take the decision to its state by the same steps a person takes."""
    if line.state == Decision.State.DRAFT:
        return
    if not decision.is_task:
        decision.record()
        decision.save()
        return
    decision.put_on_control(day=decision.meeting.held_on)
    decision.save()
    if line.extended_by and decision.due_on:
        _extend(decision, decision.due_on, line.extended_by, by=by, at=_moment(today, -3))
    if line.has_partial_report:
        ExecutionReport.objects.create(decision=decision, text=PARTIAL, is_partial=True, by=by, at=_moment(today, -4))
    if line.state in ("reported", "accepted", "returned"):
        _report(decision, line, by=by, today=today)


def _extend(decision: Decision, old: date, days: int, *, by: User, at: datetime) -> None:
    new = old + timedelta(days=days)
    decision.move_deadline(new)
    decision.save()
    reason = "Исполнителю нужно время, чтобы согласовать порядок с партнёрами."
    Extension.objects.create(decision=decision, old_due_on=old, new_due_on=new, reason=reason, by=by, at=at)


def _report(decision: Decision, line: DecisionLine, *, by: User, today: date) -> None:
    day = _moment(today, line.reported)
    decision.mark_reported()
    decision.save()
    verdict: dict[str, Any] = {}
    if line.state == Decision.State.ACCEPTED:
        decision.mark_accepted(by=by, at=day + timedelta(days=1), executed_on=timezone.localdate(day))
        verdict = {"verdict": "accepted", "verdict_by": by, "verdict_at": day + timedelta(days=1)}
    elif line.state == Decision.State.RETURNED:
        decision.mark_returned()
        reason = "Приложите список участников и подпишите акт."
        verdict = {"verdict": "returned", "verdict_by": by, "verdict_at": day + timedelta(days=1)}
        verdict["verdict_reason"] = reason
    decision.save()
    report = ExecutionReport.objects.create(
        decision=decision, text=REPORT, organisation=decision.responsible, by=by, at=day, **verdict
    )
    name = "Перечень.txt"
    Evidence.objects.create(report=report, file=ContentFile(EVIDENCE.encode(), name=name), name=name)


def _moment(today: date, days: int) -> datetime:
    return timezone.make_aware(datetime.combine(today + timedelta(days=days), time(15, 30)))
