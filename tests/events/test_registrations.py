"""Registration for an event: a limit, a queue, wishes that only organisers read."""

import re
from datetime import timedelta

import pytest

from accounts.models import AccessEntry, Letter
from events.actions.registrations import forget_old_wishes
from events.models import Event, Registration
from tests.events.factories import EventFactory, today

pytestmark = pytest.mark.django_db
STATE = Registration.State


def _event(**changed):
    known = {"published": True, "takes_registrations": True, "starts_on": today() + timedelta(days=5), "capacity": 1}
    return EventFactory(**known | changed)


def _form(**changed):
    typed = {"name": "Речкин Олег", "email": "oleg@demo.example", "has_consent": "on"}
    return typed | {"conditions": ["sign_language"], "words": "Сяду у окна"} | changed


def _register(client, event, **changed):
    return client.post(f"/events/{event.pk}/registration/", _form(**changed), follow=True)


def _states(event):
    return dict(event.registrations.values_list("email", "state"))


def _cancel_path(letter):
    return re.search(r"/events/registration/\S+/cancel/", letter.text)[0]


def test_stranger_takes_a_place_and_gets_a_letter(client):
    event = _event()
    assert "Заявка принята" in _register(client, event).content.decode()
    letter = Letter.objects.get(to="oleg@demo.example")
    assert "место за вами" in letter.text and event.title in letter.text
    assert "жестов" not in letter.text


def test_who_comes_after_the_limit_waits_and_gets_the_freed_place(client):
    event = _event()
    _register(client, event)
    _register(client, event, email="second@demo.example")
    _register(client, event, email="third@demo.example")
    assert list(_states(event).values()) == [STATE.REGISTERED, STATE.WAITING, STATE.WAITING]
    path = _cancel_path(Letter.objects.get(to="oleg@demo.example"))
    assert client.get(path).status_code == 200
    assert _states(event)["oleg@demo.example"] == STATE.REGISTERED
    client.post(path)
    states = _states(event)
    assert (states["oleg@demo.example"], states["second@demo.example"]) == (STATE.CANCELLED, STATE.REGISTERED)
    assert states["third@demo.example"] == STATE.WAITING
    assert Letter.objects.filter(to="second@demo.example", text__contains="освободилось место").count() == 1


def test_second_application_looks_the_same_and_takes_no_second_place(client):
    event = _event(capacity=5)
    first = _register(client, event).content.decode()
    second = _register(client, event, email="OLEG@demo.example").content.decode()
    assert event.registrations.count() == 1
    assert "Заявка принята" in first and "Заявка принята" in second
    old, new = (_cancel_path(one) for one in Letter.objects.filter(to__iexact="oleg@demo.example").order_by("pk"))
    assert client.get(old).status_code == 404 and client.get(new).status_code == 200


def test_nothing_is_taken_without_consent_and_nothing_typed_is_lost(client):
    event = _event()
    page = client.post(f"/events/{event.pk}/registration/", _form(has_consent="")).content.decode()
    assert "Без согласия заявку принять нельзя" in page and "Сяду у окна" in page
    assert not event.registrations.exists()


def test_closed_registration_says_so(client):
    event = _event(registration_until=today() - timedelta(days=1))
    assert "сейчас не принимают" in client.get(f"/events/{event.pk}/registration/").content.decode()
    assert "больше не принимают" in _register(client, event).content.decode()
    assert not event.registrations.exists()


def test_wishes_are_sealed_and_each_look_is_written_down(client, client_of, people):
    event = _event()
    _register(client, event)
    row = Registration.objects.filter(event=event).values("wishes").get()
    assert "sign_language" not in str(row) and "окна" not in str(row)
    before = AccessEntry.objects.count()
    page = client_of(people.coordinator).get(f"/events/{event.pk}/registrations/wishes/").content.decode()
    assert "жестовый" in page and "Сяду у окна" in page
    entry = AccessEntry.objects.about(event).get()
    assert AccessEntry.objects.count() == before + 1 and entry.actor == people.coordinator
    assert "жестовый" not in client_of(people.coordinator).get(f"/events/{event.pk}/registrations/").content.decode()


def test_wishes_are_forgotten_a_month_after_the_event(client):
    event, fresh = _event(), _event()
    _register(client, event)
    _register(client, fresh)
    Event.objects.filter(pk=event.pk).update(starts_on=today() - timedelta(days=31))
    Event.objects.filter(pk=fresh.pk).update(starts_on=today() - timedelta(days=29))
    forget_old_wishes()
    assert event.registrations.get().wishes is None
    assert fresh.registrations.get().wishes is not None


def test_attendance_is_written_down(client, client_of, people):
    event = _event(capacity=None)
    _register(client, event)
    _register(client, event, email="second@demo.example")
    came = event.registrations.get(email="oleg@demo.example")
    organiser, url = client_of(people.coordinator), f"/events/{event.pk}/registrations/attendance/"
    wrong = organiser.post(url, {"came": [came.pk], "attended_count": "0"}).content.decode()
    assert "Отмечено больше: 1" in wrong
    organiser.post(url, {"came": [came.pk], "attended_count": "7"})
    assert _states(event) == {"oleg@demo.example": STATE.ATTENDED, "second@demo.example": STATE.ABSENT}
    event.refresh_from_db()
    assert event.attended_count == 7


def test_last_day_of_registration_is_not_after_the_event(client_of, people):
    event = _event()
    typed = {"title": event.title, "kind": "exchange", "format": "in_person", "place": "Зал"}
    typed |= {"starts_on": "21.02.2030", "registration_until": "22.02.2030", "region": event.region_id}
    page = client_of(people.coordinator).post(f"/events/{event.pk}/edit/", typed).content.decode()
    assert "Заявки принимают не позже дня события" in page
