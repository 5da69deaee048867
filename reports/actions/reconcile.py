import logging
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from reports.actions.locks import advisory_lock
from reports.actions.orders import send
from reports.models import Job, LostJob

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
MOST_AT_ONCE = 200
GIVEN_UP = (
    "Документ не собрался с {attempts} попыток: работа каждый раз обрывалась. "
    "Закажите его снова позже; если не выйдет, сообщите администратору номер заказа {uuid}."
)


def reconcile() -> int:
    """Send again every unfinished job that shows no sign of life. Returns how many."""
    patience = timedelta(seconds=settings.JOB_STALE_AFTER_SECONDS)
    with advisory_lock("reports.reconcile") as is_ours:
        if not is_ours:
            return 0
        stale = Job.objects.stale(timezone.now(), patience).order_by("heartbeat_at")[:MOST_AT_ONCE]
        return sum(map(_revive, stale))


def _revive(job: Job) -> bool:
    """A job that waits keeps its attempt, for its message may only be late; a job that broke off gets the next one."""
    try:
        if job.status == Job.Status.QUEUED:
            job.wait_on()
        elif job.attempt < MOST_ATTEMPTS:
            job.queue_again()
        else:
            job.fail(GIVEN_UP.format(attempts=job.attempt, uuid=job.uuid))
            return False
    except LostJob:
        return False
    logger.warning("job %s sent again, attempt %s", job.pk, job.attempt)
    send(job)
    return True
