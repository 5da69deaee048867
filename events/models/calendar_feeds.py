from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """The secret address of somebody's deadlines for a calendar: revoked for good, and the token is not kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="чьи сроки", related_name="calendar_feeds"
    )
    token_hash = models.CharField("отпечаток адреса", max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("когда выдан", auto_now_add=True)
    revoked_at = models.DateTimeField("когда отозван", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "календарь сроков"
        verbose_name_plural = "календари сроков"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(revoked_at=None), name="one_live_calendar_feed_of_user"
            )
        ]

    def __str__(self) -> str:
        return f"Сроки: {self.user}"
