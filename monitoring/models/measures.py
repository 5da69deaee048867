"""What is done about a deficit: by whom, until when, with which evidence."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from accounts.roles import Permission
from cluster.models import Municipality, Organisation, Person, RoadMapItem
from cluster.models.periods import days_in_order
from cluster.models.scope import regions_of
from monitoring.models.campaigns import Campaign, municipalities_of
from monitoring.models.frameworks import Indicator
from monitoring.models.recommendations import Recommendation

if TYPE_CHECKING:
    from accounts.models import User


class MeasureQuerySet(models.QuerySet["Measure"]):
    def open(self) -> "MeasureQuerySet":
        return self.filter(status__in=Measure.OPEN)

    def overdue(self, day: date) -> "MeasureQuerySet":
        return self.open().filter(due_on__lt=day)

    def visible_to(self, user: "User") -> "MeasureQuerySet":
        """Who sees the campaign that showed the deficit sees what is done about it."""
        seen = Campaign.objects.visible_to(user)
        return self.filter(models.Q(shown_by__in=seen) | models.Q(shown_by=None, campaign__in=seen))

    def managed_by(self, user: "User") -> "MeasureQuerySet":
        """A methodologist keeps all measures of the region, an operator those of the own municipality."""
        if user.can(Permission.MONITORING_MANAGE):
            return self.filter(shown_by__region__in=regions_of(user))
        if user.can(Permission.SUBMISSION_FILL):
            return self.filter(municipality__in=municipalities_of(user))
        return self.none()


class Measure(models.Model):
    """A measure of a municipality, or of the region when no municipality is named.

    `shown_by` is the campaign whose deficit it answers; `campaign` is the next one, whose documents tell of it.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", "запланирована"
        RUNNING = "running", "идёт"
        DONE = "done", "выполнена"
        DROPPED = "dropped", "снята"

    OPEN = (Status.PLANNED, Status.RUNNING)
    TAGS = {Status.PLANNED: "waiting", Status.RUNNING: "waiting", Status.DONE: "done", Status.DROPPED: "closed"}

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, verbose_name="кампания, к которой меру приняли", related_name="measures",
        null=True, blank=True,
    )  # fmt: skip
    shown_by = models.ForeignKey(
        Campaign, models.PROTECT, verbose_name="какой мониторинг показал дефицит", related_name="answers",
        null=True, blank=True,
    )  # fmt: skip
    indicator = models.ForeignKey(Indicator, models.PROTECT, verbose_name="показатель", related_name="measures")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name="муниципальное образование", related_name="measures",
        null=True, blank=True,
    )  # fmt: skip
    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, verbose_name="по какой рекомендации", related_name="measures",
        null=True, blank=True,
    )  # fmt: skip
    road_map_item = models.ForeignKey(
        RoadMapItem, models.SET_NULL, verbose_name="мероприятие дорожной карты", related_name="measures",
        null=True, blank=True,
    )  # fmt: skip
    text = models.TextField("мера", max_length=2000)
    owner = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="кто отвечает", related_name="+", null=True, blank=True
    )
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name="ответственный человек", related_name="+", null=True, blank=True
    )
    due_on = models.DateField("срок", null=True, blank=True)
    status = models.CharField("состояние", max_length=12, choices=Status.choices, default=Status.PLANNED)
    started_on = models.DateField("начата", null=True, blank=True)
    done_on = models.DateField("выполнена", null=True, blank=True)
    result = models.TextField("что получилось", max_length=2000, blank=True)
    evidence_url = models.URLField("ссылка на подтверждение", max_length=500, blank=True)
    evidence_file = models.FileField("файл подтверждения", upload_to="measures/%Y/%m", max_length=300, blank=True)
    dropped_reason = models.CharField("почему снята", max_length=500, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто завёл", related_name="+", null=True, editable=False
    )

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "мера"
        verbose_name_plural = "меры"
        ordering = ["campaign", "indicator__position", "pk"]
        indexes = [models.Index(fields=["shown_by", "status", "due_on"], name="measures_of_campaign")]
        constraints = [
            days_in_order(
                "measure_done_after_start", "started_on", "done_on", "Выполнена не может быть раньше, чем начата."
            ),
            models.CheckConstraint(
                condition=~models.Q(status="done") | models.Q(done_on__isnull=False),
                name="done_measure_says_when",
                violation_error_message="У выполненной меры должен быть день.",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="dropped") | ~models.Q(dropped_reason=""),
                name="dropped_measure_says_why",
                violation_error_message="Напишите, почему мера снята.",
            ),
            models.CheckConstraint(
                condition=models.Q(campaign__isnull=False) | models.Q(shown_by__isnull=False),
                name="measure_has_campaign",
                violation_error_message="Назовите мониторинг, который показал дефицит.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("monitoring:measure-detail", args=[self.pk])

    @property
    def tag(self) -> str:
        return self.TAGS[self.Status(self.status)]

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    def is_overdue_on(self, day: date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < day

    def start(self, *, day: date) -> None:
        self._require((self.Status.PLANNED,), "Начать можно только запланированную меру.")
        self.status, self.started_on = self.Status.RUNNING, day

    def finish(self, *, day: date, result: str) -> None:
        self._require(self.OPEN, "Выполнить можно запланированную или начатую меру.")
        if self.started_on and day < self.started_on:
            raise ValidationError("Выполнена не может быть раньше, чем начата.")
        self.status, self.done_on, self.result = self.Status.DONE, day, result

    def drop(self, *, reason: str) -> None:
        self._require(self.OPEN, "Снять можно запланированную или начатую меру.")
        if not reason.strip():
            raise ValidationError("Напишите, почему мера снята.")
        self.status, self.dropped_reason = self.Status.DROPPED, reason.strip()

    def reopen(self) -> None:
        """Undo «done» or «dropped»: the measure goes on where it stood."""
        self._require((self.Status.DONE, self.Status.DROPPED), "Вернуть в работу можно закрытую меру.")
        self.status = self.Status.RUNNING if self.started_on else self.Status.PLANNED
        self.done_on, self.dropped_reason = None, ""

    def _require(self, allowed: tuple["Measure.Status", ...], message: str) -> None:
        if self.status not in allowed:
            raise ValidationError(f"{message} Сейчас она {self.get_status_display()}.")
