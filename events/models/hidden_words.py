from django.conf import settings
from django.db import models

from events.models.meetings import Meeting


class HiddenWords(models.Model):
    """Words a person keeps off the open page of a protocol, in all its versions: what no rule of ours can know."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="заседание", related_name="hidden_words")
    words = models.CharField("слова", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто скрыл", related_name="+")
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "скрытые слова"
        verbose_name_plural = "скрытые слова"
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "words"],
                name="words_hidden_once",
                violation_error_message="Эти слова уже скрыты.",
            )
        ]

    def __str__(self) -> str:
        return self.words
