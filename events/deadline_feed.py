"""Deadlines and meetings of one person as a calendar."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.db.models import Q
from django.utils import timezone
from icalendar import Alarm, Calendar
from icalendar import Event as Entry

from accounts.roles import Permission
from events.feeds import PRODUCT, USUAL_LENGTH
from events.models import Decision, Meeting

if TYPE_CHECKING:
    from accounts.models import User
    from events.models.registers import DecisionQuerySet

ONE_DAY = timedelta(days=1)
LIMIT = 500
MORNING_BEFORE = timedelta(hours=-15)


def deadlines_of(user: "User") -> "DecisionQuerySet":
    """Open tasks with a day: those to carry out or to supervise, and for who accepts reports all of the region."""
    rows = Decision.objects.open().filter(due_on__isnull=False)
    if user.can(Permission.DECISION_ACCEPT):
        rows = rows.filter(pk__in=Decision.objects.visible_to(user).order_by().values("pk"))
    else:
        mine = Q(pk__in=Decision.objects.executed_by(user).order_by().values("pk"))
        rows = rows.filter(mine | Q(supervisor__user=user))
    return rows.select_related("meeting", "agenda_item", "responsible", "responsible_person").order_by("due_on", "pk")


def meetings_of(user: "User", today: date) -> Iterable[Meeting]:
    rows = Meeting.objects.visible_to(user).filter(held_on__gte=today - timedelta(days=30))
    return rows.select_related("council").order_by("held_on", "pk")[:LIMIT]


def personal_calendar(decisions: "DecisionQuerySet", meetings: Iterable[Meeting], *, site: str) -> bytes:
    """The text of the calendar: a deadline is a whole day with a reminder on the day before."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Мои сроки и заседания")
    for decision in decisions[:LIMIT]:
        calendar.add_component(_deadline(decision, site))
    for meeting in meetings:
        calendar.add_component(_meeting(meeting, site))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _deadline(decision: Decision, site: str) -> Entry:
    due_on = cast(date, decision.due_on)  # `deadlines_of` takes only those with a day
    entry = _entry(f"decision-{decision.pk}", f"Срок: {decision}"[:200], site, decision.get_absolute_url())
    entry.add("dtstart", due_on)
    entry.add("dtend", due_on + ONE_DAY)
    entry.add("description", f"{decision.responsible_display or 'ответственный не назван'}. {decision.text}")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Завтра срок решения")
    alarm.add("trigger", MORNING_BEFORE)
    entry.add_component(alarm)
    return entry


def _meeting(meeting: Meeting, site: str) -> Entry:
    entry = _entry(f"meeting-{meeting.pk}", meeting.title, site, meeting.get_absolute_url())
    if meeting.held_at is None:
        entry.add("dtstart", meeting.held_on)
        entry.add("dtend", meeting.held_on + ONE_DAY)
    else:
        zone = timezone.get_default_timezone()
        start = datetime.combine(meeting.held_on, meeting.held_at, zone)
        entry.add("dtstart", start)
        entry.add(
            "dtend",
            datetime.combine(meeting.held_on, meeting.ends_at, zone) if meeting.ends_at else start + USUAL_LENGTH,
        )
    if meeting.place:
        entry.add("location", meeting.place)
    return entry


def _entry(name: str, summary: str, site: str, path: str) -> Entry:
    entry = Entry()
    host = site.partition("://")[2].partition(":")[0]
    entry.add("uid", f"{name}@{host}")
    entry.add("dtstamp", timezone.now())
    entry.add("summary", summary)
    entry.add("url", site + path)
    return entry
