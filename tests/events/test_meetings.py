"""A meeting entered by hand, item by item."""

import pytest

from cluster.models import Organisation, Person
from events.models import Decision, Event, Meeting
from tests.events.factories import DecisionFactory, MeetingFactory, ProtocolFactory, home_council

pytestmark = pytest.mark.django_db
DECISION = {
    "number": "1",
    "text": "Собрать предложения",
    "kind": "assignment",
    "deadline_kind": "date",
    "due_on": "21.02.2030",
}


@pytest.fixture
def client(client_of, people):
    return client_of(people.coordinator)


@pytest.fixture
def meeting():
    return ProtocolFactory().meeting


def _form(**changed):
    typed = {"council": home_council().pk, "kind": "sitting", "title": "О пробах", "held_on": "31 января 2026"}
    return typed | changed


def test_new_meeting_gets_a_draft_protocol(client):
    answer = client.post("/meetings/new/", _form(held_at="14.00", chair_name="Горская О.В."))
    meeting = Meeting.objects.get(title="О пробах")
    assert answer.status_code == 302
    assert meeting.chair == Person.objects.get(surname="Горская")
    assert meeting.protocol.state == "draft"


def test_impossible_day_is_told_beside_the_field_and_kept(client):
    text = client.post("/meetings/new/", _form(held_on="31.02.2022", place="Актовый зал")).content.decode()
    assert "Такого дня нет: 31.02.2022" in text
    assert 'value="31.02.2022"' in text and 'value="Актовый зал"' in text
    assert "<title>Ошибка: " in text
    assert not Meeting.objects.filter(title="О пробах").exists()


@pytest.mark.parametrize("page", ["", "edit/", "attendance/", "agenda/new/", "decisions/new/"])
def test_meeting_of_another_region_is_not_found(client, page):
    assert client.get(f"/meetings/{MeetingFactory(foreign=True).pk}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["edit/", "attendance/", "agenda/new/", "decisions/new/"])
def test_methodologist_may_not_change_meetings(client_of, people, meeting, page):
    assert client_of(people.methodologist).post(f"/meetings/{meeting.pk}/{page}").status_code == 403


def test_meeting_is_corrected(client, meeting):
    client.post(f"/meetings/{meeting.pk}/edit/", _form(title="О наставниках"))
    meeting.refresh_from_db()
    assert meeting.title == "О наставниках"
    text = client.post(f"/meetings/{meeting.pk}/edit/", _form(title="", place="Зал")).content.decode()
    assert "Заполните поле «Название»" in text and 'value="Зал"' in text


def test_signature_follows_the_chair_unless_somebody_else_was_chosen(client):
    client.post("/meetings/new/", _form(chair_name="Горская О.В.", chair_post="заместитель"))
    meeting = Meeting.objects.get(title="О пробах")
    client.post(f"/meetings/{meeting.pk}/edit/", _form(chair_name="Алмазова Н.Б.", chair_post="начальник"))
    signing = meeting.protocols.get()
    assert (signing.signatory.surname, signing.signatory_post) == ("Алмазова", "начальник")
    client.post(
        f"/protocols/{signing.pk}/edit/", {"number": "", "signatory_name": "Рябинина Е.И.", "signatory_post": ""}
    )
    client.post(f"/meetings/{meeting.pk}/edit/", _form(chair_name="Горская О.В."))
    assert meeting.protocols.get().signatory.surname == "Рябинина"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"held_at": "14:00", "ends_at": "13:30"}, "Окончание не может быть раньше начала, 14:00"),
        ({"ends_at": "13:30"}, "Укажите начало: окончание без начала не понять"),
        ({"format": "correspondence"}, "Заочно проводят только заочное голосование"),
        ({"link": "не адрес"}, "Напишите в поле «Ссылка для подключения» адрес страницы"),
    ],
)
def test_hours_and_format_that_cannot_be_are_told_and_kept(client, typed, message):
    text = client.post("/meetings/new/", _form(place="Зал") | typed).content.decode()
    assert message in text and 'value="Зал"' in text and "<title>Ошибка: " in text
    assert not Meeting.objects.filter(title="О пробах").exists()


def test_format_link_and_event_are_kept_and_shown(client):
    event = Event.objects.filter(region__oktmo_prefix="69").first()
    typed = {"held_at": "14:00", "ends_at": "15:30", "format": "hybrid", "link": "meet.example/1", "event": event.pk}
    client.post("/meetings/new/", _form(**typed))
    meeting = Meeting.objects.get(title="О пробах")
    assert (meeting.format, meeting.link, meeting.event) == ("hybrid", "https://meet.example/1", event)
    text = client.get(meeting.get_absolute_url()).content.decode()
    assert "14:00–15:30" in text and meeting.link in text and event.get_absolute_url() in text


def test_correspondence_meeting_has_its_format_by_itself(client):
    client.post("/meetings/new/", _form(kind="correspondence", format="in_person"))
    assert Meeting.objects.get(title="О пробах").format == "correspondence"


def test_attendance_is_a_line_a_person(client, meeting):
    lines = "Горская Ольга Викторовна, директор\nНовикова Анна Ивановна, методист\nГорская О.В., ещё раз"
    client.post(f"/meetings/{meeting.pk}/attendance/", {"present": lines, "invited": "Гостев П.П."})
    rows = {row.person.surname: row for row in meeting.attendance.select_related("person")}
    assert set(rows) == {"Горская", "Новикова", "Гостев"}
    assert rows["Горская"].post == "директор"
    assert rows["Гостев"].presence == "invited"
    assert rows["Новикова"].person.user is None


def test_unreadable_name_is_told_with_its_line(client, meeting):
    typed = {"present": "Горская О.В.\n13 человек согласно списку"}
    text = client.post(f"/meetings/{meeting.pk}/attendance/", typed).content.decode()
    assert "Строка 2: «13 человек согласно списку»" in text
    assert not meeting.attendance.exists()


def test_decision_is_entered_by_hand(client, meeting):
    college = Organisation.objects.get(name="Колледж «Томский маяк»")
    helper = Organisation.objects.get(name="Школа «Ступени»")
    typed = DECISION | {"responsible": college.pk, "co_executors": [helper.pk, college.pk]}
    client.post(f"/meetings/{meeting.pk}/decisions/new/", typed)
    decision = Decision.objects.get(meeting=meeting)
    assert decision.responsible == college
    assert list(decision.co_executors.all()) == [helper]
    assert decision.state == "draft"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"due_on": "01.01.2001"}, "Срок не может быть раньше даты заседания"),
        ({"due_on": "31.02.2030"}, "Такого дня нет: 31.02.2030"),
        ({"due_on": ""}, "Укажите день срока"),
        ({"deadline_kind": "none"}, "День срока указан"),
        ({"text": ""}, "Заполните поле «Текст решения»"),
    ],
)
def test_bad_decision_is_told_and_kept(client, meeting, typed, message):
    answer = client.post(f"/meetings/{meeting.pk}/decisions/new/", DECISION | {"group_words": "члены совета"} | typed)
    text = answer.content.decode()
    assert message in text
    assert 'value="члены совета"' in text
    assert not Decision.objects.filter(meeting=meeting).exists()


def test_day_on_control_moves_only_by_extension(client):
    decision = DecisionFactory(on_control=True, agenda_item=None)
    due_on = decision.due_on
    client.post(f"/decisions/{decision.pk}/edit/", DECISION | {"text": "Яснее", "due_on": "01.01.2040"})
    decision.refresh_from_db()
    assert (decision.text, decision.due_on) == ("Яснее", due_on)


def test_hour_of_a_meeting_is_shown_without_seconds(people, client_of):
    meeting = Meeting.objects.exclude(held_at=None).first()
    text = client_of(people.coordinator).get(f"/meetings/{meeting.pk}/edit/").content.decode()
    assert f'value="{meeting.held_at:%H:%M}"' in text
