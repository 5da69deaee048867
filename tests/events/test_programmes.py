"""Programme of an event: parts, people with the post of that day, materials."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cluster.models import Person
from events.models import EventMaterial, Participation, SessionPart
from tests.events.factories import EventFactory, today

pytestmark = pytest.mark.django_db


def _person(**changed):
    return {"name": "Алмазова Нина Борисовна", "role": "speaker", "post": "начальник департамента"} | changed


def test_parts_stand_in_the_order_they_were_added(client_of, people):
    event = EventFactory(published=True)
    organiser = client_of(people.coordinator)
    for title in ("Утро", "День"):
        organiser.post(f"/events/{event.pk}/parts/new/", {"title": title, "starts_at": "10:00", "ends_at": "11:00"})
    assert [part.title for part in event.parts.all()] == ["Утро", "День"]


def test_part_cannot_end_before_it_starts(client_of, people):
    event = EventFactory()
    typed = {"title": "Утро", "starts_at": "11:00", "ends_at": "10:00"}
    page = client_of(people.coordinator).post(f"/events/{event.pk}/parts/new/", typed).content.decode()
    assert "Окончание не может быть раньше начала" in page and 'value="11:00"' in page
    assert not SessionPart.objects.filter(event=event).exists()


def test_speaker_keeps_the_post_of_that_day(client_of, people):
    event = EventFactory(published=True)
    client_of(people.coordinator).post(f"/events/{event.pk}/people/new/", _person(post="заместитель министра"))
    row = Participation.objects.get(event=event)
    person = Person.objects.get(surname="Алмазова")
    assert row.person == person and row.position_words == "заместитель министра"
    assert person.memberships.get().post == "начальник департамента"


def test_same_person_in_the_same_role_is_refused(client_of, people):
    event = EventFactory()
    organiser = client_of(people.coordinator)
    organiser.post(f"/events/{event.pk}/people/new/", _person())
    page = organiser.post(f"/events/{event.pk}/people/new/", _person(name="Алмазова Н.Б.", topic="О наставниках"))
    assert "уже записан в этой роли" in page.content.decode() and "О наставниках" in page.content.decode()
    organiser.post(f"/events/{event.pk}/people/new/", _person(role="moderator"))
    assert event.participations.count() == 2


def test_visitor_reads_names_of_those_who_agreed(client, client_of, people):
    event = EventFactory(published=True)
    client_of(people.coordinator).post(f"/events/{event.pk}/people/new/", _person())
    guest = client.get(event.get_absolute_url()).content.decode()
    assert "Алмазова" not in guest and "начальник департамента" in guest
    assert "Алмазова Нина Борисовна" in client_of(people.employer).get(event.get_absolute_url()).content.decode()
    Person.objects.filter(surname="Алмазова").update(may_be_published_until=today() + timedelta(days=1))
    assert "Алмазова Нина Борисовна" in client.get(event.get_absolute_url()).content.decode()


def test_material_is_a_file_or_a_link(client_of, people, client):
    event = EventFactory(published=True)
    organiser, url = client_of(people.coordinator), f"/events/{event.pk}/materials/new/"
    assert "Приложите файл или дайте ссылку" in organiser.post(url, {"title": "Памятка"}).content.decode()
    organiser.post(url, {"title": "Памятка", "file": SimpleUploadedFile("memo.txt", "Приходите вовремя".encode())})
    material = EventMaterial.objects.get(event=event)
    answer = client.get(f"/events/materials/{material.pk}/file/")
    assert b"".join(answer.streaming_content).decode() == "Приходите вовремя"


def test_executable_under_the_name_of_a_document_is_refused(client_of, people):
    event = EventFactory(published=True)
    typed = {"title": "Памятка", "file": SimpleUploadedFile("memo.pdf", b"MZ\x90\x00" + b"\x00" * 200)}
    page = client_of(people.coordinator).post(f"/events/{event.pk}/materials/new/", typed).content.decode()
    assert "внутри у него другое" in page and 'value="Памятка"' in page


@pytest.mark.parametrize("path", ["parts/new", "people/new", "materials/new", "registrations", "release"])
def test_event_of_another_region_is_not_found(client_of, people, path):
    event = EventFactory(foreign=True)
    assert client_of(people.coordinator).get(f"/events/{event.pk}/{path}/").status_code == 404
    assert client_of(people.employer).get(f"/events/{event.pk}/{path}/").status_code == 403
