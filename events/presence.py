"""Who was there and who serves in the council that day, read for the arithmetic of the quorum."""

from collections.abc import Iterable

from cluster.models import CouncilMember
from events.models import Attendance, Meeting
from events.quorum import Quorum, quorum

PRESENT = (Attendance.Presence.PRESENT, Attendance.Presence.ONLINE)


def people_there(attendance: Iterable[Attendance]) -> set[int]:
    """Guests and the absent do not vote."""
    return {row.person_id for row in attendance if row.presence in PRESENT}


def quorum_of(meeting: Meeting) -> Quorum:
    """One query when the attendance is already loaded."""
    council = meeting.council
    serving = CouncilMember.objects.filter(council=council).serving_on(meeting.held_on)
    members = serving.exclude(duty=CouncilMember.Duty.CANDIDATE).order_by().values_list("person", flat=True)
    share = (council.quorum_numerator, council.quorum_denominator)
    return quorum(set(members), people_there(meeting.attendance.all()), share=share)
