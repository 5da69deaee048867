from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.encryption import EncryptedField
from accounts.roles import Permission
from employers.models import Partner, Vacancy
from graduates.models.consents import Consent
from graduates.models.profiles import Graduate

if TYPE_CHECKING:
    from accounts.models import User


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    def open(self) -> "DisclosureQuerySet":
        return self.filter(revoked_at=None)

    def in_force(self, day: date) -> "DisclosureQuerySet":
        """Not revoked, and the graduate's consent to use health data still holds: without it nothing is shown."""
        consents = Consent.objects.health().in_force(day).filter(graduate=models.OuterRef("graduate"))
        return self.open().filter(models.Exists(consents))

    def visible_to(self, user: "User") -> "DisclosureQuerySet":
        """A graduate sees the own disclosures; an employer those for own vacancies, while they are in force."""
        if user.can(Permission.GRADUATE_SELF):
            return self.filter(graduate__user=user)
        if user.can(Permission.CANDIDATE_VIEW):
            return self.in_force(timezone.localdate()).filter(vacancy__partner__in=Partner.objects.of_user(user))
        return self.none()


class Disclosure(models.Model):
    """A graduate shows to the employer of one vacancy who it is and which conditions are needed there."""

    graduate = models.ForeignKey(Graduate, models.CASCADE, verbose_name="выпускник", related_name="disclosures")
    vacancy = models.ForeignKey(Vacancy, models.PROTECT, verbose_name="вакансия", related_name="disclosures")
    conditions = EncryptedField("показанные условия", editable=False)
    shows_contacts = models.BooleanField("показать телефон и почту", default=False)
    shown_at = models.DateTimeField("показано", default=timezone.now)
    revoked_at = models.DateTimeField("закрыто", null=True, blank=True)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = "раскрытие работодателю"
        verbose_name_plural = "раскрытия работодателям"
        ordering = ["-shown_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["graduate", "vacancy"],
                condition=models.Q(revoked_at=None),
                name="one_open_disclosure_per_vacancy",
                violation_error_message="Этой вакансии уже показаны сведения.",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at=None) | models.Q(revoked_at__gte=models.F("shown_at")),
                name="disclosure_in_order",
                violation_error_message="Закрыть можно только то, что уже показано.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.graduate} — {self.vacancy}"

    def get_absolute_url(self) -> str:
        return reverse("graduates:candidate-detail", args=[self.pk])

    def revoke(self) -> None:
        """Close at once; closing twice keeps the first moment."""
        if self.revoked_at is None:
            self.revoked_at = timezone.now()
            self.save(update_fields=["revoked_at"])
