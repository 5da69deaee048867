"""Permission to correct a form that was already taken in: why, by whom and until when."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from monitoring.models.submissions import Submission


class UnlockingQuerySet(models.QuerySet["Unlocking"]):
    def unfinished(self) -> "UnlockingQuerySet":
        return self.filter(finished_at=None)

    def run_out(self, moment: datetime) -> "UnlockingQuerySet":
        """Time is over and nothing was handed in: the form has to lock again."""
        return self.unfinished().filter(ends_at__lte=moment, submission__status=Submission.Status.UNLOCKED)

    def later_than(self, moment: datetime | None) -> "UnlockingQuerySet":
        return self.filter(opened_at__gt=moment) if moment else self


class Unlocking(models.Model):
    """`before` keeps the answers as they stood: what is not accepted in the end returns to them."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "исправление принято"
        EXPIRED = "expired", "срок правки кончился"
        REFUSED = "refused", "закрыто без исправления"

    submission = models.ForeignKey(Submission, models.PROTECT, verbose_name="форма", related_name="unlockings")
    reason = models.CharField("причина", max_length=500)
    came_from = models.CharField("состояние до открытия", max_length=12, choices=Submission.Status.choices)
    before = models.JSONField("ответы до открытия", default=dict)
    opened_at = models.DateTimeField("открыта", default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто открыл", related_name="+"
    )  # fmt: skip
    ends_at = models.DateTimeField("править можно до")
    finished_at = models.DateTimeField("закончено", null=True, blank=True)
    outcome = models.CharField("чем закончилось", max_length=12, choices=Outcome.choices, blank=True)

    objects = UnlockingQuerySet.as_manager()

    class Meta:
        verbose_name = "открытие формы для правки"
        verbose_name_plural = "открытия форм для правки"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=models.Q(finished_at=None),
                name="unlocking_one_at_a_time",
                violation_error_message="Эта форма уже открыта для правки.",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("opened_at")),
                name="unlocking_ends_later",
                violation_error_message="Срок правки не может кончиться раньше, чем начался.",
            ),
            models.CheckConstraint(
                condition=models.Q(finished_at=None, outcome="")
                | models.Q(finished_at__isnull=False) & ~models.Q(outcome=""),
                name="unlocking_finished_with_outcome",
                violation_error_message="У закрытой правки должен быть исход.",
            ),
        ]
        indexes = [models.Index(fields=["ends_at"], condition=models.Q(finished_at=None), name="unlockings_running")]

    def __str__(self) -> str:
        return f"{self.submission}: {self.reason}"

    @property
    def is_running(self) -> bool:
        return self.finished_at is None and self.ends_at > timezone.now()

    def finish(self, outcome: "Unlocking.Outcome") -> None:
        self.outcome, self.finished_at = outcome, timezone.now()
        self.save(update_fields=["outcome", "finished_at"])
