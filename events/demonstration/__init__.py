"""Meetings, decisions and events of the demonstration cluster. People and firms are invented."""

from events.demonstration.calendar import load_events
from events.demonstration.control import load_control
from events.demonstration.corrections import load_corrections
from events.demonstration.councils import load_councils
from events.demonstration.first_meeting import load_first_meeting
from events.demonstration.later_meetings import load_later_meetings
from events.demonstration.programmes import load_programmes
from events.demonstration.waiting import load_waiting_import
from events.models import Meeting


def load() -> None:
    """Put the demonstration data of this app into the database; a second call changes nothing."""
    if Meeting.objects.exists():
        return
    events = load_events()
    load_programmes(events)
    load_first_meeting(events["session"])
    load_later_meetings()
    load_control(events["session"])
    load_corrections()
    load_councils()
    load_waiting_import()
