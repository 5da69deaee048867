"""The life of a decision: put on control, reported, accepted or returned, extended."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cluster.models import Organisation, Person
from events.models import CoExecutor, Decision, ExecutionReport, Extension, Meeting, PersonalLink


def put_on_control(decision: Decision, *, by: User) -> Decision:
    """From now on the register reminds of the decision until a report is accepted."""
    with transaction.atomic():
        decision = _locked(decision)
        decision.put_on_control(day=timezone.localdate())
        decision.save(update_fields=["state", "control_started_on"])
    return decision


@transaction.atomic
def set_executors(decision: Decision, *, person: Person | None, co_executors: Iterable[Organisation]) -> Decision:
    """Save a decision with its people; the responsible organisation is never its own co-executor."""
    decision.responsible_person = person
    decision.save()
    named = [one for one in co_executors if one != decision.responsible]
    decision.co_executor_rows.exclude(organisation__in=named).delete()
    for organisation in named:
        CoExecutor.objects.get_or_create(decision=decision, organisation=organisation)
    return decision


@transaction.atomic
def settle_decisions(meeting: Meeting, *, by: User) -> None:
    """Decisions of a finished meeting leave the draft: tasks go on control, the others are recorded."""
    for decision in meeting.decisions.select_for_update(of=("self",)).filter(state=Decision.State.DRAFT):
        if decision.is_task:
            decision.put_on_control(day=timezone.localdate())
        else:
            decision.record()
        decision.save(update_fields=["state", "control_started_on"])


@transaction.atomic
def report(
    decision: Decision,
    *,
    text: str,
    by: User | None = None,
    link: PersonalLink | None = None,
    is_partial: bool = False,
    file: File | None = None,
) -> ExecutionReport:
    """Hand in a report, from an account or by a personal link. A partial one informs and leaves the decision open."""
    decision = _locked(decision)
    if is_partial:
        decision.check_open()
    else:
        decision.mark_reported()
        decision.save(update_fields=["state"])
    return ExecutionReport.objects.create(
        decision=decision, text=text, is_partial=is_partial, file=file or "", by=by, link=link, at=timezone.now()
    )


@transaction.atomic
def accept(decision: Decision, *, by: User) -> Decision:
    """Take the decision off control: done on the day of the report, not on the day of the acceptance."""
    decision = _locked(decision)
    last = _waiting_report(decision)
    executed_on = timezone.localdate(last.at) if last else timezone.localdate()
    decision.mark_accepted(by=by, at=timezone.now(), executed_on=executed_on)
    decision.save(update_fields=["state", "accepted_by", "accepted_at", "executed_on"])
    _judge(last, ExecutionReport.Verdict.ACCEPTED, by=by)
    return decision


@transaction.atomic
def return_for_revision(decision: Decision, *, reason: str, by: User) -> Decision:
    decision = _locked(decision)
    decision.mark_returned()
    decision.save(update_fields=["state"])
    _judge(_waiting_report(decision), ExecutionReport.Verdict.RETURNED, by=by, reason=reason)
    return decision


@transaction.atomic
def extend(decision: Decision, *, new_due_on: date, reason: str, by: User) -> Extension:
    decision = _locked(decision)
    old_due_on = cast(date, decision.due_on)  # move_deadline refuses a decision without a day
    decision.move_deadline(new_due_on)
    decision.save(update_fields=["due_on"])
    return Extension.objects.create(
        decision=decision, old_due_on=old_due_on, new_due_on=new_due_on, reason=reason, by=by, at=timezone.now()
    )


def _locked(decision: Decision) -> Decision:
    """The row as it is now: two people who press the button at once meet the check one after the other."""
    return Decision.objects.select_for_update().get(pk=decision.pk)


def _waiting_report(decision: Decision) -> ExecutionReport | None:
    return decision.reports.filter(verdict="", is_partial=False).first()


def _judge(report: ExecutionReport | None, verdict: str, *, by: User, **extra: Any) -> None:
    if report is None:
        return
    report.verdict, report.verdict_by, report.verdict_at = verdict, by, timezone.now()
    report.verdict_reason = extra.get("reason", "")
    report.save()
