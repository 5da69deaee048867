"""A protocol the portal has written itself is read back without loss."""

from __future__ import annotations

import pytest
from django.db.models import QuerySet

from events.documents.protocols import live_protocol
from events.importing import parse
from events.models import Attendance, Decision, Protocol
from reports.writers import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def protocols(people):
    found = list(Protocol.objects.filter(meeting__decisions__isnull=False).distinct())
    assert found
    return found


def _read(subject: Protocol) -> dict:
    return parse(write(live_protocol(subject), "docx"), "Протокол.docx").as_json()


def _names(subject: Protocol, *presences: str) -> set[str]:
    return {row.person.short_name for row in subject.meeting.attendance.filter(presence__in=presences)}


def _printed(subject: Protocol) -> QuerySet[Decision]:
    """Parts given out later stand in no protocol."""
    return Decision.objects.filter(meeting=subject.meeting, parent=None)


def _days(subject: Protocol) -> list[str | None]:
    """Days the protocol prints: before any extension."""
    days = []
    for decision in _printed(subject):
        first = decision.extensions.order_by("old_due_on").first()
        day = first.old_due_on if first else decision.due_on
        days.append(day.isoformat() if day else None)
    return days


def test_day_and_people_come_back(protocols):
    for subject in protocols:
        record = _read(subject)
        assert record["date"] == subject.meeting.held_on.isoformat()
        present = _names(subject, Attendance.Presence.PRESENT, Attendance.Presence.ONLINE)
        assert set(record["attendees"]) - _names(subject, Attendance.Presence.INVITED) == present
        assert set(record["absent"]) == _names(subject, Attendance.Presence.ABSENT)


def test_agenda_comes_back(protocols):
    for subject in protocols:
        wanted = [item.title.rstrip(".") for item in subject.meeting.agenda_items.all()]
        assert [item["title"].rstrip(".") for item in _read(subject)["agenda"]] == wanted


def test_supervisors_come_back(protocols):
    wanted, found = [], []
    for subject in protocols:
        for one, read in zip(_printed(subject), _read(subject)["decisions"], strict=True):
            if one.supervisor:
                wanted.append(one.supervisor.short_name)
                found.append(read["controller"])
    assert wanted and found == wanted


def test_decisions_and_days_come_back(protocols):
    for subject in protocols:
        found = _read(subject)["decisions"]
        wanted = _printed(subject)
        assert [one["text"].rstrip(".") for one in found] == [one.text.rstrip(".") for one in wanted]
        assert [one["deadline"] for one in found] == _days(subject)
