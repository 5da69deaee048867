"""Who was there and who serves in the council that day, read for the arithmetic of the quorum."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from cluster.models import Council, CouncilMember
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
    there = people_there(meeting.attendance.all())
    by_ballots = meeting.kind == Meeting.Kind.CORRESPONDENCE
    return quorum(members_of(meeting), there, share=share_of(council), by_ballots=by_ballots)


def members_of(meeting: Meeting) -> set[int]:
    """Keys of the people who serve in the council on the day of the meeting; candidates do not."""
    members: list[int] | None = getattr(meeting, "member_keys", None)
    if members is None:
        members = [row["person"] for row in _serving(meeting.council, meeting.held_on)]
    return set(members)


def share_of(council: Council) -> tuple[int, int]:
    return council.quorum_numerator, council.quorum_denominator


def _serving(council: Any, day: Any) -> Any:
    rows = CouncilMember.objects.filter(council=council).serving_on(day).order_by()
    return rows.exclude(duty=CouncilMember.Duty.CANDIDATE).values("person")
