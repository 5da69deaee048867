import logging
from collections.abc import Iterable

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from reports.actions.locks import advisory_lock
from reports.duties import Duty
from reports.models import DutyRun

logger = logging.getLogger(__name__)


def run_due(duties: Iterable[Duty]) -> list[str]:
    """Do every duty whose time has come and that nobody else is doing. Returns the names of those done."""
    return [duty.name for duty in duties if _run_if_due(duty)]


def _run_if_due(duty: Duty) -> bool:
    now = timezone.localtime()
    with advisory_lock(f"duty.{duty.name}") as is_ours:
        if not is_ours or not DutyRun.objects.claim(duty.name, moment=now, due_since=duty.due_since(now)):
            return False
        error = _run(duty)
        DutyRun.objects.filter(name=duty.name).update(finished_at=timezone.now(), error=error)
        return True


def _run(duty: Duty) -> str:
    """The error of a duty is its own: it is kept for people and does not stop the others."""
    try:
        duty.find()()
    except (OperationalError, InterfaceError):  # the database itself: the scheduler waits for it
        raise
    except Exception as error:
        logger.exception("duty %s failed", duty.name)
        return f"{type(error).__name__}: {error}"[:500]
    return ""
