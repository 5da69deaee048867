"""A decision and its place under control: people, deadline, start, extension. Reports: `execution`."""

from collections.abc import Iterable
from datetime import date
from typing import cast

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cluster.models import Organisation, Person
from events.actions.execution import locked
from events.actions.recurrence import move_turn
from events.models import CoExecutor, Decision, Extension, Meeting, PersonalLink
from events.terms import default_term, read_term

DEADLINE = ("due_on", "deadline_kind", "deadline_rule")


def put_on_control(decision: Decision, *, by: User) -> Decision:
    """From now on the register reminds of the decision until a report is accepted."""
    with transaction.atomic():
        decision = locked(decision)
        decision.put_on_control(day=timezone.localdate())
        _set_missing_deadline(decision)
        decision.save(update_fields=["state", "control_started_on", *DEADLINE])
    return decision


@transaction.atomic
def set_executors(
    decision: Decision,
    *,
    person: Person | None,
    co_executors: Iterable[Organisation],
    supervisor: Person | None = None,
) -> Decision:
    """Save a decision with its people; the responsible organisation is never its own co-executor."""
    decision.responsible_person, decision.supervisor = person, supervisor
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
            _set_missing_deadline(decision)
        else:
            decision.record()
        decision.save(update_fields=["state", "control_started_on", *DEADLINE])


@transaction.atomic
def extend(decision: Decision, *, new_due_on: date, reason: str, by: User) -> Extension:
    decision = locked(decision)
    old_due_on = cast(date, decision.due_on)  # move_deadline refuses a decision without a day
    decision.move_deadline(new_due_on)
    decision.save(update_fields=["due_on"])
    move_turn(decision)
    _prolong_links(decision, new_due_on)
    return Extension.objects.create(
        decision=decision, old_due_on=old_due_on, new_due_on=new_due_on, reason=reason, by=by, at=timezone.now()
    )


def _prolong_links(decision: Decision, due_on: date) -> None:
    """Whoever reports by a personal link can do so until the new day too; ended and revoked links stay ended."""
    links = decision.personal_links.filter(revoked_at=None, expires_on__gte=timezone.localdate())
    links.filter(expires_on__lt=due_on).update(expires_on=due_on + PersonalLink.USUAL_TERM)


def _set_missing_deadline(decision: Decision) -> None:
    """A term counted from the signing gets its day now; a task without any gets the usual term of the council."""
    meeting = decision.meeting
    if decision.due_on is not None:
        return
    if decision.deadline_kind == Decision.DeadlineKind.RELATIVE:
        try:
            term = read_term(decision.deadline_rule, held_on=meeting.held_on, signed_on=timezone.localdate())
        except ValueError:  # «после доклада»: no day can be counted
            return
        decision.due_on = term.day
    elif decision.deadline_kind == Decision.DeadlineKind.NONE and meeting.council.default_deadline_days:
        term = default_term(meeting.council.default_deadline_days, meeting.held_on)
        decision.due_on, decision.deadline_rule = term.day, term.words
        decision.deadline_kind = Decision.DeadlineKind.RELATIVE
