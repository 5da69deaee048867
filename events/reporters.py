"""In whose name a report is made: the responsible, a co-executor, or one of a group."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accounts.roles import Permission
from cluster.models import Organisation, Person
from events.models import Decision, GroupMember, PersonalLink

if TYPE_CHECKING:
    from accounts.models import User

RESPONSIBLE = "responsible"


@dataclass(frozen=True)
class Reporter:
    """`is_contribution`: of a co-executor, whose report is a part of the work and closes nothing."""

    key: str
    label: str
    organisation: Organisation | None = None
    member: GroupMember | None = None
    is_contribution: bool = False


def all_reporters(decision: Decision) -> list[Reporter]:
    """Everybody whose report is awaited; of a group those who have not reported yet."""
    members = [member for member in decision.group_members.all()]
    if members:
        waiting = [member for member in members if member.state == GroupMember.State.WAITING]
        main = [_of_member(member) for member in waiting]
    else:
        who = decision.responsible_display or "Исполнитель"
        main = [Reporter(RESPONSIBLE, who, decision.responsible)]
    helping = [
        Reporter(f"co-{one.pk}", f"{one}, соисполнитель", one, is_contribution=True)
        for one in decision.co_executors.all()
    ]
    return [*main, *helping]


def reporters_for(decision: Decision, user: "User") -> list[Reporter]:
    """Those this person may report for: the coordinator for anybody, an executor for the own side only."""
    everybody = all_reporters(decision)
    if user.can(Permission.DECISION_MANAGE):
        return everybody
    organisations = set(Organisation.objects.of_user(user).values_list("pk", flat=True))
    people = set(Person.objects.filter(user=user).values_list("pk", flat=True))
    return [one for one in everybody if _is_own(one, decision, organisations, people)]


def reporters_by_link(link: PersonalLink) -> list[Reporter]:
    """The holder of a link answers for the decision; in a group, for the member the link was issued to."""
    main = [one for one in all_reporters(link.decision) if not one.is_contribution]
    named = [one for one in main if one.member and str(one.member) == link.executor]
    return named or main


def find_reporter(reporters: Iterable[Reporter], key: str) -> Reporter | None:
    return next((one for one in reporters if one.key == key), None)


def _of_member(member: GroupMember) -> Reporter:
    return Reporter(f"member-{member.pk}", str(member), member.organisation, member)


def _is_own(reporter: Reporter, decision: Decision, organisations: set[int], people: set[int]) -> bool:
    if reporter.organisation is not None and reporter.organisation.pk in organisations:
        return True
    if reporter.member is not None:
        return reporter.member.person_id in people
    return reporter.key == RESPONSIBLE and decision.responsible_person_id in people
