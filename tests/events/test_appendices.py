"""An appendix the protocol names gets its file while the protocol is a draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.actions.appendices import attach
from events.models import Appendix, StateError
from tests.events.factories import MeetingFactory, ProtocolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def appendix():
    return Appendix.objects.create(meeting=ProtocolFactory().meeting, number="2", title="Состав совета")


def _file(name="Состав.txt", content=None):
    return SimpleUploadedFile(name, "Список членов совета".encode() if content is None else content)


def test_file_is_brought_and_read_back(client_of, people, appendix):
    client, url = client_of(people.coordinator), f"/meetings/appendices/{appendix.pk}/upload/"
    page = client.get(appendix.meeting.get_absolute_url()).content.decode()
    assert "не приложено" in page and url in page
    assert client.post(url, {"file": _file()}).status_code == 302
    page = client.get(appendix.meeting.get_absolute_url()).content.decode()
    assert "не приложено" not in page and url not in page
    answer = client.get(f"/meetings/appendices/{appendix.pk}/file/")
    assert b"".join(answer.streaming_content).decode() == "Список членов совета"


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (("program.exe", b"MZ\x90\x00"), "Такой файл не подходит"),
        (("photo.pdf", b"MZ\x90\x00 not a document"), "photo.pdf"),
        (("empty.txt", b""), "Файл пустой"),
    ],
)
def test_wrong_file_is_told_beside_the_field(client_of, people, appendix, file, message):
    url = f"/meetings/appendices/{appendix.pk}/upload/"
    text = client_of(people.coordinator).post(url, {"file": _file(*file)}).content.decode()
    assert message in text and "<title>Ошибка: " in text
    appendix.refresh_from_db()
    assert not appendix.is_attached


def test_attached_file_is_not_replaced(appendix):
    attach(appendix, _file())
    with pytest.raises(StateError, match="уже приложен"):
        attach(appendix, _file("Другой.txt"))


def test_signed_foreign_and_forbidden_are_refused(client_of, people, appendix):
    client, url = client_of(people.coordinator), f"/meetings/appendices/{appendix.pk}/upload/"
    assert client_of(people.methodologist).post(url, {"file": _file()}).status_code == 403
    client.post(f"/protocols/{appendix.meeting.protocol.pk}/sign/")
    assert client.post(url, {"file": _file()}).status_code == 403
    with pytest.raises(StateError, match="подписан"):
        attach(appendix, _file())
    foreign = Appendix.objects.create(meeting=MeetingFactory(foreign=True), number="1")
    for page in ("upload", "file"):
        assert client.get(f"/meetings/appendices/{foreign.pk}/{page}/").status_code == 404
    assert client.get(f"/meetings/appendices/{appendix.pk}/file/").status_code == 404
