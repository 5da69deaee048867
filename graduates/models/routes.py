from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from cluster.models import ClusterStage
from graduates.models.profiles import Graduate

if TYPE_CHECKING:
    from accounts.models import User


class Route(models.Model):
    """The way of one graduate through the four stages of the cluster's employment model."""

    graduate = models.OneToOneField(Graduate, models.CASCADE, verbose_name="выпускник", related_name="route")
    stage = models.ForeignKey(
        ClusterStage, models.PROTECT, verbose_name="этап", related_name="routes", null=True, blank=True
    )
    started_on = models.DateField("начат")

    class Meta:
        verbose_name = "индивидуальный маршрут"
        verbose_name_plural = "индивидуальные маршруты"

    def __str__(self) -> str:
        return f"Маршрут: {self.graduate}"


class RouteStepQuerySet(models.QuerySet["RouteStep"]):
    def open(self) -> "RouteStepQuerySet":
        return self.filter(done_on=None)

    def overdue(self, day: date) -> "RouteStepQuerySet":
        return self.open().filter(due_on__lt=day)

    def visible_to(self, user: "User") -> "RouteStepQuerySet":
        return self.filter(route__graduate__in=Graduate.objects.visible_to(user))


class RouteStep(models.Model):
    """What the graduate does next: one action, a day, and a person to call."""

    route = models.ForeignKey(Route, models.CASCADE, verbose_name="маршрут", related_name="steps")
    stage = models.ForeignKey(
        ClusterStage, models.PROTECT, verbose_name="этап", related_name="route_steps", null=True, blank=True
    )
    text = models.CharField("что сделать", max_length=300)
    due_on = models.DateField("когда")
    contact_name = models.CharField("кому позвонить", max_length=150, blank=True)
    contact_phone = models.CharField("телефон этого человека", max_length=60, blank=True)
    done_on = models.DateField("сделано", null=True, blank=True)
    result = models.CharField("что получилось", max_length=500, blank=True)

    objects = RouteStepQuerySet.as_manager()

    class Meta:
        verbose_name = "шаг маршрута"
        verbose_name_plural = "шаги маршрута"
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["due_on"], condition=models.Q(done_on=None), name="steps_open"),
        ]

    def __str__(self) -> str:
        return self.text

    def is_overdue(self, day: date) -> bool:
        return self.done_on is None and self.due_on < day

    def complete(self, day: date, result: str) -> None:
        """Done is done: a second call keeps the first day."""
        if self.done_on is None:
            self.done_on, self.result = day, result
            self.save(update_fields=["done_on", "result"])
