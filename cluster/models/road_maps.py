"""The road map: what the cluster does, planned and in fact."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse

from accounts.roles import Permission
from cluster.models.councils import Cluster, ClusterStage
from cluster.models.organisations import Organisation
from cluster.models.periods import days_in_order
from cluster.models.projects import Subportfolio
from cluster.models.scope import StateError, regions_of

if TYPE_CHECKING:
    from accounts.models import User


class RoadMapQuerySet(models.QuerySet["RoadMap"]):
    def visible_to(self, user: "User") -> "RoadMapQuerySet":
        return self if user.can(Permission.CLUSTER_VIEW) else self.none()

    def managed_by(self, user: "User") -> "RoadMapQuerySet":
        if not user.can(Permission.CLUSTER_MANAGE):
            return self.none()
        return self.filter(cluster__region__in=regions_of(user))


class RoadMap(models.Model):
    cluster = models.ForeignKey(Cluster, models.CASCADE, verbose_name="кластер", related_name="road_maps")
    name = models.CharField("название", max_length=300)

    objects = RoadMapQuerySet.as_manager()

    class Meta:
        verbose_name = "дорожная карта"
        verbose_name_plural = "дорожные карты"
        ordering = ["cluster", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cluster:road-map-detail", args=[self.pk])


class RoadMapItemQuerySet(models.QuerySet["RoadMapItem"]):
    def visible_to(self, user: "User") -> "RoadMapItemQuerySet":
        return self if user.can(Permission.CLUSTER_VIEW) else self.none()

    def managed_by(self, user: "User") -> "RoadMapItemQuerySet":
        if not user.can(Permission.CLUSTER_MANAGE):
            return self.none()
        return self.filter(road_map__cluster__region__in=regions_of(user))

    def open(self) -> "RoadMapItemQuerySet":
        return self.filter(status__in=RoadMapItem.OPEN)

    def overdue(self, day: date) -> "RoadMapItemQuerySet":
        return self.open().filter(ends_on__lt=day)


class RoadMapItem(models.Model):
    class Status(models.TextChoices):
        PLANNED = "planned", "запланировано"
        RUNNING = "running", "идёт"
        DONE = "done", "выполнено"
        DROPPED = "dropped", "снято"

    OPEN = (Status.PLANNED, Status.RUNNING)

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

    objects = RoadMapItemQuerySet.as_manager()

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

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    def is_overdue_on(self, day: date) -> bool:
        return self.is_open and self.ends_on is not None and self.ends_on < day

    def lag_on(self, day: date) -> int | None:
        """Days behind the plan: a done item may be ahead (below zero); None without a planned end or when dropped."""
        if self.ends_on is None or self.status == self.Status.DROPPED:
            return None
        if self.status == self.Status.DONE:
            return (self.done_on - self.ends_on).days if self.done_on else None
        return max((day - self.ends_on).days, 0)

    def start(self, *, day: date) -> None:
        self._check(self.status == self.Status.PLANNED, "начать")
        self.status, self.started_on = self.Status.RUNNING, day

    def finish(self, *, started_on: date | None, day: date, result: str) -> None:
        self._check(self.is_open, "отметить выполненным")
        self.status, self.started_on, self.done_on, self.result = self.Status.DONE, started_on, day, result

    def drop(self, *, reason: str) -> None:
        self._check(self.is_open, "снять")
        self.status, self.dropped_reason = self.Status.DROPPED, reason

    def reopen(self) -> None:
        """Undo «done» or «dropped»: the item goes on where it stood."""
        self._check(not self.is_open, "вернуть в работу")
        self.status = self.Status.RUNNING if self.started_on else self.Status.PLANNED
        self.done_on, self.dropped_reason = None, ""

    def _check(self, is_allowed: bool, step: str) -> None:
        if not is_allowed:
            raise StateError(f"Мероприятие нельзя {step}: оно уже в состоянии «{self.get_status_display()}».")
