"""A file of head counts from an independent source: checked first, then put in the place of the former ones."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission
from cluster.models.scope import regions_of
from monitoring.models.campaigns import Campaign

if TYPE_CHECKING:
    from accounts.models import User


class PopulationLoadQuerySet(models.QuerySet["PopulationLoad"]):
    def visible_to(self, user: "User") -> "PopulationLoadQuerySet":
        if not user.can(Permission.MONITORING_MANAGE):
            return self.none()
        return self.filter(campaign__region__in=regions_of(user))


class PopulationLoad(models.Model):
    class Status(models.TextChoices):
        CHECKED = "checked", "проверена, не загружена"
        APPLIED = "applied", "загружена"

    TAGS = {Status.CHECKED: "draft", Status.APPLIED: "done"}

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="кампания", related_name="population_loads")
    status = models.CharField("состояние", max_length=12, choices=Status.choices, default=Status.CHECKED)
    source = models.CharField("источник", max_length=250)
    counted_on = models.DateField("численность на день")
    filename = models.CharField("имя файла", max_length=200)
    sha256 = models.CharField("отпечаток файла", max_length=64)
    amounts = models.JSONField("численности: код, ОКТМО, число", default=dict)
    faults = models.JSONField("что не так: место, что записано, слова, совет", default=list)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто прислал", related_name="+"
    )
    uploaded_at = models.DateTimeField("прислан", default=timezone.now)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто загрузил", related_name="+", null=True, blank=True
    )
    applied_at = models.DateTimeField("загружена", null=True, blank=True)

    objects = PopulationLoadQuerySet.as_manager()

    class Meta:
        verbose_name = "загрузка справочных численностей"
        verbose_name_plural = "загрузки справочных численностей"
        ordering = ["-uploaded_at", "-pk"]
        indexes = [models.Index(fields=["campaign", "-uploaded_at"], name="population_loads_of_campaign")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="checked", applied_at=None, applied_by=None)
                | models.Q(status="applied", applied_at__isnull=False, applied_by__isnull=False),
                name="population_load_applied_by_somebody",
                violation_error_message="У загрузки должны быть и время, и тот, кто загрузил.",
            ),
            models.CheckConstraint(
                condition=~models.Q(source=""),
                name="population_load_has_source",
                violation_error_message="Назовите источник численностей.",
            ),
        ]

    def __str__(self) -> str:
        return f"Численности № {self.pk} за {self.campaign.year} год"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:population-load", args=[self.pk])

    @property
    def tag(self) -> str:
        """Look of the state on pages."""
        return self.TAGS[self.Status(self.status)]

    @property
    def can_be_applied(self) -> bool:
        return self.status == self.Status.CHECKED and not self.faults

    def apply(self, *, by: "User") -> None:
        if self.status != self.Status.CHECKED:
            raise ValidationError("Эти численности уже загружены.")
        if self.faults:
            raise ValidationError("В файле есть ошибки. Исправьте их и загрузите файл ещё раз.")
        self.status, self.applied_by, self.applied_at = self.Status.APPLIED, by, timezone.now()
        self.save(update_fields=["status", "applied_by", "applied_at"])
