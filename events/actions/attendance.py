"""Who was at a meeting: names of its list become people, written down once each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from cluster.names import PersonName, read_name
from events.actions.people import People
from events.models import Attendance, Meeting

__all__ = ["AttendanceLine", "People", "PersonName", "read_name", "set_attendance"]


@dataclass(frozen=True)
class AttendanceLine:
    name: str
    post: str = ""
    presence: str = Attendance.Presence.PRESENT
    words: str = ""
    reason: str = ""


@transaction.atomic
def set_attendance(meeting: Meeting, lines: Iterable[AttendanceLine]) -> None:
    """Replace the list of a meeting by these lines; a person named twice stands once.

    A name that fits two people means the one who already stands in the list.
    """
    people = People(meeting.council.cluster.region)
    stood = set(meeting.attendance.values_list("person", flat=True))
    meeting.attendance.all().delete()
    rows: dict[int, Attendance] = {}
    for line in lines:
        person = people.find_or_create(line.name, among=stood)
        rows.setdefault(
            person.pk,
            Attendance(
                meeting=meeting,
                person=person,
                presence=line.presence,
                post=line.post,
                name_words=line.words or line.name,
                reason=line.reason,
            ),
        )
    Attendance.objects.bulk_create(rows.values())
