"""Nothing ordered is forgotten: silent jobs are sent again, and not for ever."""

import zlib
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, connections
from django.utils import timezone

from reports.actions import cleaning, reconcile
from reports.models import Job
from reports.tasks import render
from tests.reports.factories import JobFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch, django_capture_on_commit_callbacks):
    """Runs the reconciler and returns (job, attempt) of each message that left."""

    def run() -> list[tuple[int, int]]:
        messages: list[tuple[int, int]] = []
        monkeypatch.setattr(render, "delay", lambda pk, attempt: messages.append((pk, attempt)))
        with django_capture_on_commit_callbacks(execute=True):
            reconcile.reconcile()
        return messages

    return run


def silent(**traits) -> Job:
    return JobFactory(heartbeat_at=timezone.now() - timedelta(minutes=5), **traits)


def test_a_job_that_waits_too_long_gets_another_message_about_the_same_attempt(sent):
    job = silent()

    assert sent() == [(job.pk, 1)]


def test_a_job_that_broke_off_gets_the_next_attempt(sent):
    job = silent(running=True)

    assert sent() == [(job.pk, 2)]
    job.refresh_from_db()
    assert (job.status, job.progress, job.started_at) == (Job.Status.QUEUED, 0, None)


def test_a_job_whose_heart_beats_is_left_alone(sent):
    JobFactory(running=True)
    JobFactory()

    assert sent() == []


@pytest.mark.parametrize("trait", ["ready", "failed", "cancelled"])
def test_a_finished_job_is_left_alone(sent, trait):
    silent(**{trait: True})

    assert sent() == []


def test_after_the_last_attempt_the_person_learns_the_reason(sent):
    job = silent(running=True, attempt=reconcile.MOST_ATTEMPTS)

    assert sent() == []
    job.refresh_from_db()
    assert job.status == Job.Status.FAILED
    assert str(job.uuid) in job.error


def test_the_second_pass_sends_nothing_because_the_first_did(sent):
    silent()
    sent()

    assert sent() == []


def test_two_reconcilers_do_not_work_at_once(sent):
    silent()
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [zlib.crc32(b"reports.reconcile")])
        assert sent() == []
    finally:
        other.close()


def test_the_lock_is_given_back(sent):
    sent()

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert cursor.fetchone() == (0,)


def test_old_documents_leave_with_their_files_and_young_ones_stay():
    old = JobFactory(ready=True, finished_at=timezone.now() - timedelta(days=31))
    old.started_at = old.finished_at
    young = JobFactory(ready=True)

    cleaning.clean()

    assert set(Job.objects.filter(pk__in=[old.pk, young.pk])) == {young}
    assert not default_storage.exists(old.file.name)
    assert default_storage.exists(young.file.name)


def test_a_file_nobody_named_leaves_after_a_day(monkeypatch):
    orphan = default_storage.save("documents/2026/01/orphan.pdf", ContentFile(b"x"))
    cleaning.clean()
    assert default_storage.exists(orphan)

    monkeypatch.setattr(cleaning, "YOUNGEST_ORPHAN", timedelta(0))
    cleaning.clean()

    assert not default_storage.exists(orphan)
