from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.actions.letters import send_due
from accounts.mail import send_letter
from accounts.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_other_letters(db):
    """Letters of the demonstration would be sent along."""
    Letter.objects.all().delete()


def _write(user, key="occasion:1"):
    return send_letter(
        to=user.email,
        subject="Приглашение",
        template="accounts/letters/invitation.txt",
        context={"user": user, "link": "http://127.0.0.1:8000/"},
        key=key,
    )


def test_one_occasion_gives_one_letter(people):
    assert _write(people.employer) == _write(people.employer)
    assert Letter.objects.filter(to=people.employer.email).count() == 1


def test_sent_letter_is_not_sent_again(people):
    _write(people.employer)
    assert send_due() == 1
    assert send_due() == 0
    assert [letter.to for letter in mail.outbox] == [[people.employer.email]]


def test_letter_waits_longer_when_the_server_is_down(people, settings):
    letter = _write(people.employer)
    settings.EMAIL_BACKEND = "tests.accounts.broken_mail.BrokenBackend"
    assert send_due() == 0
    letter.refresh_from_db()
    assert letter.attempts == 1 and letter.sent_at is None and letter.last_error
    assert letter.send_after > timezone.now() + timedelta(minutes=1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Letter.objects.update(send_after=timezone.now())
    assert send_due() == 1
