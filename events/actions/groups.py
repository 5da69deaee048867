"""A group that carries a decision out: expanded by a person, each member answers, some are released."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from cluster.models import Organisation, Person
from events.actions.execution import close_when_nobody_waits, locked
from events.models import Decision, GroupMember, StateError

State = GroupMember.State


@transaction.atomic
def expand_group(
    decision: Decision, *, organisations: Iterable[Organisation], people: Iterable[Person], by: User
) -> list[GroupMember]:
    """Write the members down; a second expansion adds those who were forgotten."""
    decision = locked(decision)
    if not decision.is_task or decision.state in (Decision.State.REPORTED, Decision.State.ACCEPTED):
        raise StateError("Раскрыть группу можно, пока поручение не исполнено.")
    if not decision.group_words:
        raise StateError("Это поручение дано не группе.")
    known = set(decision.group_members.values_list("organisation", "person"))
    named = [(one, None) for one in organisations] + [(None, one) for one in people]
    rows = [
        GroupMember(decision=decision, organisation=organisation, person=person, changed_by=by)
        for organisation, person in dict.fromkeys(named)
        if (organisation and organisation.pk, person and person.pk) not in known
    ]
    for row in rows:
        row.save()
    return rows


@transaction.atomic
def undo_expansion(decision: Decision, *, by: User) -> Decision:
    """Back to the words of the protocol, while nobody has answered."""
    decision = locked(decision)
    check_may_undo(decision)
    decision.group_members.all().delete()
    return decision


@transaction.atomic
def release_member(member: GroupMember, *, reason: str, by: User) -> GroupMember:
    """Nothing is awaited of this one any more; the last to wait cannot be released when nobody has reported."""
    decision = locked(member.decision)
    member = GroupMember.objects.select_for_update().get(pk=member.pk)
    if member.state != State.WAITING:
        raise StateError("Освободить можно того, кто ещё не отчитался.")
    others = decision.group_members.exclude(pk=member.pk)
    if not others.exclude(state=State.RELEASED).exists():
        raise StateError("Освободить всех нельзя: хотя бы один исполнитель должен отчитаться.")
    member.state, member.released_reason, member.changed_by = State.RELEASED, reason, by
    member.save()
    if decision.is_open:
        close_when_nobody_waits(decision)
    return member


def check_may_undo(decision: Decision) -> None:
    if decision.group_members.exclude(state=State.WAITING).exists() or _has_reports(decision):
        raise StateError("Свернуть группу нельзя: кто-то из неё уже отчитался или освобождён.")


def _has_reports(decision: Decision) -> bool:
    return bool(decision.reports.exclude(group_member=None).exists())
