from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse

from cluster.models import Organisation
from events.models.control import ControlPoint, GroupMember
from events.models.decisions import Decision
from events.models.immutability import kept_in_history
from events.models.links import PersonalLink

if TYPE_CHECKING:
    from accounts.models import User


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.DeleteEvent(),
    model_name="CoExecutorHistory",
    obj_field=pghistory.ObjForeignKey(related_name="history"),
    append_only=True,
)
class CoExecutor(models.Model):
    """An organisation that carries the decision out beside the responsible one."""

    decision = models.ForeignKey(Decision, models.CASCADE, verbose_name="решение", related_name="co_executor_rows")
    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name="организация", related_name="+")

    class Meta:
        verbose_name = "соисполнитель"
        verbose_name_plural = "соисполнители"
        ordering = ["decision", "organisation__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "organisation"],
                name="co_executor_once",
                violation_error_message="Этот соисполнитель уже назван.",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class ExecutionReportQuerySet(models.QuerySet["ExecutionReport"]):
    def visible_to(self, user: "User") -> "ExecutionReportQuerySet":
        return self.filter(decision__in=Decision.objects.visible_to(user))


@kept_in_history("ExecutionReportHistory")
class ExecutionReport(models.Model):
    """What the executor says was done. A partial report informs and never closes the decision."""

    class Verdict(models.TextChoices):
        WAITING = "", "ждёт приёмки"
        ACCEPTED = "accepted", "принят"
        RETURNED = "returned", "возвращён"

    decision = models.ForeignKey(Decision, models.PROTECT, verbose_name="решение", related_name="reports")
    text = models.TextField("что сделано")
    is_partial = models.BooleanField("промежуточный отчёт", default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="кто отчитался",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    link = models.ForeignKey(
        PersonalLink,
        models.PROTECT,
        verbose_name="личная ссылка",
        related_name="reports",
        null=True,
        blank=True,
        editable=False,
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name="от какой организации",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    group_member = models.ForeignKey(
        GroupMember,
        models.PROTECT,
        verbose_name="за кого из группы",
        related_name="reports",
        null=True,
        blank=True,
        editable=False,
    )
    control_point = models.ForeignKey(
        ControlPoint,
        models.PROTECT,
        verbose_name="контрольная точка",
        related_name="reports",
        null=True,
        blank=True,
        editable=False,
    )
    at = models.DateTimeField("когда", editable=False)
    verdict = models.CharField(
        "решение по отчёту", max_length=20, choices=Verdict.choices, default="", blank=True, editable=False
    )
    verdict_reason = models.TextField("что исправить", blank=True, editable=False)
    verdict_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="кто рассмотрел",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    verdict_at = models.DateTimeField("когда рассмотрен", null=True, blank=True, editable=False)

    objects = ExecutionReportQuerySet.as_manager()

    class Meta:
        verbose_name = "отчёт об исполнении"
        verbose_name_plural = "отчёты об исполнении"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict="", verdict_by=None, verdict_at=None)
                | (~models.Q(verdict="") & models.Q(verdict_by__isnull=False, verdict_at__isnull=False)),
                name="verdict_says_when_and_who",
                violation_error_message="У рассмотренного отчёта должны быть день и имя рассмотревшего.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_partial=False) | ~models.Q(verdict="accepted"),
                name="partial_report_never_closes",
                violation_error_message="Промежуточный отчёт не закрывает решение.",
            ),
            models.CheckConstraint(
                condition=models.Q(by__isnull=False, link=None) | models.Q(by=None, link__isnull=False),
                name="report_has_one_author",
                violation_error_message="У отчёта должен быть один автор: учётная запись или личная ссылка.",
            ),
        ]

    def __str__(self) -> str:
        return f"Отчёт от {self.at:%d.%m.%Y}"

    @property
    def author_name(self) -> str:
        return self.by.full_name if self.by else f"{self.link}, по личной ссылке"

    @property
    def is_contribution(self) -> bool:
        """Of a co-executor: it tells of a part of the work and closes nothing."""
        is_of_another = self.organisation_id not in (None, self.decision.responsible_id)
        return self.is_partial and is_of_another and self.group_member_id is None


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: "User") -> "EvidenceQuerySet":
        return self.filter(report__decision__in=Decision.objects.visible_to(user))


@kept_in_history("EvidenceHistory")
class Evidence(models.Model):
    """A file that shows the work: a report may carry several."""

    report = models.ForeignKey(ExecutionReport, models.CASCADE, verbose_name="отчёт", related_name="evidence")
    file = models.FileField("подтверждающий файл", upload_to="report-files/%Y")
    name = models.CharField("имя файла", max_length=255)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "подтверждающий файл"
        verbose_name_plural = "подтверждающие файлы"
        ordering = ["report", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("events:report-file", args=[self.pk])


@kept_in_history("ExtensionHistory")
class Extension(models.Model):
    """A moved deadline: why, from which day to which, who allowed it."""

    decision = models.ForeignKey(Decision, models.PROTECT, verbose_name="решение", related_name="extensions")
    old_due_on = models.DateField("прежний срок", editable=False)
    new_due_on = models.DateField("новый срок")
    reason = models.TextField("причина")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто разрешил", related_name="+", editable=False
    )
    at = models.DateTimeField("когда", editable=False)

    class Meta:
        verbose_name = "продление срока"
        verbose_name_plural = "продления срока"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(new_due_on__gt=models.F("old_due_on")),
                name="extension_moves_forward",
                violation_error_message="Новый срок должен быть позже прежнего.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.old_due_on:%d.%m.%Y} → {self.new_due_on:%d.%m.%Y}"
