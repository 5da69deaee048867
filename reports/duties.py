"""Periodic duties of the portal: what, how often, which function. The scheduler keeps them, see `manage scheduler`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Duty:
    """`every` so many seconds, or once a day `at` a local time."""

    name: str
    path: str
    every: timedelta | None = None
    at: time | None = None

    def due_since(self, now: datetime) -> datetime:
        """The duty is due when it last started before this moment; `now` is local."""
        if self.every:
            return now - self.every
        at = self.at or time()
        planned = now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
        return planned if planned <= now else planned - timedelta(days=1)

    def find(self) -> Callable[[], Any]:
        return import_string(self.path)


DUTIES = (
    Duty(
        "reconcile-jobs",
        "reports.actions.reconcile.reconcile",
        every=timedelta(seconds=min(15, settings.JOB_STALE_AFTER_SECONDS)),
    ),
    Duty("send-letters", "accounts.actions.letters.send_due", every=timedelta(seconds=10)),
    Duty("remind-of-decisions", "events.actions.reminders.remind", at=time(8, 0)),
    Duty("send-digests", "events.actions.digests.send_digests", at=time(8, 5)),
    Duty("remind-of-forms", "monitoring.actions.reminders.remind", at=time(8, 10)),
    Duty("lock-corrected-forms", "monitoring.actions.unlockings.lock_run_out", every=timedelta(minutes=5)),
    Duty("expire-vacancies", "employers.actions.vacancies.expire_unconfirmed", at=time(1, 0)),
    Duty("forget-wishes", "events.actions.registrations.forget_old_wishes", at=time(2, 0)),
    Duty("clean-documents", "reports.actions.cleaning.clean", at=time(3, 30)),
)


def missing_duties(**kwargs: Any) -> list[CheckMessage]:
    """System check: every duty leads to a function."""
    problems: list[CheckMessage] = []
    for duty in DUTIES:
        try:
            duty.find()
        except ImportError as error:
            problems.append(Error(f"Обязанность «{duty.name}»: нет {duty.path} ({error})", id="reports.E002"))
    return problems
