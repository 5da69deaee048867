"""Sending from the outbox: each letter at most once by itself; see docs/adr/0007-letters.md."""

import logging
from datetime import timedelta
from email.utils import parseaddr
from functools import partial
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from accounts.models import Letter, User
from accounts.smtp import OutcomeUnknown

logger = logging.getLogger(__name__)
SMTP = "django.core.mail.backends.smtp.EmailBackend"
LONGEST_PAUSE = timedelta(minutes=15)
LONGEST_PAUSE_OF_REFUSED = timedelta(hours=6)  # «no such mailbox» seldom changes within minutes
REFUSALS = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError, ValueError)


class TakenOver(Exception):
    """Another sender has claimed the letter meanwhile."""


def send_due(limit: int = 100) -> int:
    """Send waiting letters; one not taken waits longer and longer, and is never dropped. Returns how many left.

    A letter refused by the server lets the others through; a server that cannot be reached ends the run.
    """
    sent = 0
    for _ in range(limit):
        letter = _claim()
        if letter is None:
            break
        try:
            _hand_to_server(letter)
        except TakenOver:
            continue
        except OutcomeUnknown as error:
            _keep_in_doubt(letter, error)
            break
        except REFUSALS as error:
            _postpone(letter, error, LONGEST_PAUSE_OF_REFUSED)
        except OSError as error:
            _postpone(letter, error, LONGEST_PAUSE)
            break
        else:
            sent += Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now(), last_error="")
    return sent


def send_again(letter: Letter, *, by: User) -> bool:
    """A person decided that a letter in doubt has not left. False: somebody else has decided already."""
    doubtful = Letter.objects.in_doubt(timezone.now()).filter(pk=letter.pk)
    note = f"Отправить ещё раз: {by.full_name}"[:300]
    return bool(doubtful.update(handed_over_at=None, send_after=timezone.now(), last_error=note))


def consider_sent(letter: Letter, *, by: User) -> bool:
    """A person knows that a letter in doubt has arrived."""
    doubtful = Letter.objects.in_doubt(timezone.now()).filter(pk=letter.pk)
    return bool(doubtful.update(sent_at=timezone.now(), last_error=f"Считать отправленным: {by.full_name}"[:300]))


def _claim() -> Letter | None:
    """Take the next letter for this sender alone. If the sender dies before handing it over, it is due again later."""
    with transaction.atomic():
        letter = Letter.objects.due(timezone.now()).select_for_update(skip_locked=True).first()
        if letter is not None:
            letter.attempts += 1
            letter.send_after = timezone.now() + _pause(letter, LONGEST_PAUSE)
            letter.save(update_fields=["attempts", "send_after"])
    return letter


def _hand_to_server(letter: Letter) -> None:
    mark = partial(_mark_handed_over, letter)
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {"Message-ID": f"<{letter.message_id}@{host}>"}
    if settings.EMAIL_BACKEND == SMTP:
        connection = get_connection("accounts.smtp.OutboxBackend", on_hand_over=mark)
    else:  # a file or a console keeps no server in between
        connection = get_connection()
        mark()
    EmailMessage(letter.subject, letter.text, to=[letter.to], headers=headers, connection=connection).send()


@transaction.atomic(durable=True)
def _mark_handed_over(letter: Letter) -> None:
    """Written down for good before the server gets the text. The number of the attempt tells whose letter it is now."""
    ours = Letter.objects.filter(pk=letter.pk, attempts=letter.attempts, sent_at=None, handed_over_at=None)
    if not ours.update(handed_over_at=timezone.now()):
        raise TakenOver(letter.pk)


def _postpone(letter: Letter, error: Exception, longest: timedelta) -> None:
    ours = Letter.objects.filter(pk=letter.pk, attempts=letter.attempts, sent_at=None)
    send_after = timezone.now() + _pause(letter, longest)
    ours.update(handed_over_at=None, send_after=send_after, last_error=str(error)[:300])
    logger.warning("letter %s did not leave: %s", letter.pk, error)


def _keep_in_doubt(letter: Letter, error: Exception) -> None:
    Letter.objects.filter(pk=letter.pk).update(last_error=f"Сервер не подтвердил приём: {error}"[:300])
    logger.error("letter %s: nobody knows whether it left: %s", letter.pk, error)


def _pause(letter: Letter, longest: timedelta) -> timedelta:
    return min(longest, timedelta(minutes=2 ** min(letter.attempts, 10)))
