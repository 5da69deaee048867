"""What a worker does with a job: each way it can end."""

import logging

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import OperationalError

from accounts.roles import Role
from monitoring.models import Submission
from reports.actions import rendering
from reports.actions.rendering import render_job
from reports.catalogue import KINDS, Kind
from reports.checks import missing_parts
from reports.duties import missing_duties
from reports.models import Job
from tests.reports.factories import JobFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample_that(monkeypatch):
    """Makes the sample document end in the given way."""

    def ends(error: Exception) -> None:
        def build(self, subject, viewer, params):
            raise error

        monkeypatch.setattr(Kind, "build", build)

    return ends


@pytest.mark.parametrize(("format", "start"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_a_job_becomes_a_file(format, start):
    job = JobFactory(format=format)

    render_job(job.pk, 1)

    job.refresh_from_db()
    assert job.is_ready
    with job.file.open() as file:
        assert file.read(5).startswith(start)


def test_a_doubled_message_makes_no_second_file(monkeypatch):
    job = JobFactory()
    render_job(job.pk, 1)
    monkeypatch.setattr(rendering, "_make", lambda job: pytest.fail("made twice"))

    render_job(job.pk, 1)


def test_a_message_of_an_older_attempt_is_left_alone():
    job = JobFactory(attempt=2)

    render_job(job.pk, 1)

    job.refresh_from_db()
    assert job.status == Job.Status.QUEUED


def test_a_job_that_is_gone_is_left_alone():
    render_job(123456789, 1)


def test_a_person_who_lost_the_right_gets_a_reason_and_no_file():
    job = JobFactory(ordered_by=UserFactory(role=Role.GRADUATE))

    render_job(job.pk, 1)

    job.refresh_from_db()
    assert (job.status, job.error) == (Job.Status.FAILED, rendering.FORBIDDEN)


def test_a_subject_that_is_gone_gives_a_reason():
    job = JobFactory(kind="protocol", subject_pk="999999999")

    render_job(job.pk, 1)

    job.refresh_from_db()
    assert (job.status, job.error) == (Job.Status.FAILED, rendering.GONE)


def test_a_fault_of_the_portal_is_said_plainly_and_logged_for_engineers(sample_that, caplog):
    sample_that(ZeroDivisionError("division by zero"))
    job = JobFactory()

    with caplog.at_level(logging.ERROR):
        render_job(job.pk, 1)

    job.refresh_from_db()
    assert job.status == Job.Status.FAILED
    assert str(job.uuid) in job.error and "division" not in job.error
    assert "division by zero" in caplog.text


@pytest.mark.parametrize("fault", [OperationalError("server closed the connection"), OSError("No space left")])
def test_an_outside_fault_leaves_the_job_to_the_reconciler(sample_that, fault, caplog):
    sample_that(fault)
    job = JobFactory()

    render_job(job.pk, 1)

    job.refresh_from_db()
    assert job.status == Job.Status.RUNNING


def test_a_refusal_of_the_builder_is_a_missing_right(sample_that):
    sample_that(PermissionDenied())
    job = JobFactory()

    render_job(job.pk, 1)

    job.refresh_from_db()
    assert job.error == rendering.FORBIDDEN


def test_every_kind_of_the_catalogue_leads_to_a_builder_and_a_model():
    assert missing_parts() == []
    assert missing_duties() == []


def test_the_check_names_what_is_missing(monkeypatch):
    lost = Kind("lost", "Потерянный", "events.documents.lost", KINDS["sample"].permission, subject="events.Lost")
    monkeypatch.setitem(KINDS, "lost", lost)

    problems = missing_parts()

    assert len(problems) == 2
    assert "events.documents.lost" in problems[0].msg


@pytest.mark.django_db
def test_render_finds_a_reader_who_sees_the_record(tmp_path):
    """The first person with the right, a coordinator, does not see forms of municipalities."""
    sheet = Submission.objects.filter(campaign__year=2021).first()
    out = tmp_path / "sheet.pdf"
    call_command("render", "municipal-sheet", id=str(sheet.pk), format="pdf", out=out)
    assert out.read_bytes().startswith(b"%PDF-")
