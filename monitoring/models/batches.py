"""A batch of uploaded files: what stands in them, what it would change, and what became of it."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission
from cluster.models import Municipality
from cluster.models.scope import regions_of
from monitoring import printing
from monitoring.framework.vocabulary import ElementKind, State
from monitoring.models.campaigns import Campaign
from monitoring.models.frameworks import Element

if TYPE_CHECKING:
    from accounts.models import User

KEPT_FOR = timedelta(days=7)


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, user: "User") -> "BatchQuerySet":
        """A methodologist sees the batches of the region; an operator only the own ones."""
        if user.can(Permission.MONITORING_MANAGE):
            return self.filter(campaign__region__in=regions_of(user))
        if user.can(Permission.SUBMISSION_FILL):
            return self.filter(uploaded_by=user)
        return self.none()

    def expired(self, now: datetime) -> "BatchQuerySet":
        return self.filter(status=Batch.Status.CHECKED, uploaded_at__lt=now - KEPT_FOR)


class Batch(models.Model):
    class Status(models.TextChoices):
        CHECKED = "checked", "проверена, не загружена"
        APPLIED = "applied", "загружена"
        WITHDRAWN = "withdrawn", "отозвана"

    TAGS = {Status.CHECKED: "draft", Status.APPLIED: "done", Status.WITHDRAWN: "closed"}

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="кампания", related_name="batches")
    status = models.CharField("состояние", max_length=12, choices=Status.choices, default=Status.CHECKED)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто прислал файлы", related_name="+"
    )
    uploaded_at = models.DateTimeField("файлы присланы", default=timezone.now)
    counts = models.JSONField("сколько чего", default=dict)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто загрузил", related_name="+", null=True, blank=True
    )
    applied_at = models.DateTimeField("загружена", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто отозвал", related_name="+", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField("отозвана", null=True, blank=True)
    withdrawal_reason = models.TextField("почему отозвана", blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = "загрузка из файлов"
        verbose_name_plural = "загрузки из файлов"
        ordering = ["-uploaded_at", "-pk"]
        indexes = [models.Index(fields=["campaign", "-uploaded_at"], name="batches_of_campaign")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="checked", applied_at=None, applied_by=None)
                | (~models.Q(status="checked") & models.Q(applied_at__isnull=False, applied_by__isnull=False)),
                name="batch_applied_by_somebody",
                violation_error_message="У загрузки должны быть и время, и тот, кто загрузил.",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(status="withdrawn", withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~models.Q(withdrawal_reason="")
                )
                | (
                    ~models.Q(status="withdrawn") & models.Q(withdrawn_at=None, withdrawn_by=None, withdrawal_reason="")
                ),
                name="batch_withdrawn_with_reason",
                violation_error_message="Напишите, почему загрузка отзывается.",
            ),
        ]

    def __str__(self) -> str:
        return f"Загрузка № {self.pk} за {self.campaign.year} год"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:batch-detail", args=[self.pk])

    @property
    def tag(self) -> str:
        """Look of the state on pages."""
        return self.TAGS[self.Status(self.status)]

    @property
    def errors(self) -> int:
        return self.counts.get(BatchRow.Outcome.ERROR, 0)

    @property
    def changes(self) -> int:
        return sum(self.counts.get(outcome, 0) for outcome in BatchRow.CHANGING)

    @property
    def expires_at(self) -> datetime:
        return self.uploaded_at + KEPT_FOR

    @property
    def is_expired(self) -> bool:
        return self.status == self.Status.CHECKED and timezone.now() > self.expires_at

    @property
    def can_be_applied(self) -> bool:
        return self.status == self.Status.CHECKED and not self.is_expired and not self.errors and self.changes > 0

    @property
    def is_applied(self) -> bool:
        return self.status == self.Status.APPLIED

    def apply(self, *, by: "User") -> None:
        if self.status != self.Status.CHECKED:
            raise ValidationError(
                f"Загрузить можно только проверенные файлы. Сейчас загрузка {self.get_status_display()}."
            )
        if self.is_expired:
            raise ValidationError("С проверки прошло больше семи дней. Загрузите файлы ещё раз.")
        if self.errors:
            raise ValidationError("В файлах есть ошибки. Исправьте их и загрузите файлы ещё раз.")
        if not self.changes:
            raise ValidationError("В файлах нет ничего нового.")
        self.status, self.applied_by, self.applied_at = self.Status.APPLIED, by, timezone.now()
        self.save(update_fields=["status", "applied_by", "applied_at"])

    def withdraw(self, *, reason: str, by: "User") -> None:
        if not self.is_applied:
            raise ValidationError(f"Отозвать можно только загруженное. Сейчас загрузка {self.get_status_display()}.")
        if not reason.strip():
            raise ValidationError("Напишите, почему загрузка отзывается.")
        self.status, self.withdrawn_by, self.withdrawn_at = self.Status.WITHDRAWN, by, timezone.now()
        self.withdrawal_reason = reason.strip()
        self.save(update_fields=["status", "withdrawn_by", "withdrawn_at", "withdrawal_reason"])


class BatchFile(models.Model):
    """One file of a batch, kept under its hash; of an unreadable one only the name and the hash are kept."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="files")
    name = models.CharField("имя файла", max_length=300)
    sha256 = models.CharField("отпечаток", max_length=64)
    size = models.PositiveIntegerField("размер, байт")
    file = models.FileField("файл", upload_to="form-files/%Y", blank=True)

    class Meta:
        verbose_name = "файл загрузки"
        verbose_name_plural = "файлы загрузки"
        ordering = ["batch", "pk"]
        indexes = [models.Index(fields=["sha256"], name="batch_files_by_hash")]

    def __str__(self) -> str:
        return self.name


class BatchRow(models.Model):
    """One line of a file: where it stands, what is typed there, the answer before and after, or what is wrong."""

    class Outcome(models.TextChoices):
        ERROR = "error", "ошибка"
        NEW = "new", "новый ответ"
        CHANGED = "changed", "изменится"
        EMPTIED = "emptied", "станет пустым"
        SAME = "same", "без изменений"
        BLANK = "blank", "ответа нет"

    CHANGING = (Outcome.NEW, Outcome.CHANGED, Outcome.EMPTIED)
    TAGS = {
        Outcome.ERROR: "danger",
        Outcome.NEW: "progress",
        Outcome.CHANGED: "waiting",
        Outcome.EMPTIED: "returned",
        Outcome.SAME: "idle",
        Outcome.BLANK: "idle",
    }

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    file = models.ForeignKey(BatchFile, models.CASCADE, related_name="rows")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", null=True)
    element = models.ForeignKey(Element, models.PROTECT, related_name="+", null=True)
    position = models.PositiveIntegerField("порядок")
    place = models.CharField("место в файле", max_length=120, blank=True)
    code = models.CharField("код", max_length=60, blank=True)
    typed = models.CharField("что записано", max_length=60, blank=True)
    outcome = models.CharField("что будет", max_length=10, choices=Outcome.choices)
    state = models.PositiveSmallIntegerField("состояние", choices=State.choices, null=True)
    amount = models.DecimalField("значение", max_digits=14, decimal_places=2, null=True)
    old_state = models.PositiveSmallIntegerField("прежнее состояние", choices=State.choices, null=True)
    old_amount = models.DecimalField("прежнее значение", max_digits=14, decimal_places=2, null=True)
    old_comment = models.CharField("прежнее пояснение", max_length=300, blank=True)
    message = models.TextField("что не так", blank=True)
    advice = models.TextField("что сделать", blank=True)
    kept_reason = models.CharField("почему не отозвано", max_length=300, blank=True)

    class Meta:
        verbose_name = "строка загрузки"
        verbose_name_plural = "строки загрузки"
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="batch_row_once"),
            models.CheckConstraint(
                condition=~models.Q(outcome="error") | ~models.Q(message=""), name="batch_error_says_what_is_wrong"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.typed}"

    @property
    def tag(self) -> str:
        return self.TAGS[self.Outcome(self.outcome)]

    @property
    def old_printed(self) -> str:
        return self._printed(self.old_state, self.old_amount)

    @property
    def printed(self) -> str:
        return self._printed(self.state, self.amount)

    def _printed(self, state: int | None, amount: Decimal | None) -> str:
        if state is None:
            return "нет ответа"
        if amount is None:
            return State(state).label
        if self.element is not None and self.element.kind == ElementKind.FLAG:
            return "да" if amount else "нет"
        return printing.amount(amount)
