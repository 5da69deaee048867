"""Import of a protocol: upload, review beside the source, acceptance in one transaction."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.utils import timezone

from accounts.models import User
from cluster.models import Council, Organisation, Person
from events.actions import imports as actions
from events.models import Decision, Meeting, ProtocolImport, Vote
from tests.events.factories import foreign_council
from tests.events.reviewing import NEW, SHORT, Review, decisions, typed, upload

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent
SEED = ROOT.parent / "shared" / "seeds" / "protocol-tomsk-2022-01-31.txt"
EXAMPLE = ROOT / "docs" / "ru" / "examples" / "protocol-2022-01-31.txt"


@pytest.fixture
def client(client_of, people):
    return client_of(people.coordinator)


@pytest.fixture
def council():
    return Council.objects.get(kind="expert")


def _check_draft(page):
    """What both protocols hold: the same facts in different words."""
    items = [section.item for section in page.context["form"].sections if section.item]
    assert len(items) == 4 and all(item["speakers"].value() for item in items)
    assert len(page.context["form"].head["attendees"].value().splitlines()) == 37
    rows = decisions(page)
    assert [row["number"].value() for row in rows] == ["1", "1", "2", "1", "2", "1"]
    assert [row["due_on"].value() for row in rows] == [
        "",
        "21.02.2022",
        "21.12.2022",
        "28.02.2022",
        "25.02.2022",
        "",
    ]
    text = page.content.decode()
    assert "21.12.2022 намного позже" in text and "не приложено" in text and "отложены" in text
    assert "Ответственный не назван." in text and "похоже на решение" in text


def _counts():
    return Meeting.objects.count(), Decision.objects.count(), Person.objects.count()


@pytest.mark.parametrize("source", [SEED, EXAMPLE], ids=["seed", "example"])
def test_journey_from_upload_to_the_register(client, source):
    if not source.exists():
        pytest.skip(f"нет файла {source.name} рядом с репозиторием")
    council = Council.objects.get(kind="working")
    url = upload(client, council, source.read_bytes()).headers["Location"]
    page = client.get(url)
    _check_draft(page)
    rows = decisions(page)
    college = Organisation.objects.get(name="Колледж «Томский маяк»")
    changes = {rows[2]["due_on"].html_name: "21.02.2022", rows[4]["responsible"].html_name: college.pk}
    users = User.objects.count()
    answer = client.post(url, typed(page) | changes | {"accept": "1"})
    meeting = Meeting.objects.get(source_import__isnull=False)
    assert answer.headers["Location"] == meeting.get_absolute_url()
    assert meeting.attendance.count() == 37
    assert User.objects.count() == users
    assert meeting.decisions.count() == 6
    assert sorted(one.due_on.isoformat() for one in meeting.decisions.on_control()) == [
        "2022-02-21",
        "2022-02-21",
        "2022-02-25",
        "2022-02-28",
    ]
    assert meeting.decisions.get(text__contains="ессию").responsible.name == "Колледж «Томский маяк»"
    assert [one.is_attached for one in meeting.appendices.all()] == [False, False]
    register = client.get(f"/decisions/?council={council.pk}")
    assert [row.is_late for row in register.context["page_obj"]][:4] == [True] * 4


def test_accepting_the_same_import_twice_is_refused(client, council):
    url = upload(client, council, SHORT.encode()).headers["Location"]
    sent = typed(client.get(url)) | {"accept": "1"}
    client.post(url, sent)
    before = _counts()
    answer = client.post(url, sent, follow=True)
    assert "уже принят" in answer.content.decode()
    assert Meeting.objects.get(source_import__isnull=False).get_absolute_url() in answer.content.decode()
    assert _counts() == before


def test_identical_file_is_refused_with_a_link(client, council):
    url = upload(client, council, SHORT.encode()).headers["Location"]
    client.post(url, typed(client.get(url)) | {"accept": "1"})
    text = upload(client, council, SHORT.encode(), name="Копия.txt").content.decode()
    assert "Этот протокол уже принят" in text
    assert Meeting.objects.get(source_import__isnull=False).get_absolute_url() in text


def test_identical_file_on_review_opens_the_same_review(client, council):
    first = upload(client, council, SHORT.encode())
    second = upload(client, council, SHORT.encode())
    assert first.headers["Location"] == second.headers["Location"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("Протокол.txt", b"", "Файл пустой"),
        ("Протокол.txt", b"a" * (30 * 1024 * 1024), "слишком большой: 30 МБ"),
        ("Протокол.docx", b"\x89PNG\r\n\x1a\n" + b"0" * 99, "внутри у него другое"),
        ("Протокол.exe", b"MZ", "Такой файл не подходит"),
        ("Скан.txt", ("nPOTOKOJI 3aceDaHue coBeTa pewunu " * 60).encode(), ""),
    ],
    ids=["empty", "huge", "picture", "program", "scan"],
)
def test_bad_file_is_told_beside_the_field(client, council, name, data, message):
    before = ProtocolImport.objects.count()
    answer = upload(client, council, data, name)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert message in text and "field__error" in text and "<title>Ошибка: " in text
    assert f'value="{council.pk}" selected' in text
    assert ProtocolImport.objects.count() == before


def test_protocol_in_windows_1251_is_read(client, council):
    url = upload(client, council, SHORT.encode("cp1251")).headers["Location"]
    text = client.get(url).content.decode()
    assert "согласовать календарь проб" in text


def test_pasted_text_is_read_and_kept_beside_a_file(client, council):
    file = SimpleUploadedFile("Протокол.txt", SHORT.encode())
    text = client.post(NEW, {"council": council.pk, "file": file, "text": SHORT}).content.decode()
    assert "Выберите что-то одно" in text and "Незнакомцева Т.Т." in text
    assert client.post(NEW, {"council": council.pk, "text": SHORT}).status_code == 302
    assert "Приложите файл протокола" in client.post(NEW, {"council": council.pk}).content.decode()


def test_council_of_another_region_cannot_be_chosen(client):
    assert upload(client, foreign_council(), SHORT.encode()).status_code == 200
    assert not ProtocolImport.objects.filter(filename="Протокол.txt").exists()


def test_review_of_another_region_is_not_found_and_others_may_not(client, client_of, people):
    foreign = actions.receive(SHORT.encode(), filename="П.txt", council=foreign_council(), by=people.coordinator)
    for page in ("", "discard/"):
        assert client.post(f"/protocols/imports/{foreign.pk}/{page}").status_code == 404
        assert client_of(people.methodologist).post(f"/protocols/imports/{foreign.pk}/{page}").status_code == 403
    assert client_of(people.methodologist).post(NEW).status_code == 403


def test_known_people_are_found_and_new_ones_get_no_account(client, council):
    known = Person.objects.get(surname="Лугова")
    url = upload(client, council, SHORT.encode()).headers["Location"]
    client.post(url, typed(client.get(url)) | {"accept": "1"})
    meeting = Meeting.objects.get(source_import__isnull=False)
    people = [row.person for row in meeting.attendance.all()]
    assert known in people
    stranger = next(person for person in people if person.surname == "Незнакомцева")
    assert stranger.user is None and stranger.short_name == "Незнакомцева Т.Т."
    vote = Vote.objects.get(meeting=meeting)
    assert (vote.for_count, vote.against_count) == (3, 0)


def test_who_keeps_an_eye_on_a_decision_comes_from_the_protocol(client, council):
    text = SHORT.replace("Срок – до 01.04.2026.", "Срок – до 01.04.2026.\nКонтролёр: Лугова А.Р.")
    review = Review(client, council, text)
    (row,) = review.rows().values()
    assert row["supervisor"] == "Лугова А.Р." and "Контролёр" not in row["text"]
    assert f'href="#span-decisions-{row["key"]}-supervisor"' in review.text
    field = f"decisions-{row['key']}-supervisor"
    wrong = review.press({field: "комиссия по проверке"}, accept="1").content.decode()
    assert "Напишите имя так" in wrong and 'value="комиссия по проверке"' in wrong
    review.press({field: "Незнакомцева Т.Т."}, accept="1")
    assert Decision.objects.get(meeting__source_import=review.saved).supervisor.surname == "Незнакомцева"


def test_a_body_that_controls_stays_in_words(client, council):
    text = SHORT.replace("Срок – до 01.04.2026.", "Срок – до 01.04.2026.\nКонтролёр: Колледж «Томский маяк»")
    review = Review(client, council, text)
    (row,) = review.rows().values()
    assert row["supervisor"] == "" and "Томский маяк" in row["supervisor_words"] and "Томский маяк" in review.text


def test_nothing_is_half_saved_when_acceptance_breaks(people, council, monkeypatch):
    source = actions.receive(SHORT.encode(), filename="П.txt", council=council, by=people.coordinator)
    before = _counts()
    monkeypatch.setattr(actions, "_votes", lambda *args: (_ for _ in ()).throw(DatabaseError("обрыв")))
    head = {"council": council, "kind": "sitting", "title": "Т", "held_on": timezone.localdate(), "held_at": None}
    head |= {"place": "", "chair": "Новая Н.Н.", "chair_post": "", "secretary": "", "number": ""}
    reviewed = actions.Reviewed(head=head | {"attendees": [], "guests": [], "absent": []}, agenda=[])
    with pytest.raises(DatabaseError):
        actions.accept_import(source, reviewed, by=people.coordinator)
    assert _counts() == before
    source.refresh_from_db()
    assert source.state == "draft"


def test_discarded_file_leaves_the_desk(client, council):
    url = upload(client, council, SHORT.encode()).headers["Location"]
    client.post(f"{url}discard/")
    assert ProtocolImport.objects.get(pk=url.split("/")[-2]).state == "discarded"
