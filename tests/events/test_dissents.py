"""Dissenting opinions stand on the page of the meeting until and after the signature."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cluster.models import Person
from events.actions.attendance import AttendanceLine, set_attendance
from events.actions.dissents import record
from events.models import Dissent, StateError
from tests.events.factories import DecisionFactory, MeetingFactory, ProtocolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def client(client_of, people):
    return client_of(people.coordinator)


@pytest.fixture
def meeting():
    meeting = ProtocolFactory().meeting
    set_attendance(meeting, [AttendanceLine("Горская О.В."), AttendanceLine("Волкова Д.Ю.", presence="absent")])
    return meeting


@pytest.fixture
def said():
    return {"person": Person.objects.get(surname="Горская").pk, "text": "Срок слишком короткий"}


@pytest.fixture
def url(meeting):
    return f"/meetings/{meeting.pk}/dissents/new/"


def test_opinion_on_a_decision_is_written_down_and_shown(client, meeting, url, said):
    decision = DecisionFactory(meeting=meeting)
    file = SimpleUploadedFile("Мнение.txt", "Подробно".encode())
    client.post(url, said | {"subject": f"decision-{decision.pk}", "file": file})
    dissent = meeting.dissents.get()
    assert (dissent.decision, dissent.agenda_item) == (decision, decision.agenda_item)
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Особое мнение: Горская О.В., по решению I.1" in page and "Срок слишком короткий" in page
    answer = client.get(f"/meetings/dissents/{dissent.pk}/file/")
    assert b"".join(answer.streaming_content).decode() == "Подробно"
    assert client.get(f"/meetings/dissents/{dissent.pk}/delete/").status_code == 200
    client.post(f"/meetings/dissents/{dissent.pk}/delete/")
    assert not meeting.dissents.exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"person": "absent"}, "Выберите значение в поле «Чьё мнение» из списка"),
        ({"text": ""}, "Заполните поле «Особое мнение»"),
        ({"subject": "item-0"}, "Выберите значение в поле «О чём»"),
        ({"file": b"MZ\x90\x00"}, "Такой файл не подходит"),
    ],
)
def test_wrong_opinion_is_told_and_kept(client, meeting, url, said, typed, message):
    if "person" in typed:
        typed = {"person": Person.objects.get(surname="Волкова").pk}
    if "file" in typed:
        typed = {"file": SimpleUploadedFile("setup.exe", typed["file"])}
    text = client.post(url, said | typed).content.decode()
    assert message in text and "<title>Ошибка: " in text
    assert typed.get("text", "Срок слишком короткий") in text
    assert not meeting.dissents.exists()


def test_signed_foreign_and_forbidden_are_refused(client, client_of, people, meeting, url, said):
    dissent = Dissent.objects.create(meeting=meeting, person_id=said["person"], text="Против")
    assert client_of(people.methodologist).post(url, said).status_code == 403
    foreign = Dissent.objects.create(
        meeting=MeetingFactory(foreign=True), person_id=said["person"], text="Против", file="dissents/x.txt"
    )
    for page in ("file", "delete"):
        assert client.get(f"/meetings/dissents/{foreign.pk}/{page}/").status_code == 404
    assert client.get(f"/meetings/{foreign.meeting_id}/dissents/new/").status_code == 404
    client.post(f"/protocols/{meeting.protocol.pk}/sign/")
    assert client.post(url, said).status_code == 403
    assert client.post(f"/meetings/dissents/{dissent.pk}/delete/").status_code == 403
    with pytest.raises(StateError, match="подписан"):
        record(Dissent(meeting=meeting, person_id=said["person"], text="Позже"))
    assert "Против" in client.get(meeting.get_absolute_url()).content.decode()
