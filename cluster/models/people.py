from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.roles import Permission
from cluster.models.ordering import sort_key
from cluster.models.organisations import Organisation
from cluster.models.periods import days_in_order

if TYPE_CHECKING:
    from accounts.models import User


class PersonQuerySet(models.QuerySet["Person"]):
    def living(self) -> "PersonQuerySet":
        """Without the records that were joined to another one."""
        return self.filter(merged_into=None)

    def on_record(self) -> "PersonQuerySet":
        """People of the cluster's paperwork: an account without a post belongs to a graduate and is left alone."""
        serving = Membership.objects.order_by().values("person")
        return self.living().filter(models.Q(user=None) | models.Q(pk__in=serving))

    def listed_for(self, user: "User") -> "PersonQuerySet":
        """Who serves somewhere; whoever keeps the records sees also people known from protocols alone."""
        if user.can(Permission.CLUSTER_MANAGE):
            return self.on_record()
        return self.visible_to(user).living().filter(pk__in=Membership.objects.order_by().values("person"))

    def visible_to(self, user: "User") -> "PersonQuerySet":
        return self if user.can(Permission.CLUSTER_VIEW) else self.filter(user=user)


class Person(models.Model):
    """Somebody who takes part in the cluster. Not an account: most people of protocols never sign in."""

    surname = models.CharField("фамилия", max_length=80)
    first_name = models.CharField("имя или инициал", max_length=60, blank=True)
    patronymic = models.CharField("отчество или инициал", max_length=60, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="учётная запись",
        related_name="person",
        null=True,
        blank=True,
    )
    may_be_published_until = models.DateField("согласие на публикацию имени действует до", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="присоединён к",
        related_name="merged_from",
        null=True,
        blank=True,
        editable=False,
    )
    sort_key = sort_key("surname")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "человек"
        verbose_name_plural = "люди"
        ordering = ["sort_key", "first_name", "patronymic", "pk"]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("cluster:person-detail", args=[self.pk])

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.surname, self.first_name, self.patronymic) if part)

    @property
    def initials(self) -> str:
        return "".join(f"{part[0]}." for part in (self.first_name, self.patronymic) if part)

    @property
    def short_name(self) -> str:
        """«Фамилия И.О.», the form of lists."""
        return f"{self.surname} {self.initials}".strip()

    @property
    def signature_name(self) -> str:
        """«И.О. Фамилия», the form of signatures."""
        return f"{self.initials} {self.surname}".strip()

    def may_be_published(self, day: date) -> bool:
        return self.may_be_published_until is not None and self.may_be_published_until >= day


class PersonAlias(models.Model):
    """Another spelling of the name that stands in documents: a slip of one protocol is still the same person."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="aliases")
    name = models.CharField("другое написание", max_length=200)

    class Meta:
        verbose_name = "другое написание имени"
        verbose_name_plural = "другие написания имени"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="person_alias_once")]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def serving_on(self, day: date) -> "MembershipQuerySet":
        return self.filter(models.Q(from_on=None) | models.Q(from_on__lte=day)).filter(
            models.Q(to_on=None) | models.Q(to_on__gt=day)
        )


class Membership(models.Model):
    """A person serves in an organisation in a post, from a day to a day: the post is dated, so it lives here."""

    person = models.ForeignKey(Person, models.CASCADE, verbose_name="человек", related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="организация", related_name="memberships"
    )
    post = models.CharField("должность", max_length=300, blank=True)
    from_on = models.DateField("с", null=True, blank=True)
    to_on = models.DateField("по", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "место работы"
        verbose_name_plural = "места работы"
        ordering = ["organisation", "person"]
        constraints = [
            days_in_order("membership_in_order", "from_on", "to_on", "Последний день не может быть раньше первого."),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.post}" if self.post else str(self.person)
