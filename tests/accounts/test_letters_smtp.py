"""Letters over a real SMTP server on this machine that is stopped, started and misbehaves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import smtp
from accounts.actions.letters import send_due
from accounts.models import Letter
from tests.accounts.mail_server import (
    BUSY,
    DIE_AFTER_TEXT,
    DIE_BEFORE_TEXT,
    OK,
    REFUSE,
    SILENT,
    WAIT_AFTER_TEXT,
    MailServer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with MailServer() as server:
        settings.EMAIL_PORT = server.port
        yield server


@pytest.fixture
def clock(monkeypatch):
    """Hours pass at once: `clock(minutes=5)`."""
    real, passed = timezone.now, [timedelta()]
    monkeypatch.setattr(timezone, "now", lambda: real() + passed[0])

    def forward(**time):
        passed[0] += timedelta(**time)

    return forward


def _letters(number=1):
    Letter.objects.all().delete()
    now = timezone.now()
    return Letter.objects.bulk_create(
        Letter(key=f"smtp:{n}", to=f"reader{n}@demo.test", subject=f"Письмо {n}", text="Текст", send_after=now)
        for n in range(number)
    )


def _run(server, clock, hours, every=timedelta(minutes=1)):
    for _ in range(int(timedelta(hours=hours) / every)):
        clock(minutes=every.total_seconds() / 60)
        send_due()


def test_each_letter_arrives_once_with_its_own_lasting_name(server):
    letters = _letters(3)
    assert [send_due(), send_due()] == [3, 0]
    assert sorted(letter["To"] for letter in server.received) == sorted(one.to for one in letters)
    assert server.keys == [f"<{one.message_id}@localhost>" for one in letters]


@pytest.mark.parametrize("hours", [1, 25])
def test_server_is_down_for_long_and_letters_leave_later_none_twice(server, clock, hours):
    letters = _letters(20)
    server.stop()
    _run(server, clock, hours, every=timedelta(minutes=5 if hours > 1 else 1))
    assert Letter.objects.filter(sent_at=None).count() == 20
    assert all(Letter.objects.exclude(attempts=0).values_list("last_error", flat=True))
    server.start()
    _run(server, clock, 0.5)
    assert len(server.keys) == len(set(server.keys)) == len(letters)
    assert not Letter.objects.filter(sent_at=None).exists()


def test_pause_between_attempts_grows_up_to_a_quarter_of_an_hour(server, clock):
    (letter,) = _letters()
    server.stop()
    pauses = []
    for _ in range(6):
        send_due()
        letter.refresh_from_db()
        pauses.append(round((letter.send_after - timezone.now()).total_seconds() / 60))
        clock(minutes=pauses[-1])
    assert pauses == [2, 4, 8, 15, 15, 15]


def test_unreachable_server_is_asked_once_in_a_run(server):
    _letters(50)
    server.stop()
    send_due()
    assert Letter.objects.exclude(attempts=0).count() == 1


@pytest.mark.parametrize("answer", [REFUSE, BUSY])
def test_refused_letter_waits_and_leaves_when_it_is_taken(server, clock, answer):
    letters = _letters(2)
    server.mode = answer
    assert send_due() == 0
    assert {one.attempts for one in Letter.objects.all()} == {1}, "отказ одному не задерживает других"
    server.mode = OK
    clock(hours=6)
    assert send_due() == 2
    assert len(server.keys) == len(letters)


def test_server_that_dies_before_the_text_gets_the_letter_later(server, clock):
    _letters()
    server.mode = DIE_BEFORE_TEXT
    send_due()
    letter = Letter.objects.get()
    assert letter.handed_over_at is None and letter.last_error
    server.mode = OK
    clock(minutes=2)
    assert send_due() == 1
    assert len(server.keys) == 1


def test_server_that_falls_silent_after_its_greeting_is_left_after_one_try(server, clock, monkeypatch):
    _letters(5)
    server.mode = SILENT
    with monkeypatch.context() as hurry:
        hurry.setattr(smtp, "PATIENCE", 0.3)
        assert send_due() == 0
    tried = Letter.objects.get(attempts=1)
    assert tried.handed_over_at is None and "timed out" in tried.last_error
    assert Letter.objects.filter(attempts=0).count() == 4, "в одном запуске ждут один раз"
    server.mode = OK
    clock(minutes=2)
    assert send_due() == 5 and len(set(server.keys)) == 5


def test_answer_to_a_whole_letter_has_a_patience_of_its_own(server, clock, monkeypatch):
    assert smtp.PATIENCE < smtp.PATIENCE_FOR_VERDICT
    monkeypatch.setattr(smtp, "PATIENCE_FOR_VERDICT", 0.3)
    _letters()
    server.mode = WAIT_AFTER_TEXT
    assert send_due() == 0
    clock(hours=1)
    assert Letter.objects.in_doubt(timezone.now()).count() == 1 and len(server.keys) == 1


def test_server_that_dies_after_the_text_leaves_a_doubt_and_no_double(server, clock):
    _letters()
    server.mode = DIE_AFTER_TEXT
    assert send_due() == 0
    server.mode = OK
    _run(server, clock, 3, every=timedelta(minutes=10))
    letter = Letter.objects.in_doubt(timezone.now()).get()
    assert len(server.keys) == 1 and letter.sent_at is None
    assert "не подтвердил" in letter.last_error


def test_letter_that_cannot_be_written_down_stops_no_other(server):
    bad, good = _letters(2)
    Letter.objects.filter(pk=bad.pk).update(subject="Две\nстроки")
    assert send_due() == 1
    bad.refresh_from_db()
    assert bad.last_error and bad.handed_over_at is None
    assert [letter["To"] for letter in server.received] == [good.to]


def test_reset_of_a_password_waits_in_the_outbox_while_the_server_is_down(server, people, client):
    Letter.objects.all().delete()
    server.stop()
    answer = client.post("/account/password/reset/", {"email": people.employer.email})
    assert answer.status_code == 302
    letter = Letter.objects.get(to=people.employer.email)
    assert "/account/password/reset/key/" in letter.text
    server.start()
    send_due()
    client.post("/account/password/reset/", {"email": people.employer.email})
    assert len(server.received) == 2 and Letter.objects.count() == 1
