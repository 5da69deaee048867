"""Public events in calendars: feed, file, month page."""

from datetime import date, time, timedelta

import pytest
from icalendar import Calendar

from events.models import Event
from events.months import neighbours, read_month, weeks_of
from tests.events.factories import EventFactory, today

pytestmark = pytest.mark.django_db
MAY = date(2031, 5, 14)


def _entries(answer):
    assert answer["Content-Type"].startswith("text/calendar")
    return {str(one["summary"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_feed_holds_public_published_events_only(client):
    EventFactory(published=True, title="Открытая встреча")
    EventFactory(title="Черновая встреча")
    EventFactory(published=True, title="Закрытая встреча", is_public=False)
    found = _entries(client.get("/events/calendar.ics"))
    assert "Открытая встреча" in found
    assert not {"Черновая встреча", "Закрытая встреча"} & set(found)


def test_event_starts_by_the_clock_of_the_region_under_a_stable_name(client):
    event = EventFactory(published=True, starts_on=MAY, starts_at=time(14, 30))
    url = f"/events/{event.pk}/event.ics"
    answer = client.get(url)
    entry = _entries(answer)[event.title]
    assert entry["dtstart"].dt.isoformat() == "2031-05-14T14:30:00+07:00"
    assert b"BEGIN:VTIMEZONE" in answer.content
    before = str(entry["uid"])
    Event.objects.filter(pk=event.pk).update(title="Новое имя", starts_on=MAY + timedelta(days=1))
    assert str(_entries(client.get(url))["Новое имя"]["uid"]) == before


def test_days_without_a_clock_end_after_the_last_one(client):
    event = EventFactory(published=True, starts_on=MAY, ends_on=MAY + timedelta(days=1))
    entry = _entries(client.get(f"/events/{event.pk}/event.ics"))[event.title]
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (MAY, MAY + timedelta(days=2))


def test_contact_stands_in_the_file_with_consent_only(client):
    event = EventFactory(published=True, contact_name="Тихонова Анна", contact_phone="00-00-00")
    url = f"/events/{event.pk}/event.ics"
    assert "Тихонова" not in str(_entries(client.get(url))[event.title].get("description", ""))
    Event.objects.filter(pk=event.pk).update(has_contact_consent=True)
    assert "Тихонова Анна, 00-00-00" in str(_entries(client.get(url))[event.title]["description"])


@pytest.mark.parametrize("state", [{}, {"published": True, "is_public": False}])
def test_draft_and_closed_events_have_no_file(client, state):
    assert client.get(f"/events/{EventFactory(**state).pk}/event.ics").status_code == 404


def test_month_shows_its_events_and_leads_to_the_neighbours(client):
    event = EventFactory(published=True, title="Майская ярмарка", starts_on=MAY, ends_on=MAY + timedelta(days=30))
    text = client.get("/events/month/?month=2031-05").content.decode()
    assert "События: май 2031" in text and "?month=2031-04" in text and "?month=2031-06" in text
    assert text.count(f'href="{event.get_absolute_url()}"') == 1 + 18
    assert "Майская ярмарка" in client.get("/events/month/?month=2031-06").content.decode()
    assert "открытых событий нет" in client.get("/events/month/?month=2031-04").content.decode()


@pytest.mark.parametrize("asked", ["2031-13", "май", "2031", "99999-01", "1999-12", "²031-05"])
def test_what_is_no_month_is_not_found(client, asked):
    assert client.get("/events/month/", {"month": asked}).status_code == 404
    assert read_month(asked, today()) is None


def test_weeks_run_from_monday_to_sunday():
    weeks = weeks_of(date(2026, 11, 1), [])
    assert [week[0].day.isoweekday() for week in weeks] == [1] * 6
    assert neighbours(date(2026, 1, 1)) == (date(2025, 12, 1), date(2026, 2, 1))
    assert read_month("", date(2026, 11, 22)) == date(2026, 11, 1)
