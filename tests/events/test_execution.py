"""Pages of the steps: each works, refuses strangers, and keeps what was typed."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Letter
from cluster.models import Organisation
from events.actions import execution
from events.models import Decision, ExecutionReport
from tests.events.factories import DecisionFactory, today

pytestmark = pytest.mark.django_db
STEPS = ("control", "report", "accept", "return", "extend")


@pytest.mark.parametrize("step", STEPS)
def test_step_on_a_decision_of_another_region_is_not_found(client_of, people, step):
    decision = DecisionFactory(foreign=True, reported=True)
    assert client_of(people.coordinator).post(f"/decisions/{decision.pk}/{step}/").status_code == 404


@pytest.mark.parametrize("step", ["control", "accept", "return", "extend"])
def test_executor_may_not_judge_the_own_work(client_of, people, step):
    college = Organisation.objects.of_user(people.college_specialist).get()
    decision = DecisionFactory(reported=True, responsible=college)
    assert client_of(people.college_specialist).post(f"/decisions/{decision.pk}/{step}/").status_code == 403


def test_graduate_may_not_report(client_of, people):
    decision = DecisionFactory(on_control=True)
    assert client_of(people.graduate).post(f"/decisions/{decision.pk}/report/").status_code == 403


def test_coordinator_puts_a_decision_on_control(client_of, people):
    decision = DecisionFactory()
    client_of(people.coordinator).post(f"/decisions/{decision.pk}/control/")
    decision.refresh_from_db()
    assert decision.state == "on_control"


def test_executor_reports_with_a_file(client_of, people):
    college = Organisation.objects.of_user(people.college_specialist).get()
    decision = DecisionFactory(on_control=True, responsible=college)
    file = SimpleUploadedFile("Список.txt", "Список участников".encode())
    client = client_of(people.college_specialist)
    client.post(f"/decisions/{decision.pk}/report/", {"text": "Сделано", "files": file})
    decision.refresh_from_db()
    report = decision.reports.get()
    assert decision.state == "reported"
    answer = client.get(report.evidence.get().get_absolute_url())
    assert "Список участников".encode() in b"".join(answer.streaming_content)
    assert client_of(people.employer).get(report.evidence.get().get_absolute_url()).status_code == 404


def test_partial_report_leaves_the_decision_open(client_of, people):
    decision = DecisionFactory(on_control=True)
    client_of(people.coordinator).post(f"/decisions/{decision.pk}/report/", {"text": "Начали", "is_partial": "on"})
    decision.refresh_from_db()
    assert decision.state == "on_control"
    assert decision.reports.get().is_partial


def test_report_with_a_disguised_file_keeps_the_words(client_of, people):
    decision = DecisionFactory(on_control=True)
    picture = SimpleUploadedFile("Отчёт.docx", b"\x89PNG\r\n\x1a\n" + b"0" * 50)
    answer = client_of(people.coordinator).post(
        f"/decisions/{decision.pk}/report/", {"text": "Мы всё сделали", "files": picture}
    )
    text = answer.content.decode()
    assert "внутри у него другое" in text and "Мы всё сделали" in text
    assert not ExecutionReport.objects.filter(decision=decision).exists()


def test_coordinator_accepts_a_report(client_of, people):
    decision = DecisionFactory(on_control=True)
    client = client_of(people.coordinator)
    client.post(f"/decisions/{decision.pk}/report/", {"text": "Сделано"})
    assert "Принять исполнение?" in client.get(f"/decisions/{decision.pk}/accept/").content.decode()
    client.post(f"/decisions/{decision.pk}/accept/")
    decision.refresh_from_db()
    assert (decision.state, decision.accepted_by) == ("accepted", people.coordinator)


def test_accepting_what_is_not_reported_is_told_in_words(client_of, people):
    decision = DecisionFactory(on_control=True)
    answer = client_of(people.coordinator).post(f"/decisions/{decision.pk}/accept/", follow=True)
    assert "по которому есть отчёт об исполнении" in answer.content.decode()


def test_returned_report_shows_the_reason(client_of, people):
    decision = DecisionFactory(on_control=True)
    client = client_of(people.coordinator)
    client.post(f"/decisions/{decision.pk}/report/", {"text": "Сделано"})
    assert (
        "Заполните поле «Что исправить»"
        in client.post(f"/decisions/{decision.pk}/return/", {"reason": ""}).content.decode()
    )
    answer = client.post(f"/decisions/{decision.pk}/return/", {"reason": "Нет подписи"}, follow=True)
    assert "Нет подписи" in answer.content.decode()
    assert Decision.objects.get(pk=decision.pk).state == "returned"


def test_whoever_reported_learns_of_the_return_by_letter(people):
    decision = DecisionFactory(on_control=True)
    told = execution.report(decision, text="Сделано", by=people.college_specialist)
    execution.return_for_revision(decision, reason="Нет подписи", by=people.coordinator)
    letter = Letter.objects.get(key=f"report-returned-{told.pk}")
    assert letter.to == people.college_specialist.email and "Нет подписи" in letter.text
    own = execution.report(decision, text="Передаю за исполнителя", by=people.coordinator)
    execution.return_for_revision(decision, reason="Рано", by=people.coordinator)
    assert not Letter.objects.filter(key=f"report-returned-{own.pk}").exists()


def test_extension_asks_for_a_later_day(client_of, people):
    decision = DecisionFactory(overdue=True)
    client, url = client_of(people.coordinator), f"/decisions/{decision.pk}/extend/"
    early = f"{decision.due_on - timedelta(days=1):%d.%m.%Y}"
    text = client.post(url, {"new_due_on": early, "reason": "Отпуск"}).content.decode()
    assert "Новый срок должен быть позже прежнего" in text and early in text and "Отпуск" in text
    impossible = client.post(url, {"new_due_on": "31.02.2030", "reason": "Отпуск"}).content.decode()
    assert "Такого дня нет: 31.02.2030" in impossible
    later = today() + timedelta(days=12)
    answer = client.post(url, {"new_due_on": f"{later:%d.%m.%Y}", "reason": "Отпуск"}, follow=True)
    assert "Продления срока" in answer.content.decode()
    assert Decision.objects.get(pk=decision.pk).due_on == later
