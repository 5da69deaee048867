"""Whom the words of a group may mean: read from the meeting or from the council, for a person to choose from."""

import re
from dataclasses import dataclass, field
from typing import Any

from cluster.models import CouncilMember, Membership, Organisation, Person
from events.models import Attendance, Decision
from events.presence import PRESENT

_OF_COUNCIL = re.compile(r"член\w*\s+(?:\w+\s+)?(?:совет|комисси|рабочей групп|коллеги|комитет)\w*", re.IGNORECASE)


@dataclass
class Candidates:
    """`people` keeps only those whose organisation is not known: the others answer through it."""

    source: str
    organisations: list[Organisation] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)


def candidates_of(decision: Decision) -> Candidates:
    """Members of the council on the day of the meeting for «членам совета», else everybody who was there."""
    meeting = decision.meeting
    if _OF_COUNCIL.search(decision.group_words):
        rows: Any = meeting.council.members.serving_on(meeting.held_on).exclude(duty=CouncilMember.Duty.CANDIDATE)
        source = f"Члены совета на {meeting.held_on:%d.%m.%Y}"
    else:
        rows = Attendance.objects.filter(meeting=meeting, presence__in=PRESENT)
        source = f"Участники заседания {meeting.held_on:%d.%m.%Y}"
    return _sorted(source, [(row.person, row.organisation) for row in rows.select_related("person", "organisation")])


def _sorted(source: str, pairs: list[tuple[Person, Organisation | None]]) -> Candidates:
    served = _organisations_of([person for person, organisation in pairs if organisation is None])
    found = Candidates(source)
    for person, named in pairs:
        organisation = named or served.get(person.pk)
        if organisation is None:
            found.people.append(person)
        elif organisation not in found.organisations:
            found.organisations.append(organisation)
    found.organisations.sort(key=str)
    return found


def _organisations_of(people: list[Person]) -> dict[int, Organisation]:
    """Where those serve of whom the list of the meeting says no organisation."""
    rows = Membership.objects.filter(person__in=people).select_related("organisation").order_by("pk")
    return {row.person_id: row.organisation for row in rows}
