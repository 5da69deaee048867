"""Co-executors tell of their part, evidence is several checked files, a supervisor follows."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cluster.models import Organisation
from events.actions.execution import report
from events.models import CoExecutor, Decision
from tests.events.factories import DecisionFactory

pytestmark = pytest.mark.django_db
PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 50


def _package(part):
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr(part, "<x/>")
    return content.getvalue()


def _shared(people):
    decision = DecisionFactory(on_control=True)
    college = Organisation.objects.of_user(people.college_specialist).get()
    CoExecutor.objects.create(decision=decision, organisation=college)
    return decision, college


def test_a_report_of_a_co_executor_is_a_contribution_and_closes_nothing(people, client_of):
    decision, college = _shared(people)
    client, url = client_of(people.college_specialist), f"/decisions/{decision.pk}/report/"
    assert 'name="is_partial"' not in client.get(url).content.decode()
    page = client.post(url, {"text": "Наша часть готова"}, follow=True).content.decode()
    decision.refresh_from_db()
    made = decision.reports.get()
    assert (decision.state, made.is_partial, made.organisation) == ("on_control", True, college)
    assert "Вклад соисполнителя" in page and "Наша часть готова" in page


def test_acceptance_names_the_silent_and_asks_to_confirm(people, client_of):
    decision, college = _shared(people)
    report(decision, text="Сделано", by=people.coordinator)
    client, url = client_of(people.coordinator), f"/decisions/{decision.pk}/accept/"
    assert f"Не отчитались соисполнители: {college}" in client.get(url).content.decode().replace("&quot;", '"')
    assert "Отметьте «Работа сделана целиком" in client.post(url, {"is_whole": ""}).content.decode()
    client.post(url, {"is_whole": "on"})
    assert Decision.objects.get(pk=decision.pk).state == "accepted"


def test_several_files_are_kept_with_their_names(people, client_of):
    decision = DecisionFactory(on_control=True)
    files = [
        SimpleUploadedFile("Список участников.txt", "Список".encode()),
        SimpleUploadedFile("Зал.png", PICTURE),
        SimpleUploadedFile("Письмо.odt", _package("content.xml")),
    ]
    client = client_of(people.coordinator)
    client.post(f"/decisions/{decision.pk}/report/", {"text": "Сделано", "files": files})
    kept = list(decision.reports.get().evidence.all())
    assert [one.name for one in kept] == ["Список участников.txt", "Зал.png", "Письмо.odt"]
    answer = client.get(kept[1].get_absolute_url())
    assert b"".join(answer.streaming_content) == PICTURE and "attachment" in answer["Content-Disposition"]
    assert "Письмо.odt" in client.get(f"/decisions/{decision.pk}/").content.decode()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("Отчёт.exe", b"MZ\x90\x00", "Такой файл не подходит"),
        ("Отчёт.pdf", b"MZ\x90\x00" + b"\x00" * 64, "внутри у него другое"),
        ("Отчёт.txt", b"\x7fELF" + b"\x00" * 64, "внутри у него другое"),
        ("Отчёт.docx", _package("evil.exe"), "внутри у него другое"),
        ("Отчёт.png", b"", "Файл пустой"),
        ("Отчёт.jpg", b"\xff\xd8\xff" + b"0" * (10 * 1024 * 1024 + 1), "слишком большой"),
    ],
)
def test_a_bad_file_is_named_and_the_words_are_kept(people, client_of, name, content, words):
    decision = DecisionFactory(on_control=True)
    good = SimpleUploadedFile("Список.txt", "Список".encode())
    typed = {"text": "Мы всё сделали", "files": [good, SimpleUploadedFile(name, content)]}
    text = client_of(people.coordinator).post(f"/decisions/{decision.pk}/report/", typed).content.decode()
    assert words in text and "Мы всё сделали" in text and "Ошибка:" in text
    assert not decision.reports.exists()


def test_eleven_files_are_too_many(people, client_of):
    decision = DecisionFactory(on_control=True)
    files = [SimpleUploadedFile(f"{at}.txt", b"1") for at in range(11)]
    typed = {"text": "Сделано", "files": files}
    text = client_of(people.coordinator).post(f"/decisions/{decision.pk}/report/", typed).content.decode()
    assert "до 10 файлов, сейчас их 11" in text


def test_a_supervisor_with_an_account_sees_and_lists_the_decision(people, client_of):
    decision = DecisionFactory(on_control=True)
    client, url = client_of(people.employer), f"/decisions/{decision.pk}/"
    assert client.get(url).status_code == 404
    typed = {
        "number": "1",
        "text": decision.text,
        "kind": "assignment",
        "deadline_kind": "date",
        "due_on": f"{decision.due_on:%d.%m.%Y}",
        "supervisor_name": people.employer.full_name,
    }
    client_of(people.coordinator).post(f"/decisions/{decision.pk}/edit/", typed)
    assert client.get(url).status_code == 200
    assert decision.text in client.get("/decisions/?supervised=on").content.decode()
    assert "Под моим контролем" in client.get("/desk/").content.decode()
    assert client.get(f"/decisions/{decision.pk}/report/").status_code == 404


def test_changes_of_people_stand_in_the_history(people, client_of):
    decision, college = _shared(people)
    firm = Organisation.objects.of_user(people.employer).get()
    typed = {
        "number": "1",
        "text": decision.text,
        "kind": "assignment",
        "deadline_kind": "date",
        "responsible": firm.pk,
    }
    client_of(people.coordinator).post(f"/decisions/{decision.pk}/edit/", typed)
    page = client_of(people.coordinator).get(f"/decisions/{decision.pk}/").content.decode()
    assert f"ответственная организация: нет → {firm}" in page
    assert f"Соисполнитель убран: {college}" in page
