"""One's deadlines at a secret address."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar

from events.models import CalendarFeed
from tests.events.factories import DecisionFactory, MeetingFactory, home_council, today

pytestmark = pytest.mark.django_db


def _address(client):
    page = client.post("/calendar/").content.decode()
    return re.search(r'value="[^"]*?(/calendar/[^"]+\.ics)"', page)[1]


def _summaries(answer):
    return [str(entry["summary"]) for entry in Calendar.from_ical(answer.content).walk("VEVENT")]


def _task(person=None, **changed):
    organisation = person.person.memberships.get().organisation if person else None
    return DecisionFactory(state="on_control", responsible=organisation, due_on=today() + timedelta(days=3), **changed)


def test_address_shows_own_open_deadlines_without_signing_in(client, client_of, people):
    own = _task(people.employer, text="Сообщить о местах")
    other = _task(people.college_specialist, text="Чужое поручение")
    found = " ".join(_summaries(client.get(_address(client_of(people.employer)))))
    assert own.text in found and other.text not in found


def test_supervisor_sees_what_is_supervised(client, client_of, people):
    _task(people.college_specialist, text="Проверить пандус", supervisor=people.methodologist.person)
    found = " ".join(_summaries(client.get(_address(client_of(people.methodologist)))))
    assert "Проверить пандус" in found


def test_deadline_is_a_whole_day_and_meetings_have_a_clock(client, client_of, people):
    task = _task(text="Сдать сводку")
    meeting = MeetingFactory(council=home_council(), held_on=today() + timedelta(days=9), held_at="14:30")
    answer = client.get(_address(client_of(people.coordinator)))
    entries = {
        str(entry["uid"]).partition("@")[0]: entry for entry in Calendar.from_ical(answer.content).walk("VEVENT")
    }
    assert entries[f"decision-{task.pk}"]["dtstart"].dt == task.due_on
    assert entries[f"meeting-{meeting.pk}"]["dtstart"].dt.hour == 14


def test_revoked_and_replaced_addresses_no_longer_open(client, client_of, people):
    owner = client_of(people.employer)
    first = _address(owner)
    second = _address(owner)
    assert client.get(first).status_code == 404 and client.get(second).status_code == 200
    owner.post("/calendar/", {"revoke": "1"})
    assert client.get(second).status_code == 404
    assert CalendarFeed.objects.filter(user=people.employer, revoked_at=None).count() == 0


def test_closed_account_closes_its_calendar(client, client_of, people):
    address = _address(client_of(people.employer))
    people.employer.is_active = False
    people.employer.save()
    assert client.get(address).status_code == 404


def test_token_is_not_kept(client_of, people):
    token = _address(client_of(people.employer)).split("/")[-1].removesuffix(".ics")
    assert token not in str(list(CalendarFeed.objects.values()))


def test_graduate_has_no_deadlines_of_councils(client_of, people):
    assert client_of(people.graduate).get("/calendar/").status_code == 403
