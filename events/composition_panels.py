"""What the page of a council learns from meetings: candidates, and the decisions that made its composition."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission
from cluster.models import Council
from cluster.models.scope import regions_of
from events.actions.nominations import OPEN
from events.models import Attendance, CompositionChange, Decision, Meeting
from events.presence import PRESENT, members_of, share_of, with_members
from events.quorum import quorum
from ui.panels import Panel, PanelRow, panel
from ui.words import day_in_words

SHOWN = 30


@panel("cluster.Council", order=10)
def candidates_of(council: Council, user: User) -> Panel | None:
    """Who waits for an election or an approval."""
    if not user.can(Permission.MEETING_VIEW):
        return None
    url = reverse("events:nomination-list", args=[council.pk])
    here = council.nominations.filter(state__in=OPEN, council__cluster__region__in=regions_of(user))
    rows = [
        PanelRow(f"{one.person.full_name}, {one.get_duty_display()}", url, one.get_state_display())
        for one in here.select_related("person")
    ]
    if not rows and not user.can(Permission.MEETING_MANAGE):
        return None
    return Panel("Кандидаты и предложения", rows, len(rows), action_label="Все кандидатуры", action_url=url)


@panel("cluster.Council", order=20)
def changes_of(council: Council, user: User) -> Panel | None:
    """Every change of the composition with the decision that made it, the latest first."""
    if not user.can(Permission.CLUSTER_VIEW):
        return None
    found = CompositionChange.objects.filter(member__council=council).select_related(
        "decision__meeting", "decision__agenda_item", "member__person"
    )
    changes = list(found.order_by("-decision__meeting__held_on", "-pk")[: SHOWN + 1])
    may_open = user.can(Permission.MEETING_VIEW)
    rows = [
        PanelRow(
            f"{change.member.person.short_name}: {change.get_kind_display()}, {change.member.get_duty_display()}",
            change.decision.get_absolute_url() if may_open else "",
            f"решение {change.decision.full_number} от {day_in_words(change.decision.meeting.held_on)}",
        )
        for change in changes[:SHOWN]
    ]
    return Panel("Какими решениями менялся состав", rows, len(rows))


@panel("events.Decision", order=5)
def quorum_of_decision(decision: Decision, user: User) -> Panel | None:
    """«Без кворума»: known to have been missing at the meeting that decided."""
    if not user.can(Permission.MEETING_VIEW):
        return None
    there = Attendance.objects.filter(meeting=OuterRef("pk"), presence__in=PRESENT).order_by().values("person")
    meetings = with_members(Meeting.objects.visible_to(user)).select_related("council")
    meeting = meetings.annotate(there=ArraySubquery(there)).filter(pk=decision.meeting_id).first()
    if meeting is None:
        return None
    by_ballots = meeting.kind == Meeting.Kind.CORRESPONDENCE
    found = quorum(members_of(meeting), meeting.there, share=share_of(meeting.council), by_ballots=by_ballots)
    if not found.warning:
        return None
    return Panel("Решение принято без кворума", [PanelRow(found.warning, meeting.get_absolute_url())])


@panel("events.Decision", order=15)
def changes_by_decision(decision: Decision, user: User) -> Panel | None:
    """Who entered or left a council by this decision."""
    if decision.kind not in (Decision.Kind.ELECTION, Decision.Kind.APPROVAL) or not user.can(Permission.CLUSTER_VIEW):
        return None
    changes = decision.composition_changes.select_related("member__person", "member__council")
    rows = [
        PanelRow(
            f"{change.member.person.full_name}: {change.get_kind_display()}, {change.member.get_duty_display()}",
            change.member.council.get_absolute_url(),
            str(change.member.council),
        )
        for change in changes
    ]
    return Panel("Что изменилось в составе", rows, len(rows))
