from datetime import date

from django.conf import settings
from django.db import models

from graduates.models.profiles import Graduate


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self, day: date) -> "ConsentQuerySet":
        """Given, not withdrawn, term not over."""
        return self.not_withdrawn().filter(given_on__lte=day, valid_until__gte=day)

    def not_withdrawn(self) -> "ConsentQuerySet":
        return self.filter(withdrawn_at=None)

    def health(self) -> "ConsentQuerySet":
        return self.filter(purpose=Consent.Purpose.HEALTH)


class Consent(models.Model):
    """One consent: one purpose, one text, one term. A new text or a new term is a new consent beside the old one."""

    class Purpose(models.TextChoices):
        PROCESSING = "processing", "обработка персональных данных"
        HEALTH = "health", "обработка сведений о здоровье и нужных условиях"

    class Channel(models.TextChoices):
        PAPER = "paper", "на бумаге, подпись выпускника"
        REPRESENTATIVE = "representative", "на бумаге, подпись законного представителя"

    graduate = models.ForeignKey(Graduate, models.CASCADE, verbose_name="выпускник", related_name="consents")
    purpose = models.CharField("на что", max_length=20, choices=Purpose.choices)
    text_version = models.CharField("версия текста", max_length=20)
    text_sha256 = models.CharField("отпечаток текста", max_length=64)
    channel = models.CharField("как получено", max_length=20, choices=Channel.choices)
    given_on = models.DateField("получено")
    valid_until = models.DateField("действует до")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name="кто внёс", related_name="+", null=True
    )
    recorded_at = models.DateTimeField("внесено", auto_now_add=True)
    withdrawn_at = models.DateTimeField("отозвано", null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "согласие"
        verbose_name_plural = "согласия"
        ordering = ["graduate", "purpose", "-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("given_on")),
                name="consent_in_order",
                violation_error_message="Согласие не может закончиться раньше, чем получено.",
            ),
        ]

    def __str__(self) -> str:
        return f"Согласие: {self.get_purpose_display()}"

    def is_in_force(self, day: date) -> bool:
        return self.withdrawn_at is None and self.given_on <= day <= self.valid_until
