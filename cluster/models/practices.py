"""The bank of practices: what worked somewhere, told so that others can repeat it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.urls import reverse

from accounts.roles import Permission
from cluster.models.councils import ClusterStage
from cluster.models.organisations import Organisation
from cluster.models.reference import Region
from cluster.models.scope import StateError
from cluster.models.searching import russian_query

if TYPE_CHECKING:
    from accounts.models import User

SEARCHED = SearchVector("title", "problem", "solution", "result", config="russian")


class PracticeQuerySet(models.QuerySet["Practice"]):
    def published(self) -> "PracticeQuerySet":
        return self.filter(status=Practice.Status.PUBLISHED)

    def search(self, words: str) -> "PracticeQuerySet":
        """Practices that hold all the words, in any case form."""
        query = russian_query(words)
        return self if query is None else self.alias(searched=SEARCHED).filter(searched=query)

    def waiting(self) -> "PracticeQuerySet":
        return self.filter(status=Practice.Status.SUBMITTED)

    def visible_to(self, user: "User") -> "PracticeQuerySet":
        """Published ones are open to all; a draft is seen by its author and by who keeps the bank."""
        if not user.is_authenticated:
            return self.published()
        if user.can(Permission.CLUSTER_MANAGE):
            return self
        return self.filter(models.Q(status=Practice.Status.PUBLISHED) | models.Q(author=user))


class Practice(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", "черновик"
        SUBMITTED = "submitted", "на проверке"
        PUBLISHED = "published", "опубликована"

    title = models.CharField("название", max_length=300)
    problem = models.TextField("какую задачу решали")
    solution = models.TextField("что сделали")
    result = models.TextField("что получилось", blank=True)
    conditions = models.TextField("что нужно, чтобы повторить", blank=True)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="регион", related_name="practices")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="чья практика", related_name="practices", null=True, blank=True
    )
    stage = models.ForeignKey(
        ClusterStage, models.PROTECT, verbose_name="этап модели", related_name="practices", null=True, blank=True
    )
    link = models.URLField("подробнее", max_length=300, blank=True)
    status = models.CharField("состояние", max_length=20, choices=Status.choices, default=Status.DRAFT, editable=False)
    return_reason = models.TextField("что исправить", blank=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="автор записи", related_name="+", editable=False
    )
    published_at = models.DateTimeField("опубликована", null=True, blank=True, editable=False)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = "практика"
        verbose_name_plural = "практики"
        ordering = ["-published_at", "-pk"]
        indexes = [GinIndex(SEARCHED, name="practices_text")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cluster:practice-detail", args=[self.pk])

    def send(self) -> None:
        self._check(self.status == self.Status.DRAFT)
        self.status, self.return_reason = self.Status.SUBMITTED, ""

    def publish(self, *, at: datetime) -> None:
        self._check(self.status == self.Status.SUBMITTED)
        self.status, self.published_at = self.Status.PUBLISHED, at

    def return_for_revision(self, *, reason: str) -> None:
        """Back to the author; a published practice leaves the open list as well."""
        self._check(self.status != self.Status.DRAFT)
        self.status, self.published_at, self.return_reason = self.Status.DRAFT, None, reason

    def _check(self, is_allowed: bool) -> None:
        if not is_allowed:
            raise StateError(f"Этот шаг сейчас невозможен. Состояние практики: {self.get_status_display()}.")
