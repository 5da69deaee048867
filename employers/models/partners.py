from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import models
from django.urls import reverse

from accounts.roles import Permission
from cluster.models import Organisation
from employers.models.states import FRESH_FOR, Status

if TYPE_CHECKING:
    from accounts.models import User


class PartnerQuerySet(models.QuerySet["Partner"]):
    def public(self) -> "PartnerQuerySet":
        return self.filter(is_public=True)

    def with_open_vacancies(self, day: date) -> "PartnerQuerySet":
        """By the alphabet, with `open_vacancies`: how many of them everybody sees on that day."""
        is_open = models.Q(vacancies__status=Status.PUBLISHED, vacancies__confirmed_on__gt=day - FRESH_FOR)
        rows = self.select_related("organisation__municipality")
        return rows.annotate(open_vacancies=models.Count("vacancies", filter=is_open)).order_by(
            "organisation__sort_key", "pk"
        )

    def visible_to(self, user: "User") -> "PartnerQuerySet":
        """An employer sees the own profile, a coordinator all profiles, anybody the public ones."""
        if user.is_authenticated and user.can(Permission.VACANCY_MODERATE):
            return self
        if user.is_authenticated and user.can(Permission.VACANCY_MANAGE):
            own = models.Q(organisation__in=Organisation.objects.of_user(user))
            return self.filter(own | models.Q(is_public=True))
        return self.public()

    def of_user(self, user: "User") -> "PartnerQuerySet":
        return self.filter(organisation__in=Organisation.objects.of_user(user))


class Partner(models.Model):
    """The employer's face in the cluster: what it promises and whom to call."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="partner")
    about = models.TextField("о работодателе", blank=True)
    promise = models.CharField("что мы обещаем", max_length=500, blank=True)
    contact_name = models.CharField("контактное лицо", max_length=150, blank=True)
    contact_phone = models.CharField("телефон", max_length=60, blank=True)
    contact_email = models.EmailField("электронная почта", blank=True)
    is_public = models.BooleanField("показывать на открытых страницах", default=False)
    joined_on = models.DateField("партнёр с", null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = "работодатель-партнёр"
        verbose_name_plural = "работодатели-партнёры"
        ordering = ["organisation__sort_key", "pk"]

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        return reverse("employers:partner-detail", args=[self.pk])

    @property
    def has_contacts(self) -> bool:
        return bool(self.contact_phone or self.contact_email)

    def staff(self) -> list["User"]:
        """People who look after the vacancies of this employer today: letters go to them."""
        users = get_user_model().objects.filter(
            is_active=True, person__memberships__organisation=self.organisation, person__memberships__to_on=None
        )
        return [user for user in users.distinct() if user.can(Permission.VACANCY_MANAGE)]
