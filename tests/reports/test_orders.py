"""Ordering a document through its pages."""

from dataclasses import replace

import pytest
from django.urls import reverse

from accounts.models import AccessEntry
from accounts.roles import Role
from reports.catalogue import KINDS, Kind
from reports.models import Job
from reports.tasks import render
from tests.reports.factories import JobFactory, UserFactory

pytestmark = pytest.mark.django_db
ORDER = {"kind": "sample", "pk": "all"}


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def client(person, client_of):
    return client_of(person)


def order(client, format="pdf", **changes):
    return client.post(reverse("reports:order", kwargs=ORDER | changes), {"format": format}, follow=True)


def test_an_order_leads_to_the_page_of_its_job_and_then_to_the_file(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = order(client)
    job = Job.objects.latest("pk")

    assert answer.redirect_chain == [(job.get_absolute_url(), 302)]
    assert "Скачать PDF" in client.get(job.get_absolute_url()).content.decode()
    file = client.get(reverse("reports:job-file", args=[job.uuid]))
    assert file.headers["Content-Type"] == "application/pdf"
    assert "filename*=utf-8" in file.headers["Content-Disposition"]
    assert file.content.startswith(b"%PDF-")


def test_a_second_click_gives_the_same_job_and_says_so(client):
    order(client)
    answer = order(client)

    assert Job.objects.filter(kind="sample").count() == 1
    assert "Документ уже заказан" in answer.content.decode()


def test_a_broker_that_does_not_answer_is_no_reason_to_refuse(
    client, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    def refuse(*args):
        raise ConnectionError("no broker")

    monkeypatch.setattr(render, "delay", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        answer = order(client)

    assert answer.status_code == 200
    assert Job.objects.get(kind="sample").status == Job.Status.QUEUED


@pytest.mark.parametrize(
    "changes", [{"kind": "unknown"}, {"kind": "protocol", "pk": "999999"}, {"kind": "protocol", "pk": "word"}]
)
def test_a_document_about_nothing_visible_is_not_found(client, changes):
    assert order(client, **changes).status_code == 404


def test_a_broken_builder_gives_a_job_that_says_so_and_no_broken_page(
    client, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    def build(self, subject, viewer, params):
        raise ZeroDivisionError

    monkeypatch.setattr(Kind, "build", build)
    monkeypatch.setitem(KINDS, "sample", replace(KINDS["sample"], version=""))
    with django_capture_on_commit_callbacks(execute=True):
        order(client)

    job = Job.objects.get(kind="sample")
    assert "Сообщите администратору" in client.get(job.get_absolute_url()).content.decode()


@pytest.mark.parametrize("format", ["", "odt"])
def test_a_format_the_document_does_not_come_in_is_not_found(client, format):
    assert order(client, format=format).status_code == 404


def test_without_the_permission_nothing_is_ordered(client_of):
    answer = order(client_of(UserFactory(role=Role.GRADUATE)))

    assert answer.status_code == 403
    assert not Job.objects.filter(kind="sample").exists()


def test_looking_at_the_address_of_an_order_orders_nothing(client):
    assert client.get(reverse("reports:order", kwargs=ORDER)).status_code == 405


@pytest.mark.parametrize("page", ["job-detail", "job-state", "job-file"])
def test_the_job_of_another_person_is_not_found(client, page):
    job = JobFactory(ready=True)

    assert client.get(reverse(f"reports:{page}", args=[job.uuid])).status_code == 404


@pytest.mark.parametrize("action", ["job-cancel", "job-again"])
def test_the_job_of_another_person_cannot_be_changed(client, action):
    job = JobFactory(failed=True)

    assert client.post(reverse(f"reports:{action}", args=[job.uuid])).status_code == 404


def test_an_administrator_sees_the_state_of_a_job_but_never_its_file(client_of):
    job = JobFactory(ready=True)
    administrator = client_of(UserFactory(role=Role.ADMINISTRATOR))

    page = administrator.get(job.get_absolute_url()).content.decode()

    assert "Файл открыт только тому, кто его заказал" in page
    assert administrator.get(reverse("reports:job-file", args=[job.uuid])).status_code == 403


def test_a_file_that_is_not_ready_is_not_found(client, person):
    job = JobFactory(running=True, ordered_by=person)

    assert client.get(reverse("reports:job-file", args=[job.uuid])).status_code == 404


def test_a_file_lost_by_the_storage_is_said_plainly(client, person):
    job = JobFactory(ready=True, ordered_by=person)
    job.file.storage.delete(job.file.name)

    answer = client.get(reverse("reports:job-file", args=[job.uuid]), follow=True)

    assert "файл на портале не сохранился" in answer.content.decode()
    assert "Заказать снова" in answer.content.decode()


def test_a_document_whose_file_is_lost_can_be_ordered_again(client):
    order(client)
    job = Job.objects.get(kind="sample")
    job.start()
    job.finish(b"content")
    job.file.storage.delete(job.file.name)

    order(client)

    job.refresh_from_db()
    assert job.status == Job.Status.FAILED
    assert Job.objects.latest("pk").status == Job.Status.QUEUED


def test_a_protected_document_leaves_a_line_in_the_log_of_access(client, person, monkeypatch):
    monkeypatch.setitem(KINDS, "sample", replace(KINDS["sample"], is_protected=True))
    job = JobFactory(ready=True, ordered_by=person)

    client.get(reverse("reports:job-file", args=[job.uuid]))

    assert AccessEntry.objects.filter(actor=person, subject_pk=str(job.pk)).exists()


@pytest.mark.parametrize(
    ("trait", "words"),
    [
        ({}, "ждёт своей очереди"),
        ({"running": True}, "Верстаем: 40 %"),
        ({"ready": True}, "Документ готов"),
        ({"failed": True}, "Документ собрать не удалось. Не получилось."),
        ({"cancelled": True}, "Заказ отменён"),
    ],
)
def test_the_page_of_a_job_says_its_state_in_words(client, person, trait, words):
    job = JobFactory(ordered_by=person, **trait)

    page = client.get(job.get_absolute_url()).content.decode()

    assert words in page
    assert 'role="status"' in page
    assert ("Проверить готовность" in page) == (not job.is_finished)
    assert words in client.get(reverse("reports:job-state", args=[job.uuid])).content.decode()


def test_a_waiting_job_can_be_cancelled_and_ordered_again(client, person):
    job = JobFactory(ordered_by=person)

    answer = client.post(reverse("reports:job-cancel", args=[job.uuid]), follow=True)
    assert "Заказ отменён." in answer.content.decode()

    answer = client.post(reverse("reports:job-again", args=[job.uuid]), follow=True)
    again = Job.objects.latest("pk")
    assert again != job
    assert answer.redirect_chain[-1][0] == again.get_absolute_url()


def test_a_ready_document_cannot_be_cancelled(client, person):
    job = JobFactory(ready=True, ordered_by=person)

    answer = client.post(reverse("reports:job-cancel", args=[job.uuid]), follow=True)

    assert "Отменять нечего" in answer.content.decode()


def test_my_documents_are_a_short_matter_for_the_database(client, person, django_assert_max_num_queries):
    for trait in ({}, {"running": True}, {"ready": True}, {"failed": True}) * 5:
        JobFactory(ordered_by=person, **trait)
    JobFactory(title="Чужой документ")

    with django_assert_max_num_queries(12):
        page = client.get(reverse("reports:job-list")).content.decode()

    assert "20\N{NO-BREAK SPACE}заказов" in page
    assert "Чужой документ" not in page


def test_an_empty_list_says_where_documents_are_ordered(client):
    assert "Вы ещё не заказывали документов" in client.get(reverse("reports:job-list")).content.decode()
