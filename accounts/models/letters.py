from datetime import datetime

from django.db import models


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, moment: datetime) -> "LetterQuerySet":
        return self.filter(sent_at=None, send_after__lte=moment)


class Letter(models.Model):
    """A letter in the outbox. The unique key makes sure that one occasion gives one letter."""

    key = models.CharField("ключ повода", max_length=200, unique=True)
    to = models.EmailField("кому")
    subject = models.CharField("тема", max_length=200)
    text = models.TextField("текст")
    created_at = models.DateTimeField("написано", auto_now_add=True)
    send_after = models.DateTimeField("не раньше")
    sent_at = models.DateTimeField("отправлено", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("попыток", default=0)
    last_error = models.CharField("последняя ошибка", max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        ordering = ["send_after", "pk"]
        indexes = [
            models.Index(fields=["send_after"], condition=models.Q(sent_at=None), name="letters_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
