"""Paragraphs of the note that the methodologist wrote over the generated ones; figures stand in them as marks."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from monitoring.models.campaigns import Campaign


class NoteTextQuerySet(models.QuerySet["NoteText"]):
    def current(self, campaign: Campaign) -> "NoteTextQuerySet":
        """The last version of each paragraph."""
        return self.filter(campaign=campaign).order_by("key", "-number").distinct("key")


class NoteText(models.Model):
    """One version of one paragraph. An empty text is a return to the generated one; nothing is written over."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="note_texts")
    key = models.CharField("абзац", max_length=40)
    number = models.PositiveIntegerField("версия")
    text = models.TextField("текст", blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто изменил", related_name="+")
    made_at = models.DateTimeField("когда", default=timezone.now)

    objects = NoteTextQuerySet.as_manager()

    class Meta:
        verbose_name = "абзац справки"
        verbose_name_plural = "абзацы справки"
        ordering = ["campaign", "key", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "key", "number"],
                name="note_text_version_once",
                violation_error_message="Этот абзац только что изменил другой человек.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key}, версия {self.number}"
