"""Periodic duties: in time, once, and one failing duty does not stop the others."""

import zlib
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import OperationalError, connections
from django.utils import timezone

from reports.actions.locks import advisory_lock
from reports.actions.scheduling import run_due
from reports.duties import DUTIES, Duty
from reports.models import DutyRun

done: list[str] = []
PATH = f"{__name__}.tick"


def tick() -> None:
    done.append("tick")


def broken() -> None:
    raise ZeroDivisionError("сломалось")


def without_database() -> None:
    raise OperationalError("server closed the connection")


@pytest.fixture(autouse=True)
def _nothing_done():
    done.clear()


@pytest.mark.django_db
def test_a_duty_runs_when_its_time_has_come_and_not_before():
    duty = Duty("tick", PATH, every=timedelta(minutes=1))

    assert run_due([duty]) == ["tick"]
    assert run_due([duty]) == []
    DutyRun.objects.filter(name="tick").update(
        started_at=timezone.now() - timedelta(minutes=2), finished_at=timezone.now()
    )
    assert run_due([duty]) == ["tick"]
    assert done == ["tick", "tick"]


@pytest.mark.parametrize(
    ("now", "since"),
    [
        (datetime(2026, 3, 2, 4, 0), datetime(2026, 3, 2, 3, 30)),
        (datetime(2026, 3, 2, 3, 0), datetime(2026, 3, 1, 3, 30)),
        (datetime(2026, 3, 2, 3, 30), datetime(2026, 3, 2, 3, 30)),
    ],
)
def test_a_daily_duty_is_due_since_its_last_hour_so_a_missed_night_is_made_up_for(now, since):
    zone = ZoneInfo("Asia/Tomsk")
    duty = Duty("night", PATH, at=time(3, 30))

    assert duty.due_since(now.replace(tzinfo=zone)) == since.replace(tzinfo=zone)


@pytest.mark.django_db
def test_a_failing_duty_is_written_down_and_the_next_one_runs(caplog):
    duties = [
        Duty("broken", f"{__name__}.broken", every=timedelta(seconds=5)),
        Duty("tick", PATH, every=timedelta(seconds=5)),
    ]

    assert run_due(duties) == ["broken", "tick"]
    assert "сломалось" in DutyRun.objects.get(name="broken").error
    assert done == ["tick"]


@pytest.mark.django_db
def test_a_lost_database_is_told_to_the_scheduler():
    with pytest.raises(OperationalError):
        run_due([Duty("lost", f"{__name__}.without_database", every=timedelta(seconds=5))])


@pytest.mark.django_db
def test_a_duty_that_another_scheduler_is_doing_is_left_to_it():
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [zlib.crc32(b"duty.tick")])
        assert run_due([Duty("tick", PATH, every=timedelta(seconds=5))]) == []
    finally:
        other.close()


@pytest.mark.django_db
def test_the_lock_says_who_has_it():
    with advisory_lock("one") as first:
        assert first


@pytest.mark.django_db
def test_the_command_does_once_what_is_due(capsys):
    call_command("scheduler", "--once")

    assert set(capsys.readouterr().out.split()) == {duty.name for duty in DUTIES}
