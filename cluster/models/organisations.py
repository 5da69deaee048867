from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission
from cluster.models.ordering import sort_key
from cluster.models.reference import Municipality, Region

if TYPE_CHECKING:
    from accounts.models import User


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def living(self) -> "OrganisationQuerySet":
        """Without the records that were joined to another one."""
        return self.filter(merged_into=None)

    def visible_to(self, user: "User") -> "OrganisationQuerySet":
        """Organisations are the open part of the cluster: whoever may see the cluster sees all of them."""
        return self if user.can(Permission.CLUSTER_VIEW) else self.none()

    def of_user(self, user: "User") -> "OrganisationQuerySet":
        """Organisations where this person serves today."""
        today = timezone.localdate()
        begun = models.Q(memberships__from_on=None) | models.Q(memberships__from_on__lte=today)
        lasting = models.Q(memberships__to_on=None) | models.Q(memberships__to_on__gt=today)
        return self.filter(begun, lasting, memberships__person__user=user).distinct()


class Organisation(models.Model):
    class Kind(models.TextChoices):
        AUTHORITY = "authority", "орган власти"
        COLLEGE = "college", "профессиональная образовательная организация"
        SCHOOL = "school", "организация общего образования"
        UNIVERSITY = "university", "вуз"
        EMPLOYER = "employer", "работодатель"
        NGO = "ngo", "общественная организация"
        EMPLOYMENT_CENTRE = "employment_centre", "центр занятости"
        OTHER = "other", "другая организация"

    name = models.CharField("полное название", max_length=300)
    short_name = models.CharField("короткое название", max_length=120, blank=True)
    kind = models.CharField("вид", max_length=20, choices=Kind.choices)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="регион", related_name="organisations")
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        verbose_name="муниципальное образование",
        related_name="organisations",
        null=True,
        blank=True,
    )
    inn = models.CharField("ИНН", max_length=12, blank=True)
    phone = models.CharField("телефон", max_length=60, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    address = models.CharField("адрес", max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="присоединена к",
        related_name="merged_from",
        null=True,
        blank=True,
        editable=False,
    )
    sort_key = sort_key("name")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "организация"
        verbose_name_plural = "организации"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"],
                name="organisation_once_in_region",
                violation_error_message="Организация с таким названием уже есть в этом регионе.",
            ),
            models.UniqueConstraint(
                fields=["inn"],
                condition=~models.Q(inn=""),
                name="organisation_inn_once",
                violation_error_message="Организация с таким ИНН уже есть на портале.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        return reverse("cluster:organisation-detail", args=[self.pk])


class OrganisationAlias(models.Model):
    """Another spelling under which the organisation stands in documents."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases")
    name = models.CharField("другое написание", max_length=300)

    class Meta:
        verbose_name = "другое название"
        verbose_name_plural = "другие названия"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="alias_once")]

    def __str__(self) -> str:
        return self.name
