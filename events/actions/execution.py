"""Execution of a decision: reported, accepted or returned. A group reports one by one, a recurring task in turns."""

from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts.mail import send_letter
from accounts.models import User
from events.actions.recurrence import close_turn
from events.models import Decision, Evidence, ExecutionReport, GroupMember, PersonalLink, StateError
from events.reporters import Reporter

Verdict = ExecutionReport.Verdict


@transaction.atomic
def report(
    decision: Decision,
    *,
    text: str,
    by: User | None = None,
    link: PersonalLink | None = None,
    reporter: Reporter | None = None,
    is_partial: bool = False,
    files: Iterable[File] = (),
) -> ExecutionReport:
    """Hand in a report, from an account or by a personal link. A partial one informs and leaves the decision open."""
    decision = locked(decision)
    member = reporter.member if reporter else None
    if reporter and reporter.is_contribution:
        is_partial = True
        _check_takes_contributions(decision)
    elif is_partial:
        decision.check_open()
    else:
        _take_final_report(decision, member, by=by)
    point = decision.control_points.filter(executed_on=None).first()
    made = ExecutionReport.objects.create(
        decision=decision,
        text=text,
        is_partial=is_partial,
        by=by,
        link=link,
        at=timezone.now(),
        organisation=reporter.organisation if reporter else decision.responsible,
        group_member=member,
        control_point=point,
    )
    for file in files:
        Evidence.objects.create(report=made, file=file, name=str(file.name)[-255:])
    return made


@transaction.atomic
def accept(decision: Decision, *, by: User) -> Decision:
    """Take the decision off control: done on the day of the report, not on the day of the acceptance.

    Of a recurring task only the turn is closed, and the next one begins.
    """
    decision = locked(decision)
    check_children_accepted(decision)
    check_nobody_waits(decision)
    reports = list(waiting_reports(decision))
    executed_on = timezone.localdate(reports[0].at) if reports else timezone.localdate()
    following = close_turn(decision, executed_on=executed_on, by=by)
    if following:
        decision.continue_control(following.due_on)
        decision.save(update_fields=["state", "due_on"])
        _wait_again(decision.group_members.filter(state=GroupMember.State.REPORTED), by=by)
    else:
        decision.mark_accepted(by=by, at=timezone.now(), executed_on=executed_on)
        decision.save(update_fields=["state", "accepted_by", "accepted_at", "executed_on"])
    for one in reports:
        _judge(one, Verdict.ACCEPTED, by=by)
    return decision


@transaction.atomic
def return_for_revision(
    decision: Decision, *, reason: str, by: User, members: Collection[GroupMember] | None = None
) -> Decision:
    """Back to the executors; of a group only to the members named, when any are."""
    decision = locked(decision)
    decision.mark_returned()
    decision.save(update_fields=["state"])
    reports = waiting_reports(decision)
    rows = decision.group_members.filter(state=GroupMember.State.REPORTED)
    if members:
        rows = rows.filter(pk__in=[one.pk for one in members])
        reports = reports.filter(group_member__in=members)
    for one in list(reports):
        _judge(one, Verdict.RETURNED, by=by, reason=reason)
        if one.by != by:
            _tell_returned(one)
    _wait_again(rows, by=by)
    return decision


def close_when_nobody_waits(decision: Decision) -> None:
    """The whole group has answered: the decision waits for acceptance."""
    if decision.group_members.filter(state=GroupMember.State.WAITING).exists():
        return
    check_children_accepted(decision)
    decision.mark_reported()
    decision.save(update_fields=["state"])


def check_children_accepted(decision: Decision) -> None:
    """Sub-assignments come first: the whole is not done while a part is not."""
    parts = decision.children.exclude(state=Decision.State.ACCEPTED).select_related("agenda_item")
    named = "; ".join(f"«{one.full_number or one.text[:60]}»" for one in parts[:5])
    if named:
        raise StateError(f"Сначала должны быть приняты части этого поручения: {named}.")


def check_nobody_waits(decision: Decision) -> None:
    waiting = decision.group_members.filter(state=GroupMember.State.WAITING)
    named = "; ".join(str(one) for one in waiting.select_related("organisation", "person")[:5])
    if named:
        raise StateError(f"Принять пока нельзя: ещё не отчитались — {named}.")


def silent_co_executors(decision: Decision) -> list[str]:
    """Co-executors who have told nothing yet."""
    told = decision.reports.exclude(organisation=None).values("organisation")
    return [str(one) for one in decision.co_executors.exclude(pk__in=told)]


def waiting_reports(decision: Decision) -> Any:
    """Reports of the finished work that nobody has judged yet, the latest first."""
    return decision.reports.filter(verdict=Verdict.WAITING, is_partial=False)


def locked(decision: Decision) -> Decision:
    """The row as it is now: two people who press the button at once meet the check one after the other."""
    return Decision.objects.select_for_update().get(pk=decision.pk)


def _take_final_report(decision: Decision, member: GroupMember | None, *, by: User | None) -> None:
    if member is None:
        if decision.group_members.exists():
            decision.check_open()
            raise StateError("Поручение дано группе: выберите, за кого из неё отчёт.")
        check_children_accepted(decision)
        decision.mark_reported()
        decision.save(update_fields=["state"])
        return
    decision.check_open()
    row = GroupMember.objects.select_for_update().get(pk=member.pk, decision=decision)
    if row.state != GroupMember.State.WAITING:
        raise StateError(f"Отчёт за исполнителя «{member}» уже есть.")
    row.state, row.changed_by = GroupMember.State.REPORTED, by
    row.save()
    close_when_nobody_waits(decision)


def _check_takes_contributions(decision: Decision) -> None:
    """A co-executor may add a part also while the report of the responsible waits."""
    if decision.state != Decision.State.REPORTED:
        decision.check_open()


def _wait_again(members: Any, *, by: User) -> None:
    members.update(state=GroupMember.State.WAITING, changed_by=by, changed_at=timezone.now())


def _tell_returned(report: ExecutionReport) -> None:
    """Whoever reported learns of it by letter; the address of a personal link is known only to its owner."""
    address = report.by.email if report.by else report.link.email if report.link else ""
    if address:
        send_letter(
            to=address,
            subject="Отчёт возвращён на доработку",
            template="events/letters/report_returned.txt",
            context={"report": report, "url": settings.BASE_URL + report.decision.get_absolute_url()},
            key=f"report-returned-{report.pk}",
        )


def _judge(report: ExecutionReport, verdict: str, *, by: User, reason: str = "") -> None:
    report.verdict, report.verdict_by, report.verdict_at = verdict, by, timezone.now()
    report.verdict_reason = reason
    report.save()
