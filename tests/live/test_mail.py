"""Real schedulers and a real mail server: stopped, started, killed at the worst moment, two at once."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.actions.letters import consider_sent, send_again
from accounts.mail import Draft, send_letters
from accounts.models import Letter, User
from events.actions.reminders import remind
from reports.models import DutyRun
from tests.accounts.mail_server import OK, WAIT_AFTER_TEXT, WAIT_BEFORE_TEXT, MailServer
from tests.live.running import wait_until

ROOT = Path(__file__).parents[2]
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def database(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Rows that other processes see; afterwards the outbox and the duties are as empty as they were."""
    with django_db_blocker.unblock():
        Letter.objects.all().delete()
        DutyRun.objects.all().delete()
        yield
        Letter.objects.all().delete()
        DutyRun.objects.all().delete()
        connection.close()


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def start(tmp_path, database, server) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts a scheduler of some duties with the test database, sending to the server of the test."""
    running: list[subprocess.Popen[bytes]] = []
    target = connection.settings_dict
    address = f"postgres://{target['USER']}:{target['PASSWORD']}@{target['HOST']}:{target['PORT']}/{target['NAME']}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": address,
        "PORTAL_DATA": str(tmp_path),
        "SECRET_KEY": settings.SECRET_KEY,
        "PROTECTED_DATA_KEYS": ",".join(settings.PROTECTED_DATA_KEYS),
        "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
    }

    def run(*duties: str, once: bool = False) -> subprocess.Popen[bytes]:
        chosen = [word for duty in duties for word in ("--only", duty)]
        command = [sys.executable, "-m", "django", "scheduler", *chosen, *(["--once"] if once else [])]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
        running.append(process)
        return process

    run.environment = environment  # type: ignore[attr-defined]
    yield run
    for process in running:
        process.kill()
        process.wait()


def write(number: int = 1) -> list[Letter]:
    drafts = (_draft(f"live-mail:{n}", f"reader{n}@demo.test") for n in range(number))
    send_letters(drafts)
    return list(Letter.objects.order_by("pk"))


def _draft(key: str, to: str) -> Draft:
    user = User(full_name="Читатель", email=to)
    context = {"user": user, "link": "http://127.0.0.1:8000/"}
    return Draft(to=to, subject="Приглашение", template="accounts/letters/invitation.txt", key=key, context=context)


def make_due() -> None:
    """Minutes pass for the letters that wait, and the duty may start again."""
    Letter.objects.filter(sent_at=None).update(send_after=timezone.now())
    DutyRun.objects.update(started_at=LONG_AGO)


def sent() -> int:
    return Letter.objects.exclude(sent_at=None).count()


def test_letters_wait_for_a_stopped_server_and_leave_once_when_it_is_back(start, server):
    letters = write(30)
    server.stop()
    start("send-letters")
    assert wait_until(lambda: Letter.objects.exclude(last_error="").exists())
    assert sent() == 0
    server.start()
    make_due()
    assert wait_until(lambda: sent() == len(letters))
    assert sorted(server.keys) == sorted(f"<{one.message_id}@localhost>" for one in letters)


def test_two_senders_at_one_moment_send_each_letter_once(start, server):
    """The lock of the scheduler is stepped over: two processes call the action itself."""
    letters = write(60)
    code = "import django; django.setup(); from accounts.actions.letters import send_due; send_due()"
    environment = start.environment
    pair = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment) for _ in range(2)]
    assert [one.wait(60) for one in pair] == [0, 0]
    assert sent() == len(letters)
    assert len(server.keys) == len(set(server.keys)) == len(letters)


def test_two_schedulers_at_once_do_each_duty_once(start, server):
    pair = [start("remind-of-decisions", "send-digests", "send-letters") for _ in range(2)]
    assert wait_until(lambda: DutyRun.objects.exclude(finished_at=None).count() == 3)
    due = Letter.objects.count()
    assert due > 0, "в учебном регионе есть о чём напомнить"
    make_due()
    assert wait_until(lambda: sent() == due)
    assert Letter.objects.count() == due
    assert len(server.keys) == len(set(server.keys)) == due
    assert [one.poll() for one in pair] == [None, None]


def test_sender_killed_before_the_text_is_made_up_for(start, server):
    write()
    server.mode = WAIT_BEFORE_TEXT
    sender = start("send-letters")
    assert server.announced.wait(30)
    sender.send_signal(signal.SIGKILL)
    sender.wait()
    letter = Letter.objects.get()
    assert (letter.attempts, letter.handed_over_at, letter.sent_at) == (1, None, None)
    assert letter.send_after > timezone.now(), "письмо снова ждёт, но не сию минуту"

    server.mode = OK
    server.may_go_on.set()
    make_due()
    start("send-letters")
    assert wait_until(lambda: sent() == 1)
    assert len(server.keys) == 1


def test_sender_killed_before_the_answer_leaves_a_doubt_that_a_person_settles(start, server):
    write()
    server.mode = WAIT_AFTER_TEXT
    sender = start("send-letters")
    assert wait_until(lambda: server.received)
    sender.send_signal(signal.SIGKILL)
    sender.wait()

    server.mode = OK
    server.may_go_on.set()
    make_due()
    start("send-letters")
    assert wait_until(lambda: DutyRun.objects.get().started_at > LONG_AGO)
    later = timezone.now() + timedelta(hours=1)
    letter = Letter.objects.in_doubt(later).get()
    assert len(server.keys) == 1, "без человека письмо второй раз не уходит"

    Letter.objects.update(handed_over_at=LONG_AGO)
    by = User.objects.get(email="admin@demo.example")
    assert send_again(letter, by=by) and not consider_sent(letter, by=by)
    make_due()
    assert wait_until(lambda: sent() == 1)
    assert len(server.keys) == 2 and len(set(server.keys)) == 1, "у повтора то же имя: ящик узнает двойника"


def test_writers_at_one_moment_write_each_occasion_once(database):
    """Two schedulers whose lock has failed: the unique key of the occasion decides."""
    ready, written = threading.Barrier(4), []

    def work() -> None:
        try:
            ready.wait(10)
            written.append(remind())
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    keys = list(Letter.objects.values_list("key", flat=True))
    assert len(written) == 4 and keys and len(keys) == len(set(keys))
    assert remind() == 0


def test_scheduler_killed_while_it_writes_reminders_is_made_up_for(start):
    start("remind-of-decisions", once=True).wait(60)
    whole = set(Letter.objects.values_list("key", flat=True))
    Letter.objects.all().delete()
    DutyRun.objects.all().delete()
    lost = 0
    while set(Letter.objects.values_list("key", flat=True)) != whole and lost < 5:
        scheduler = start("remind-of-decisions")
        wait_until(lambda: DutyRun.objects.exists(), 10)
        scheduler.send_signal(signal.SIGKILL)
        scheduler.wait()
        DutyRun.objects.update(started_at=LONG_AGO)
        lost += 1
    assert start("remind-of-decisions", once=True).wait(60) == 0
    assert sorted(Letter.objects.values_list("key", flat=True)) == sorted(whole)
