"""`portal.py run` with real processes: killed, interrupted, started again, started twice."""

import os
import signal
import sys

import pytest

from tests.bootstrap.calling import call_portal, one_line_of
from tests.live.running import RunningPortal, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="процессы читаются из /proc")
SERVICES = {
    "web": "gunicorn",
    "worker": "celery",
    "scheduler": "manage.py scheduler",
    "keeper of the database": "bootstrap.keeper",
    "database": "postgres -D",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A folder in which the portal has been set up once."""
    folder = tmp_path_factory.mktemp("portal")
    with RunningPortal(folder) as portal:
        assert "Загружаем учебный регион…" in portal.said
        assert sum("@demo.example" in line for line in portal.said) == 7
        portal.interrupt()
        assert not portal.processes()
    return folder


def test_killed_processes_come_back(data):
    with RunningPortal(data) as portal:
        assert portal.said[0].startswith("Портал готов: "), "второй запуск ничего не устанавливает и не загружает"
        for name, pattern in SERVICES.items():
            assert wait_until(lambda pattern=pattern: portal.processes(pattern)), name
            killed = min(portal.processes(pattern))
            os.kill(killed, signal.SIGKILL)
            assert wait_until(lambda pattern=pattern, killed=killed: set(portal.processes(pattern)) - {killed}), name
            assert wait_until(portal.answers, 90), name
        assert "уже запущен" in one_line_of(call_portal(data, "run", "--port", str(portal.port)))
        assert "Процесс web завершился (сигнал 9)" in portal.interrupt()
        assert portal.process.returncode == 0
        assert not portal.processes()


def test_nothing_outlives_a_killed_supervisor(data):
    with RunningPortal(data) as portal:
        assert wait_until(lambda: portal.processes("manage.py scheduler"))
        portal.process.kill()
        portal.process.wait()
        # At once, while the children of the killed one may still be ending.
        with RunningPortal(data) as successor:
            assert successor.said[0].startswith("Портал готов: ")
            assert wait_until(successor.answers)
            successor.process.kill()
            successor.process.wait()
        assert wait_until(lambda: not portal.processes())


def test_two_copies_run_side_by_side(data, tmp_path):
    with RunningPortal(data) as first, RunningPortal(tmp_path / "other", "--empty") as second:
        assert first.answers()
        assert second.answers()
        second.interrupt()
        assert not second.processes()
        assert first.answers()
        assert not {line for line in second.said if "@demo.example" in line}


def test_manage_prints_nothing_but_the_command(data):
    done = call_portal(data, "manage", "shell", "--no-imports", "-c", "print('ответ')")
    assert (done.returncode, done.stdout) == (0, "ответ\n"), done.stderr
    assert not RunningPortal(data).processes()
