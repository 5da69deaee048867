from django.db import models
from django.urls import reverse

from cluster.models.councils import Cluster, ClusterStage
from cluster.models.organisations import Organisation


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

    class Meta:
        verbose_name = "проект"
        verbose_name_plural = "проекты"
        ordering = ["subportfolio", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="project_in_order",
                violation_error_message="Окончание не может быть раньше начала.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


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

    class Meta:
        verbose_name = "мероприятие дорожной карты"
        verbose_name_plural = "мероприятия дорожной карты"
        ordering = ["road_map", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="road_map_item_in_order",
                violation_error_message="Окончание не может быть раньше начала.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
