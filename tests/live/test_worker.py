"""A real worker and a real scheduler, killed without mercy: an ordered document still arrives, once."""

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from accounts.models import User
from cluster.models import Municipality, Region
from monitoring.computation import compute
from monitoring.models import Campaign, CriterionScore, Edition, Result, Submission
from reports.actions import orders
from reports.catalogue import KINDS
from reports.models import DutyRun, Job
from tests.monitoring.factories import make_campaign
from tests.reports.factories import JobFactory, UserFactory

ROOT = Path(__file__).parents[2]
WORKER = ["celery", "-A", "config", "worker", "--pool", "prefork", "--concurrency", "1", "--loglevel", "WARNING"]
SCHEDULER = ["django", "scheduler", "--only", "reconcile-jobs"]
ARCHIVE = KINDS["campaign-documents"]
PLACES = 8
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def redis_or_skip() -> str:
    if found := shutil.which("redis-server"):
        return found
    reason = "redis-server не найден: работа через Redis НЕ проверена"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def database(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Rows that other processes see, taken away afterwards; a transactional test would empty the whole region."""
    with django_db_blocker.unblock():
        yield
        jobs = Job.objects.filter(key__startswith="live-")
        owners = {job.ordered_by for job in jobs}
        jobs.delete()
        DutyRun.objects.all().delete()
        for owner in owners:
            owner.delete()
        connection.close()


@pytest.fixture
def start(tmp_path, database) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts a process of the portal in a group of its own, with the test database and a data folder of its own."""
    running: list[subprocess.Popen[bytes]] = []
    target = connection.settings_dict
    address = f"postgres://{target['USER']}:{target['PASSWORD']}@{target['HOST']}:{target['PORT']}/{target['NAME']}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": address,
        "PORTAL_DATA": str(tmp_path),
        "SECRET_KEY": settings.SECRET_KEY,
        "JOB_STALE_AFTER_SECONDS": "2",
        "PYTHONUNBUFFERED": "1",
    }

    def run(command: list[str], broker: str = "", *, is_module: bool = True) -> subprocess.Popen[bytes]:
        arguments = [sys.executable, "-m", *command] if is_module else command
        log = (tmp_path / f"{len(running)}.log").open("wb")
        process = subprocess.Popen(
            arguments,
            cwd=ROOT,
            env={**environment, "BROKER_URL": broker},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        running.append(process)
        return process

    yield run
    for process in running:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9 of the process and of its children."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(job: Job, *states: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        job.refresh_from_db()
        if job.status in states:
            return
        time.sleep(0.1)
    pytest.fail(f"after {seconds} s the job is still {job.status}, attempt {job.attempt}: {job.step or job.error}")


def order(name: str, **params: float) -> Job:
    """An ordered document whose message never left, as if the broker had died at that moment."""
    return JobFactory(
        key=f"live-{name}", params=params, heartbeat_at=LONG_AGO, ordered_by=UserFactory(email=f"{name}@live.example")
    )


def test_a_killed_worker_loses_nothing(start, tmp_path):
    job = order("folder", seconds=2)
    start(SCHEDULER)
    worker = start(WORKER)
    wait_for(job, Job.Status.RUNNING)
    kill(worker)
    start(WORKER)
    job.refresh_from_db()
    assert (job.status, job.attempt) == (Job.Status.RUNNING, 1)

    wait_for(job, Job.Status.READY, Job.Status.FAILED)

    files = [path.name for path in (tmp_path / "media").rglob("*.pdf")]
    assert (job.status, job.attempt, files) == (Job.Status.READY, 2, [f"{job.uuid}-2.pdf"])
    assert (tmp_path / "media" / job.file.name).read_bytes().startswith(b"%PDF-")


@pytest.fixture
def campaign(database, monkeypatch) -> Iterator[Campaign]:
    """A campaign with a few accepted forms: its archive takes long enough to be broken off.

    The message about the order is lost: the scheduler makes up for it, and the test itself does none of the work.
    """
    monkeypatch.setattr(orders, "send", lambda job: None)
    by = User.objects.get(email="methodologist@demo.example")
    edition = Edition.objects.get(code="career-choice", number=1)
    region = Region.objects.get(oktmo_prefix="25")
    places = {place.oktmo: place for place in Municipality.objects.of_region(region)[:PLACES]}
    made = make_campaign(edition, places, year=2025)
    forms = [
        Submission(
            campaign=made, municipality=place, status=Submission.Status.ACCEPTED, accepted_at=LONG_AGO, accepted_by=by
        )
        for place in places.values()
    ]
    Submission.objects.bulk_create(forms)
    compute([made])
    yield made
    Job.objects.filter(kind=ARCHIVE.code).delete()
    for rows in (CriterionScore, Result):  # their tables carry no constraint that would take them along
        rows.objects.filter(campaign=made).delete()
    made.submissions.all().delete()
    made.delete()


def wait_for_step(job: Job, pattern: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        job.refresh_from_db()
        if re.match(pattern, job.step):
            return
        time.sleep(0.02)
    pytest.fail(f"the archive is {job.status}: {job.step or job.error}")


def test_a_broken_off_archive_is_packed_whole_and_once(start, tmp_path, campaign):
    wanted = {"by": User.objects.get(email="methodologist@demo.example"), "format": "zip", "params": {}}
    job, _ = orders.order(ARCHIVE, campaign, **wanted)
    Job.objects.filter(pk=job.pk).update(heartbeat_at=LONG_AGO)
    start(SCHEDULER)
    worker = start(WORKER)
    wait_for_step(job, r"[2-9] из ")
    kill(worker)
    start(WORKER)
    job.refresh_from_db()
    assert (job.status, job.attempt) == (Job.Status.RUNNING, 1)

    wait_for(job, Job.Status.READY, Job.Status.FAILED)

    (file,) = (tmp_path / "media").rglob("*.zip")
    assert (job.status, job.attempt, file.name) == (Job.Status.READY, 2, f"{job.uuid}-2.zip")
    assert hashlib.sha256(file.read_bytes()).hexdigest() == job.file_hash
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert len(names) == len(set(names)) == 2 * PLACES + 3
    assert Job.objects.get(kind=ARCHIVE.code, subject_pk=str(campaign.pk)) == job


def test_documents_are_made_over_redis(start, tmp_path):
    binary, port = redis_or_skip(), free_port()
    start([binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)], is_module=False)
    wait_for_port(port)
    broker, job = f"redis://127.0.0.1:{port}/0", order("redis")

    start(WORKER, broker)
    start(SCHEDULER, broker)
    wait_for(job, Job.Status.READY, Job.Status.FAILED)

    assert (job.status, job.attempt) == (Job.Status.READY, 1)


def test_the_scheduler_outlives_its_database_connection_and_stops_when_asked(start):
    scheduler = start(SCHEDULER)
    run = wait_for_duty(LONG_AGO)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    wait_for_duty(run.started_at)
    scheduler.send_signal(signal.SIGTERM)

    assert scheduler.wait(timeout=5) == 0


def wait_for_duty(after) -> DutyRun:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if run := DutyRun.objects.filter(name="reconcile-jobs", started_at__gt=after).first():
            return run
        time.sleep(0.1)
    pytest.fail("the scheduler does not do its duty")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port: int) -> None:
    for _ in range(50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"nothing answers on port {port}")
