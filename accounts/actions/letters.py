import logging
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from accounts.models import Letter

logger = logging.getLogger(__name__)
LONGEST_PAUSE = timedelta(hours=1)


def send_due(limit: int = 100) -> int:
    """Send waiting letters, one transaction each; a failed one waits longer and longer. Returns how many left."""
    sent = 0
    for _ in range(limit):
        with transaction.atomic():
            letter = Letter.objects.due(timezone.now()).select_for_update(skip_locked=True).first()
            if letter is None:
                return sent
            sent += _send(letter)
    return sent


def _send(letter: Letter) -> bool:
    letter.attempts += 1
    try:
        EmailMessage(letter.subject, letter.text, to=[letter.to]).send()
    except OSError as error:
        letter.last_error = str(error)[:300]
        letter.send_after = timezone.now() + min(LONGEST_PAUSE, timedelta(minutes=2 ** min(letter.attempts, 6)))
        letter.save(update_fields=["attempts", "last_error", "send_after"])
        logger.warning("letter %s did not leave: %s", letter.pk, error)
        return False
    letter.sent_at = timezone.now()
    letter.save(update_fields=["attempts", "sent_at"])
    return True
