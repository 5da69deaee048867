"""Materials members read before the meeting."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import AgendaMaterial
from tests.events.factories import AgendaItemFactory, MeetingFactory, ProtocolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def client(client_of, people):
    return client_of(people.coordinator)


@pytest.fixture
def item():
    return AgendaItemFactory(meeting=ProtocolFactory().meeting)


@pytest.fixture
def url(item):
    return f"/meetings/agenda/{item.pk}/materials/new/"


def _file(name="Справка.txt", content=None):
    return SimpleUploadedFile(name, "Сведения о пробах".encode() if content is None else content)


def test_file_is_added_shown_read_back_and_removed(client, item, url):
    assert client.post(url, {"title": "Справка о пробах", "file": _file()}).status_code == 302
    material = item.materials.get()
    page = client.get(item.meeting.get_absolute_url()).content.decode()
    assert "Справка о пробах" in page and f"/meetings/materials/{material.pk}/file/" in page
    answer = client.get(f"/meetings/materials/{material.pk}/file/")
    assert b"".join(answer.streaming_content).decode() == "Сведения о пробах"
    assert client.get(f"/meetings/materials/{material.pk}/delete/").status_code == 200
    client.post(f"/meetings/materials/{material.pk}/delete/")
    assert not item.materials.exists()


def test_link_stands_for_a_file(client, item, url):
    client.post(url, {"title": "Закон", "link": "pravo.example/1"})
    assert item.materials.get().link == "https://pravo.example/1"
    assert 'href="https://pravo.example/1"' in client.get(item.meeting.get_absolute_url()).content.decode()
    assert client.get(f"/meetings/materials/{item.materials.get().pk}/file/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Приложите файл или дайте ссылку"),
        ({"file": ("setup.exe", b"MZ\x90\x00")}, "Такой файл не подходит"),
        ({"file": ("plan.pdf", b"MZ\x90\x00 not a document")}, "plan.pdf"),
        ({"file": ("empty.txt", b"")}, "Файл пустой"),
        ({"link": "просто слова"}, "Напишите в поле «Ссылка» адрес страницы"),
    ],
)
def test_wrong_material_is_told_and_kept(client, item, url, typed, message):
    said = {name: _file(*value) if name == "file" else value for name, value in typed.items()}
    text = client.post(url, {"title": "Справка о пробах"} | said).content.decode()
    assert message in text and "<title>Ошибка: " in text and 'value="Справка о пробах"' in text
    assert not item.materials.exists()


def test_foreign_forbidden_and_signed_are_refused(client, client_of, people, item, url):
    material = AgendaMaterial.objects.create(agenda_item=item, title="План", link="https://example.ru")
    assert client_of(people.methodologist).post(url, {"title": "План"}).status_code == 403
    foreign_item = AgendaItemFactory(meeting=MeetingFactory(foreign=True))
    foreign = AgendaMaterial.objects.create(agenda_item=foreign_item, title="План", file="materials/x.txt")
    assert client.post(f"/meetings/agenda/{foreign_item.pk}/materials/new/").status_code == 404
    for page in ("file", "delete"):
        assert client.get(f"/meetings/materials/{foreign.pk}/{page}/").status_code == 404
    client.post(f"/protocols/{item.meeting.protocol.pk}/sign/")
    assert client.post(url, {"title": "План", "link": "https://example.ru"}).status_code == 403
    assert client.post(f"/meetings/materials/{material.pk}/delete/").status_code == 403
