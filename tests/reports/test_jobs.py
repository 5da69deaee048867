"""The row of a job: states, one row per document, who sees it."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.roles import Role
from reports.models import Job, LostJob
from tests.reports.factories import JobFactory, UserFactory

pytestmark = pytest.mark.django_db


def order(by, **changes):
    fields = {"kind": "sample", "subject_pk": "all", "format": "pdf", "title": "Образец", "version": "1", "params": {}}
    return Job.objects.order(by=by, **(fields | changes))


def test_a_second_order_of_the_same_document_finds_the_first_job():
    person = UserFactory()

    first, is_new = order(person)
    second, is_newer = order(person)

    assert (first, is_new) == (second, True)
    assert not is_newer


@pytest.mark.parametrize(
    "change", [{"format": "docx"}, {"version": "2"}, {"subject_pk": "7"}, {"params": {"style": "gost"}}]
)
def test_another_format_subject_parameter_or_new_data_is_another_job(change):
    person = UserFactory()
    first, _ = order(person)

    second, is_new = order(person, **change)

    assert is_new
    assert first != second


def test_another_person_gets_an_own_job():
    first, _ = order(UserFactory())
    second, is_new = order(UserFactory())

    assert is_new
    assert first.key != second.key


@pytest.mark.parametrize("end", ["failed", "cancelled"])
def test_after_a_failure_or_a_cancellation_the_document_can_be_ordered_again(end):
    person = UserFactory()
    first, _ = order(person)
    first.fail("Не получилось.") if end == "failed" else first.cancel()

    _, is_new = order(person)

    assert is_new


def test_the_database_itself_refuses_a_second_live_job_of_one_document():
    first = JobFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        JobFactory(key=first.key)


def test_a_click_that_came_a_moment_later_in_another_process_finds_the_first_job(monkeypatch):
    person = UserFactory()
    first, _ = order(person)
    alive, looks = type(Job.objects.all()).alive, iter([True])
    monkeypatch.setattr(
        type(Job.objects.all()), "alive", lambda rows: rows.none() if next(looks, False) else alive(rows)
    )

    assert order(person) == (first, False)


def test_a_job_goes_from_order_to_file():
    job = JobFactory()

    job.start()
    job.report(60, "Верстаем документ")
    job.finish(b"content")
    job.refresh_from_db()

    assert job.is_ready and job.progress == 100 and job.step == ""
    assert Path(job.file.path).read_bytes() == b"content"
    assert job.file_hash == hashlib.sha256(b"content").hexdigest()


def test_of_two_messages_only_the_first_starts_the_job():
    job = JobFactory()
    twin = Job.objects.get(pk=job.pk)
    job.start()

    with pytest.raises(LostJob):
        twin.start()


def test_a_worker_that_was_believed_dead_leaves_no_file_behind():
    job = JobFactory()
    job.start()
    Job.objects.get(pk=job.pk).queue_again()

    with pytest.raises(LostJob):
        job.finish(b"late")

    job.refresh_from_db()
    assert (job.status, job.attempt, job.file.name) == (Job.Status.QUEUED, 2, "")
    assert not list(Path(settings.MEDIA_ROOT).rglob(f"{job.uuid}*"))


@pytest.mark.parametrize("trait", ["ready", "failed", "cancelled"])
@pytest.mark.parametrize("step", ["start", "beat", "cancel", "queue_again"])
def test_a_finished_job_does_not_move(trait, step):
    job = JobFactory(**{trait: True})

    with pytest.raises(LostJob):
        getattr(job, step)()


def test_a_cancelled_job_stops_its_worker_at_the_next_step():
    job = JobFactory()
    job.start()
    Job.objects.get(pk=job.pk).cancel()

    with pytest.raises(LostJob):
        job.report(50, "Верстаем")


@pytest.mark.parametrize(
    "broken",
    [
        {"status": "ready"},
        {"status": "failed"},
        {"status": "running"},
        {"progress": 101},
        {"error": "Ошибка у заказанного"},
        {"file_hash": "0" * 64},
    ],
)
def test_the_database_refuses_states_that_contradict_themselves(broken):
    job = JobFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**broken)


def test_people_see_their_own_jobs_and_an_administrator_sees_all():
    mine, other = JobFactory(), JobFactory()
    administrator = UserFactory(role=Role.ADMINISTRATOR)

    assert list(Job.objects.visible_to(mine.ordered_by)) == [mine]
    assert {mine, other} <= set(Job.objects.visible_to(administrator))


def test_a_file_name_is_made_of_the_title():
    job = JobFactory.build(title='Протокол: совет "Кластер" № 7 / 2022\n', format="docx", ordered_by=None)

    assert job.file_name == "Протокол совет Кластер № 7 2022.docx"
