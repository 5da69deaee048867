from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from events.models.events import Event

if TYPE_CHECKING:
    from accounts.models import User


class PostReleaseQuerySet(models.QuerySet["PostRelease"]):
    def published(self) -> "PostReleaseQuerySet":
        return self.filter(state=PostRelease.State.PUBLISHED)

    def visible_to(self, user: "User") -> "PostReleaseQuerySet":
        return self.filter(event__in=Event.objects.visible_to(user))


class PostRelease(models.Model):
    """What is told about an event afterwards. Somebody other than the author reads it before it is published."""

    class State(models.TextChoices):
        DRAFT = "draft", "черновик"
        ON_REVIEW = "on_review", "на проверке"
        RETURNED = "returned", "возвращён"
        PUBLISHED = "published", "опубликован"

    event = models.OneToOneField(Event, models.CASCADE, verbose_name="событие", related_name="post_release")
    title = models.CharField("заголовок", max_length=300)
    text = models.TextField("текст")
    external_url = models.URLField("ссылка на публикацию", max_length=300, blank=True)
    state = models.CharField("состояние", max_length=20, choices=State.choices, default=State.DRAFT, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="автор", related_name="+", editable=False
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="кто проверил",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    review_note = models.TextField("замечания", blank=True, editable=False)
    published_at = models.DateTimeField("опубликован", null=True, blank=True, editable=False)

    objects = PostReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = "пост-релиз"
        verbose_name_plural = "пост-релизы"
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="published")
                | models.Q(reviewer__isnull=False, published_at__isnull=False) & ~models.Q(reviewer=models.F("author")),
                name="post_release_read_by_another",
                violation_error_message="Пост-релиз публикует не тот, кто его написал.",
            )
        ]

    def __str__(self) -> str:
        return self.title
