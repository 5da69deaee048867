import hashlib
from datetime import datetime, timedelta

from django.db import models

LONGEST_TALK = timedelta(minutes=5)  # a letter handed over longer ago than this will get no answer any more


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, moment: datetime) -> "LetterQuerySet":
        return self.filter(sent_at=None, handed_over_at=None, send_after__lte=moment)

    def in_doubt(self, moment: datetime) -> "LetterQuerySet":
        """Handed to the mail server without an answer: nobody knows whether they have left."""
        return self.filter(sent_at=None, handed_over_at__lt=moment - LONGEST_TALK)

    def unsent(self, moment: datetime) -> "LetterQuerySet":
        """Everything that has not left, without what is in the hands of a sender right now."""
        return self.filter(
            models.Q(handed_over_at=None) | models.Q(handed_over_at__lt=moment - LONGEST_TALK), sent_at=None
        )

    def stuck(self) -> "LetterQuerySet":
        """Tried and not taken by the server: they will be tried again."""
        return self.filter(sent_at=None, handed_over_at=None).exclude(last_error="")


class Letter(models.Model):
    """A letter in the outbox. The unique key makes sure that one occasion gives one letter.

    `handed_over_at` without `sent_at`: the server may have it; only a person sends it again (docs/adr/0007-letters.md).
    """

    key = models.CharField("ключ повода", max_length=200, unique=True)
    to = models.EmailField("кому")
    subject = models.CharField("тема", max_length=200)
    text = models.TextField("текст")
    created_at = models.DateTimeField("написано", auto_now_add=True)
    send_after = models.DateTimeField("не раньше")
    handed_over_at = models.DateTimeField("передано серверу", null=True, blank=True)
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

    @property
    def message_id(self) -> str:
        """The same at every attempt, so that a mailbox can know a double."""
        return f"letter.{self.pk}.{hashlib.sha256(self.key.encode()).hexdigest()[:20]}"
