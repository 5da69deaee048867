"""People of a protocol: found by the short form of the name or written down anew, without accounts or letters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from cluster.models import Person, Region
from events.models import Attendance, Meeting

NAME_FIRST = re.compile(r"^(?P<surname>[А-ЯЁA-Z][\w-]+)\s*(?P<first>[А-ЯЁA-Z])\.\s*(?:(?P<second>[А-ЯЁA-Z])\.)?$")
FULL = re.compile(r"^(?P<surname>[А-ЯЁA-Z][\w-]+)\s+(?P<first>[А-ЯЁA-Z]\w+)(?:\s+(?P<second>[А-ЯЁA-Z]\w+))?$")
SURNAME = re.compile(r"^(?P<surname>[А-ЯЁA-Z][\w-]+)$")


@dataclass(frozen=True)
class PersonName:
    surname: str
    first: str = ""
    second: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two spellings one person: surname and initials, Ё as Е."""
        plain = (self.surname, self.first[:1], self.second[:1])
        return tuple(part.lower().replace("ё", "е") for part in plain)  # type: ignore[return-value]


def read_name(words: str) -> PersonName | None:
    """«Фамилия И.О.», «Фамилия Имя Отчество» or a surname alone; None when it is something else."""
    text = " ".join(words.split()).strip(" ,;")
    for pattern in (NAME_FIRST, FULL, SURNAME):
        if match := pattern.match(text):
            parts = match.groupdict()
            return PersonName(parts["surname"], parts.get("first") or "", parts.get("second") or "")
    return None


class People:
    """The people of a region by surname and initials. One query; a name that fits two people fits nobody."""

    def __init__(self, region: Region) -> None:
        self.found: dict[tuple[str, str, str], Person | None] = {}
        here = Person.objects.filter(memberships__organisation__region=region)
        sat_here = Person.objects.filter(attendance__meeting__council__cluster__region=region)
        for person in Person.objects.filter(pk__in=here.values("pk").union(sat_here.values("pk"))):
            key = PersonName(person.surname, person.first_name, person.patronymic).key
            self.found[key] = None if key in self.found else person

    def __contains__(self, words: str) -> bool:
        return self.known(words) is not None

    def known(self, words: str) -> Person | None:
        name = read_name(words)
        return self.found.get(name.key) if name else None

    def find_or_create(self, words: str) -> Person:
        """The known person, or a new one without an account: nobody gets a letter because of a protocol."""
        if person := self.known(words):
            return person
        name = read_name(words) or PersonName(words.strip()[:80])
        initials = [f"{part}." if len(part) == 1 else part for part in (name.first, name.second) if part]
        first, second = [*initials, "", ""][:2]
        person = Person.objects.create(surname=name.surname, first_name=first, patronymic=second)
        self.found[name.key] = person
        return person


@transaction.atomic
def set_attendance(meeting: Meeting, lines: Iterable["AttendanceLine"]) -> None:
    """Replace the list of a meeting by these lines; a person named twice stands once."""
    people = People(meeting.council.cluster.region)
    meeting.attendance.all().delete()
    rows: dict[int, Attendance] = {}
    for line in lines:
        person = people.find_or_create(line.name)
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


@dataclass(frozen=True)
class AttendanceLine:
    name: str
    post: str = ""
    presence: str = Attendance.Presence.PRESENT
    words: str = ""
    reason: str = ""
