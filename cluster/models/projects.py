from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse

from accounts.roles import Permission
from cluster.models.councils import Cluster, ClusterTask
from cluster.models.organisations import Organisation
from cluster.models.periods import days_in_order
from cluster.models.scope import regions_of

if TYPE_CHECKING:
    from accounts.models import User


class Subportfolio(models.Model):
    cluster = models.ForeignKey(Cluster, models.CASCADE, verbose_name="кластер", related_name="subportfolios")
    number = models.PositiveSmallIntegerField("номер")
    name = models.CharField("название", max_length=300)

    class Meta:
        verbose_name = "субпортфель"
        verbose_name_plural = "субпортфели"
        ordering = ["cluster", "number"]
        constraints = [models.UniqueConstraint(fields=["cluster", "number"], name="subportfolio_number_once")]

    def __str__(self) -> str:
        return self.name


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: "User") -> "ProjectQuerySet":
        return self if user.can(Permission.CLUSTER_VIEW) else self.none()

    def managed_by(self, user: "User") -> "ProjectQuerySet":
        if not user.can(Permission.CLUSTER_MANAGE):
            return self.none()
        return self.filter(subportfolio__cluster__region__in=regions_of(user))

    def in_portfolio(self) -> "ProjectQuerySet":
        """Project after project of a sub-portfolio, with all that a line of a list shows."""
        rows = self.select_related("subportfolio__cluster", "responsible").prefetch_related("steps")
        return rows.order_by("subportfolio__cluster__name", "subportfolio__number", "name", "pk")

    def behind_on(self, day: date) -> "ProjectQuerySet":
        """Projects with a step whose day has passed and which is not done."""
        late = ProjectStep.objects.filter(planned_on__lt=day, done_on=None)
        return self.filter(pk__in=late.order_by().values("project"))


class Project(models.Model):
    subportfolio = models.ForeignKey(Subportfolio, models.PROTECT, verbose_name="субпортфель", related_name="projects")
    name = models.CharField("название", max_length=300)
    summary = models.TextField("о проекте", blank=True)
    responsible = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name="ответственная организация",
        related_name="projects",
        null=True,
        blank=True,
    )
    starts_on = models.DateField("начало", null=True, blank=True)
    ends_on = models.DateField("окончание", null=True, blank=True)
    tasks = models.ManyToManyField(ClusterTask, verbose_name="задачи кластера", related_name="projects", blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = "проект"
        verbose_name_plural = "проекты"
        ordering = ["subportfolio", "name"]
        constraints = [
            days_in_order("project_in_order", "starts_on", "ends_on", "Окончание не может быть раньше начала."),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cluster:project-detail", args=[self.pk])


class ProjectStep(models.Model):
    """A step of a project with its planned and real day; the lag is worked out, not stored."""

    project = models.ForeignKey(Project, models.CASCADE, verbose_name="проект", related_name="steps")
    position = models.PositiveSmallIntegerField("порядок", default=0)
    text = models.CharField("шаг", max_length=300)
    responsible = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="ответственный", related_name="+", null=True, blank=True
    )
    planned_on = models.DateField("срок", null=True, blank=True)
    done_on = models.DateField("сделано", null=True, blank=True)
    note = models.CharField("примечание", max_length=300, blank=True)

    class Meta:
        verbose_name = "шаг проекта"
        verbose_name_plural = "шаги проекта"
        ordering = ["project", "position", "pk"]

    def __str__(self) -> str:
        return self.text

    def lag_on(self, day: date) -> int | None:
        """Days behind the plan, counted to the day it was done or to today; None when nothing is planned."""
        if self.planned_on is None:
            return None
        behind = ((self.done_on or day) - self.planned_on).days
        return behind if self.done_on else max(behind, 0)
