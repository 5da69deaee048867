"""Public events as iCalendar. People stand here only when they agreed to be published."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone
from icalendar import Calendar
from icalendar import Event as Entry

from events.models import Event

PRODUCT = "-//Portal of the cluster//Events//RU"
ONE_DAY = timedelta(days=1)
USUAL_LENGTH = timedelta(hours=2)


def calendar_of(events: Iterable[Event], *, site: str) -> bytes:
    """The text of a calendar; `site` is the address of the portal without the last slash."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "События кластера")
    for event in events:
        if event.starts_on is not None:
            calendar.add_component(_entry(event, event.starts_on, site))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _entry(event: Event, first: date, site: str) -> Entry:
    """The UID depends on the row only, so that a changed event replaces the old one in a calendar."""
    entry = Entry()
    host = site.partition("://")[2].partition(":")[0]
    entry.add("uid", f"event-{event.pk}@{host}")
    entry.add("dtstamp", event.published_at or timezone.now())
    entry.add("summary", event.title)
    entry.add("url", site + event.get_absolute_url())
    _add_days(entry, event, first)
    if place := ", ".join(str(part) for part in (event.municipality, event.place) if part):
        entry.add("location", place)
    if text := _description(event):
        entry.add("description", text)
    return entry


def _add_days(entry: Entry, event: Event, first: date) -> None:
    """Whole days when the clock is unknown or there are several; in iCalendar the last day is the one after."""
    last = event.ends_on or first
    if event.starts_at is None or last > first:
        entry.add("dtstart", first)
        entry.add("dtend", last + ONE_DAY)
        return
    start = datetime.combine(first, event.starts_at, timezone.get_default_timezone())
    entry.add("dtstart", start)
    entry.add("dtend", start + USUAL_LENGTH)


def _description(event: Event) -> str:
    lines = [event.goal, f"Для кого: {event.audience}" if event.audience else ""]
    if event.link:
        lines.append(f"Подключиться: {event.link}")
    if event.shows_contact:
        contact = ", ".join(part for part in (event.contact_name, event.contact_phone, event.contact_email) if part)
        lines.append(f"Контакт: {contact}")
    return "\n".join(line for line in lines if line)
