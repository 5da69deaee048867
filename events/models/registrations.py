from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from accounts.encryption import EncryptedField
from events.models.events import Event

if TYPE_CHECKING:
    from accounts.models import User


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def taking_places(self) -> "RegistrationQuerySet":
        return self.filter(state__in=(Registration.State.REGISTERED, Registration.State.ATTENDED))

    def visible_to(self, user: "User") -> "RegistrationQuerySet":
        """Organisers see those of their events, everybody else the own ones."""
        return self.filter(models.Q(event__in=Event.objects.managed_by(user)) | models.Q(user=user))


class Registration(models.Model):
    """Somebody wants to come. Wishes about access hint at health: encrypted, each look is logged, wiped afterwards."""

    class State(models.TextChoices):
        REGISTERED = "registered", "место есть"
        WAITING = "waiting", "в списке ожидания"
        CANCELLED = "cancelled", "отменена"
        ATTENDED = "attended", "пришёл"
        ABSENT = "absent", "не пришёл"

    event = models.ForeignKey(Event, models.CASCADE, verbose_name="событие", related_name="registrations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="учётная запись",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    name = models.CharField("фамилия, имя", max_length=200)
    email = models.EmailField("электронная почта")
    organisation_words = models.CharField("откуда", max_length=300, blank=True)
    wishes = EncryptedField("что нужно для участия", null=True, blank=True, editable=False)
    consented_at = models.DateTimeField("согласие на обработку данных", editable=False)
    state = models.CharField(
        "состояние", max_length=20, choices=State.choices, default=State.REGISTERED, editable=False
    )
    token_hash = models.CharField("отпечаток ссылки отмены", max_length=64, unique=True, editable=False)
    registered_at = models.DateTimeField("когда", auto_now_add=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "заявка на участие"
        verbose_name_plural = "заявки на участие"
        ordering = ["event", "registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                models.F("event"),
                models.functions.Lower("email"),
                condition=~models.Q(state="cancelled"),
                name="registered_once_for_event",
                violation_error_message="На это событие с такого адреса заявка уже есть.",
            )
        ]

    def __str__(self) -> str:
        return self.name
