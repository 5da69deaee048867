"""Directions of work two or more bodies agreed on, before anybody has a task."""

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse

from accounts.roles import Permission
from cluster.models.councils import Cluster
from cluster.models.organisations import Organisation
from cluster.models.scope import regions_of

if TYPE_CHECKING:
    from accounts.models import User


class PartnershipDirectionQuerySet(models.QuerySet["PartnershipDirection"]):
    def visible_to(self, user: "User") -> "PartnershipDirectionQuerySet":
        return self if user.can(Permission.CLUSTER_VIEW) else self.none()

    def managed_by(self, user: "User") -> "PartnershipDirectionQuerySet":
        if not user.can(Permission.CLUSTER_MANAGE):
            return self.none()
        return self.filter(cluster__region__in=regions_of(user))


class PartnershipDirection(models.Model):
    class Status(models.TextChoices):
        PROPOSED = "proposed", "предложено"
        AGREED = "agreed", "согласовано"
        RUNNING = "running", "идёт"
        DONE = "done", "завершено"
        STOPPED = "stopped", "остановлено"

    cluster = models.ForeignKey(Cluster, models.PROTECT, verbose_name="кластер", related_name="partnership_directions")
    title = models.CharField("направление", max_length=300)
    text = models.TextField("о чём договорились", blank=True)
    parties = models.ManyToManyField(Organisation, verbose_name="стороны", related_name="partnership_directions")
    status = models.CharField("состояние", max_length=20, choices=Status.choices, default=Status.PROPOSED)
    agreed_on = models.DateField("день договорённости", null=True, blank=True)
    source = models.CharField("откуда известно", max_length=300, blank=True)

    objects = PartnershipDirectionQuerySet.as_manager()

    class Meta:
        verbose_name = "направление партнёрства"
        verbose_name_plural = "направления партнёрства"
        ordering = ["cluster", "title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cluster:partnership-detail", args=[self.pk])
