from datetime import date

from django.db import models
from django.urls import reverse

from cluster.models.councils import Cluster, ClusterStage, ClusterTask
from cluster.models.organisations import Organisation
from cluster.models.periods import days_in_order


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


class RoadMap(models.Model):
    cluster = models.ForeignKey(Cluster, models.CASCADE, verbose_name="кластер", related_name="road_maps")
    name = models.CharField("название", max_length=300)

    class Meta:
        verbose_name = "дорожная карта"
        verbose_name_plural = "дорожные карты"
        ordering = ["cluster", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cluster:road-map-detail", args=[self.pk])


class RoadMapItem(models.Model):
    class Status(models.TextChoices):
        PLANNED = "planned", "запланировано"
        RUNNING = "running", "идёт"
        DONE = "done", "выполнено"
        DROPPED = "dropped", "снято"

    road_map = models.ForeignKey(RoadMap, models.CASCADE, verbose_name="дорожная карта", related_name="items")
    subportfolio = models.ForeignKey(
        Subportfolio, models.PROTECT, verbose_name="субпортфель", related_name="items", null=True, blank=True
    )
    stage = models.ForeignKey(
        ClusterStage, models.PROTECT, verbose_name="этап модели", related_name="items", null=True, blank=True
    )
    text = models.CharField("мероприятие", max_length=500)
    responsible = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="ответственный", related_name="road_map_items", null=True, blank=True
    )
    starts_on = models.DateField("начало", null=True, blank=True)
    ends_on = models.DateField("окончание", null=True, blank=True)
    expected_result = models.CharField("ожидаемый результат", max_length=500, blank=True)
    status = models.CharField("состояние", max_length=20, choices=Status.choices, default=Status.PLANNED)
    started_on = models.DateField("начато на деле", null=True, blank=True)
    done_on = models.DateField("выполнено", null=True, blank=True)
    result = models.TextField("что получилось", blank=True)
    dropped_reason = models.CharField("почему снято", max_length=300, blank=True)

    class Meta:
        verbose_name = "мероприятие дорожной карты"
        verbose_name_plural = "мероприятия дорожной карты"
        ordering = ["road_map", "starts_on", "pk"]
        constraints = [
            days_in_order("road_map_item_in_order", "starts_on", "ends_on", "Окончание не может быть раньше начала."),
            days_in_order(
                "road_map_item_done_after_start",
                "started_on",
                "done_on",
                "Выполнено не может быть раньше, чем начато.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("cluster:road-map-item-detail", args=[self.pk])
