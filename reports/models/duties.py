from datetime import datetime

from django.db import models


class DutyRunQuerySet(models.QuerySet["DutyRun"]):
    def claim(self, name: str, *, moment: datetime, due_since: datetime) -> bool:
        """Take the turn of a duty that has not run since `due_since`; of several schedulers one gets it."""
        self.get_or_create(name=name)
        late = models.Q(started_at=None) | models.Q(started_at__lt=due_since)
        return bool(self.filter(late, name=name).update(started_at=moment, finished_at=None, error=""))


class DutyRun(models.Model):
    """When a periodic duty ran last: a scheduler that was down for the night knows in the morning what it missed."""

    name = models.SlugField("обязанность", max_length=40, unique=True)
    started_at = models.DateTimeField("начата", null=True, blank=True)
    finished_at = models.DateTimeField("закончена", null=True, blank=True)
    error = models.CharField("ошибка", max_length=500, blank=True)

    objects = DutyRunQuerySet.as_manager()

    class Meta:
        verbose_name = "последний запуск обязанности"
        verbose_name_plural = "последние запуски обязанностей"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(finished_at=None) | models.Q(finished_at__gte=models.F("started_at")),
                name="duty_finished_after_start",
                violation_error_message="Обязанность не может закончиться раньше, чем началась.",
            )
        ]

    def __str__(self) -> str:
        return self.name
