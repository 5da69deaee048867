"""A meeting as an iCalendar entry for those who are invited. Nobody is named in it."""

from datetime import datetime, timedelta

from django.utils import timezone
from icalendar import Calendar, Event

from events.models import Meeting

PRODUCT = "-//Portal of the cluster//Meetings//RU"
USUAL_LENGTH = timedelta(hours=2)


def calendar_of_meeting(meeting: Meeting, *, site: str) -> bytes:
    """The UID depends on the meeting only: taken again after a change, the entry replaces the old one."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    entry = Event()
    entry.add("uid", f"meeting-{meeting.pk}@{site.partition('://')[2].partition(':')[0]}")
    entry.add("dtstamp", timezone.now())
    entry.add("summary", meeting.title)
    _add_hours(entry, meeting)
    if meeting.place:
        entry.add("location", meeting.place)
    if meeting.link:
        entry.add("description", f"Подключиться: {meeting.link}")
    calendar.add_component(entry)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _add_hours(entry: Event, meeting: Meeting) -> None:
    if meeting.held_at is None:
        entry.add("dtstart", meeting.held_on)
        entry.add("dtend", meeting.held_on + timedelta(days=1))
        return
    zone = timezone.get_default_timezone()
    begin = datetime.combine(meeting.held_on, meeting.held_at, zone)
    end = datetime.combine(meeting.held_on, meeting.ends_at, zone) if meeting.ends_at else begin + USUAL_LENGTH
    entry.add("dtstart", begin)
    entry.add("dtend", end)
