"""Many documents in one archive: progress in words, a stop between two documents, nothing half-made, the same bytes."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from monitoring.models import Campaign
from reports.actions.reconcile import MOST_ATTEMPTS, reconcile
from reports.actions.rendering import render_job
from reports.catalogue import Kind
from reports.models import Job
from reports.writers.zip import to_zip
from tests.reports import samples
from tests.reports.factories import JobFactory
from ui.archives import Archive, File


def archive() -> Archive:
    return Archive(3, (File(f"Папка/Лист {name}", "docx", samples.note()) for name in "абв"))


@pytest.fixture
def job(db, monkeypatch) -> Job:
    monkeypatch.setattr(Kind, "build", lambda self, subject, viewer, params: archive())
    return JobFactory(format="zip")


def test_files_stand_in_folders_under_names_of_their_own():
    twins = Archive(2, [File("А: б", "docx", samples.note()), File("А? б", "docx", samples.note())])
    with zipfile.ZipFile(io.BytesIO(to_zip(twins))) as packed:
        assert packed.namelist() == ["А б.docx", "А б 2.docx"]
    with zipfile.ZipFile(io.BytesIO(to_zip(archive()))) as packed:
        assert packed.namelist()[0] == "Папка/Лист а.docx"


def test_the_same_documents_give_the_same_archive():
    assert to_zip(archive()) == to_zip(archive())


def test_the_person_who_waits_reads_how_many_are_done(job, monkeypatch):
    said = []
    monkeypatch.setattr(Job, "report", lambda self, progress, step: said.append((progress, step)))
    render_job(job.pk, 1)
    job.refresh_from_db()
    assert job.is_ready
    assert [step for _, step in said][1:4] == [
        f"{done} из 3\N{NO-BREAK SPACE}документов, сейчас «Папка/Лист {name}»" for done, name in enumerate("абв")
    ]
    assert [progress for progress, _ in said] == sorted(progress for progress, _ in said)


def test_a_cancelled_archive_stops_between_two_documents_and_leaves_nothing(job, monkeypatch):
    made = []

    def cancelled_after_first(self, progress, step):
        made.append(step)
        if step.startswith("1 из"):
            Job.objects.get(pk=self.pk).cancel()
        return original(self, progress, step)

    original = Job.report
    monkeypatch.setattr(Job, "report", cancelled_after_first)
    render_job(job.pk, 1)
    job.refresh_from_db()
    assert job.status == Job.Status.CANCELLED
    assert not job.file and made[-1].startswith("1 из")


def test_an_archive_broken_off_starts_anew_with_the_next_attempt(job):
    job.start()
    job.report(40, "1 из 3")
    job.queue_again()
    render_job(job.pk, 2)
    job.refresh_from_db()
    assert job.is_ready
    with job.file.open() as file, zipfile.ZipFile(file) as packed:
        assert len(packed.namelist()) == 3


def test_an_archive_that_breaks_off_time_after_time_says_so_and_is_ordered_anew(job, people, client_of):
    campaign, long_ago = Campaign.objects.get(year=2021), timezone.now() - timedelta(hours=1)
    Job.objects.filter(pk=job.pk).update(
        kind="campaign-documents", subject_pk=campaign.pk, ordered_by=people.methodologist, status=Job.Status.RUNNING,
        attempt=MOST_ATTEMPTS, started_at=long_ago, heartbeat_at=long_ago, step="1 из 3",
    )  # fmt: skip
    reconcile()
    client = client_of(people.methodologist)
    page = client.get(job.get_absolute_url()).content.decode()
    assert "работа каждый раз обрывалась" in page and "Заказать снова" in page
    answer = client.post(reverse("reports:job-again", args=[job.uuid]))
    new = Job.objects.get(kind="campaign-documents", status=Job.Status.QUEUED)
    assert (answer.url, new.attempt) == (new.get_absolute_url(), 1)
    render_job(new.pk, 1)
    new.refresh_from_db()
    assert new.is_ready and not Job.objects.get(pk=job.pk).file
