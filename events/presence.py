"""Who was there and who serves in the council that day, read for the arithmetic of the quorum."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from cluster.models import CouncilMember
from events.models import Attendance, Meeting
from events.quorum import Quorum, quorum

PRESENT = (Attendance.Presence.PRESENT, Attendance.Presence.ONLINE)


def with_members(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings that know the members of their day without a query of their own."""
    return meetings.annotate(member_keys=ArraySubquery(_serving(OuterRef("council"), OuterRef("held_on"))))


def people_there(attendance: Iterable[Attendance]) -> set[int]:
    """Guests and the absent do not vote."""
    return {row.person_id for row in attendance if row.presence in PRESENT}


def quorum_of(meeting: Meeting) -> Quorum:
    """Without a query when `with_members` and the attendance are already loaded."""
    council = meeting.council
    members: list[int] | None = getattr(meeting, "member_keys", None)
    if members is None:
        members = [row["person"] for row in _serving(council, meeting.held_on)]
    share = (council.quorum_numerator, council.quorum_denominator)
    return quorum(set(members), people_there(meeting.attendance.all()), share=share)


def _serving(council: Any, day: Any) -> Any:
    rows = CouncilMember.objects.filter(council=council).serving_on(day).order_by()
    return rows.exclude(duty=CouncilMember.Duty.CANDIDATE).values("person")
