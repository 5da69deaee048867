"""Events: open list, drafts of organisers, publication, contact with consent."""

from datetime import timedelta

import pytest

from cluster.models import Region
from events.models import Event, StateError
from tests.events.factories import EventFactory, today

pytestmark = pytest.mark.django_db


def _form(**changed):
    typed = {"title": "Ярмарка у реки", "kind": "job_fair", "format": "in_person", "starts_on": "21.02.2030"}
    typed |= {"place": "Набережная", "region": Region.objects.get(oktmo_prefix="69").pk, "is_public": "on"}
    return typed | changed


def test_visitor_sees_public_published_events_only(client):
    shown = EventFactory(published=True, title="Открытая встреча")
    EventFactory(title="Черновая встреча")
    EventFactory(published=True, title="Закрытая встреча", is_public=False)
    text = client.get("/events/?text=встреча").content.decode()
    assert shown.title in text
    assert "Черновая встреча" not in text and "Закрытая встреча" not in text


def test_coming_events_stand_before_the_past_ones():
    past = EventFactory(published=True, starts_on=today() - timedelta(days=3))
    far, near = EventFactory(starts_on=today() + timedelta(days=9)), EventFactory(starts_on=today())
    undated = EventFactory(starts_on=None)
    rows = Event.objects.filter(title=near.title).coming_first(today())
    assert list(rows) == [near, far, past, undated]


def test_contact_is_shown_with_consent_only(client):
    event = EventFactory(published=True, contact_name="Тихонова Анна", contact_phone="00-00-00")
    assert "Тихонова Анна" not in client.get(event.get_absolute_url()).content.decode()
    Event.objects.filter(pk=event.pk).update(has_contact_consent=True)
    assert "Тихонова Анна" in client.get(event.get_absolute_url()).content.decode()


def test_event_is_made_as_a_draft_and_published(client_of, people, client):
    organiser = client_of(people.coordinator)
    organiser.post("/events/new/", _form())
    event = Event.objects.get(title="Ярмарка у реки")
    assert client.get(event.get_absolute_url()).status_code == 404
    organiser.post(f"/events/{event.pk}/publish/")
    assert client.get(event.get_absolute_url()).status_code == 200


def test_undated_event_stays_a_draft(client_of, people):
    event = EventFactory(starts_on=None)
    with pytest.raises(StateError, match="без даты"):
        event.publish()
    answer = client_of(people.coordinator).post(f"/events/{event.pk}/publish/", follow=True)
    assert "без даты его нельзя опубликовать" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"starts_on": "31.02.2022"}, "Такого дня нет: 31.02.2022"),
        ({"ends_on": "01.01.2030"}, "Последний день не может быть раньше первого"),
        ({"format": "online"}, "Укажите ссылку"),
        ({"format": "hybrid", "link": "https://a.example", "place": ""}, "Укажите место"),
        ({"starts_at": "утром"}, "так: 14:30"),
    ],
)
def test_bad_event_is_told_and_kept(client_of, people, typed, message):
    text = client_of(people.coordinator).post("/events/new/", _form(audience="Все жители") | typed).content.decode()
    assert message in text and 'value="Все жители"' in text
    assert not Event.objects.filter(title="Ярмарка у реки").exists()


@pytest.mark.parametrize("page", ["edit", "publish"])
def test_event_of_another_region_is_not_found_and_others_may_not(client_of, people, page):
    event = EventFactory(foreign=True)
    assert client_of(people.coordinator).post(f"/events/{event.pk}/{page}/").status_code == 404
    assert client_of(people.employer).post(f"/events/{event.pk}/{page}/").status_code == 403


def test_event_is_changed(client_of, people):
    event = EventFactory()
    client_of(people.coordinator).post(f"/events/{event.pk}/edit/", _form(title="Новое имя"))
    event.refresh_from_db()
    assert event.title == "Новое имя"


def test_filters_by_time_and_kind(client):
    EventFactory(published=True, title="Прошлая проба", kind="career_trial", starts_on=today() - timedelta(days=2))
    EventFactory(published=True, title="Будущая проба", kind="career_trial")
    text = client.get("/events/?when=past&kind=career_trial").content.decode()
    assert "Прошлая проба" in text and "Будущая проба" not in text
