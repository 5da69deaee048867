"""Indicators by which a cluster judges its success: method, base, plan and fact by year."""

from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.roles import Permission
from cluster.models import Cluster
from cluster.models.scope import regions_of

if TYPE_CHECKING:
    from accounts.models import User

FIRST_YEAR, LAST_YEAR = 2000, 2100


class SuccessIndicatorQuerySet(models.QuerySet["SuccessIndicator"]):
    def visible_to(self, user: "User") -> "SuccessIndicatorQuerySet":
        return self if user.can(Permission.CLUSTER_VIEW) else self.none()

    def managed_by(self, user: "User") -> "SuccessIndicatorQuerySet":
        if not user.can(Permission.CLUSTER_MANAGE):
            return self.none()
        return self.filter(cluster__region__in=regions_of(user))


class SuccessIndicator(models.Model):
    """A fact is counted from the portal when `counter` says how, otherwise a person enters it with its source."""

    class Direction(models.TextChoices):
        MORE = "more", "больше — лучше"
        LESS = "less", "меньше — лучше"

    class Counter(models.TextChoices):
        MANUAL = "", "вводится вручную с источником"
        EMPLOYERS = "employers", "работодатели с вакансиями на портале"
        READY_GRADUATES = "ready_graduates", "выпускники, которые открылись работодателю"
        MENTORS = "mentors", "работодатели, которые дают наставника"
        AUDIENCE = "audience", "люди на событиях кластера"

    cluster = models.ForeignKey(Cluster, models.PROTECT, verbose_name="кластер", related_name="success_indicators")
    number = models.PositiveSmallIntegerField("номер")
    name = models.CharField("показатель", max_length=300)
    method = models.TextField("как считается", max_length=1000)
    unit = models.CharField("единица", max_length=60)
    direction = models.CharField("направление", max_length=10, choices=Direction.choices, default=Direction.MORE)
    counter = models.CharField("откуда факт", max_length=20, choices=Counter.choices, default="", blank=True)
    base_year = models.PositiveSmallIntegerField("базовый год")
    base_value = models.DecimalField("базовое значение", max_digits=12, decimal_places=2, null=True, blank=True)

    objects = SuccessIndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "показатель успешности"
        verbose_name_plural = "показатели успешности"
        ordering = ["cluster", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "number"],
                name="success_indicator_number_once",
                violation_error_message="Показатель с этим номером уже есть.",
            ),
            models.CheckConstraint(
                condition=models.Q(base_year__gte=FIRST_YEAR, base_year__lte=LAST_YEAR),
                name="success_base_year_is_sane",
                violation_error_message="Базовый год — четыре цифры, например 2022.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:success-detail", args=[self.pk])

    @property
    def is_counted(self) -> bool:
        return bool(self.counter)


class SuccessEntry(models.Model):
    """One entry of a plan or a fact. Entries never change: a correction is a later entry, so the history is whole."""

    class Kind(models.TextChoices):
        PLAN = "plan", "план"
        FACT = "fact", "факт"

    indicator = models.ForeignKey(SuccessIndicator, models.PROTECT, verbose_name="показатель", related_name="entries")
    year = models.PositiveSmallIntegerField("год")
    kind = models.CharField("что вводится", max_length=10, choices=Kind.choices)
    value = models.DecimalField("значение", max_digits=12, decimal_places=2)
    source = models.CharField("источник", max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто внёс", related_name="+")
    entered_at = models.DateTimeField("когда внесено", auto_now_add=True)

    class Meta:
        verbose_name = "значение показателя успешности"
        verbose_name_plural = "значения показателей успешности"
        ordering = ["indicator", "-entered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="success_entry_year_is_sane",
                violation_error_message="Год — четыре цифры, например 2026.",
            ),
            models.CheckConstraint(
                condition=models.Q(value__gte=0),
                name="success_entry_not_negative",
                violation_error_message="Значение не может быть меньше нуля.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="plan") | ~models.Q(source=""),
                name="success_fact_names_its_source",
                violation_error_message="Назовите источник факта.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} на {self.year} год"
