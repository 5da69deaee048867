from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.roles import Permission
from cluster.models import Municipality, Occupation, Organisation
from cluster.models.ordering import sort_key

if TYPE_CHECKING:
    from accounts.models import User


class GraduateQuerySet(models.QuerySet["Graduate"]):
    def visible_to(self, user: "User") -> "GraduateQuerySet":
        """A specialist sees the graduates of the own college, a graduate the own card, nobody else anyone."""
        if user.can(Permission.GRADUATE_VIEW):
            return self.filter(college__in=Organisation.objects.of_user(user))
        if user.can(Permission.GRADUATE_SELF):
            return self.filter(user=user)
        return self.none()

    def with_next_step(self) -> "GraduateQuerySet":
        """Annotates `next_step_on`: the day of the open step of the route that comes first."""
        is_open = models.Q(route__steps__done_on=None)
        rows = self.annotate(next_step_on=models.Min("route__steps__due_on", filter=is_open))
        return rows.order_by(*self.model._meta.ordering or ())  # grouping has dropped the usual order

    def without_next_step(self) -> "GraduateQuerySet":
        return self.with_next_step().filter(models.Q(next_step_on=None))

    def unfinished(self) -> "GraduateQuerySet":
        """Cards that cannot take part in matching yet: no profession, no place or nothing known about needs."""
        return self.filter(models.Q(occupation=None) | models.Q(municipality=None) | models.Q(needs=None))


class Graduate(models.Model):
    """The working zone of a graduate's data: contacts, education, wishes. Nothing about health stands here.

    Own names instead of a person of the cluster: people of the cluster are visible to all its members.
    """

    class Place(models.TextChoices):
        ANY = "any", "не важно"
        SITE = "site", "на рабочем месте"
        REMOTE = "remote", "из дома"

    surname = models.CharField("фамилия", max_length=80)
    first_name = models.CharField("имя", max_length=60)
    patronymic = models.CharField("отчество", max_length=60, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="учётная запись",
        related_name="graduate",
        null=True,
        blank=True,
    )
    college = models.ForeignKey(Organisation, models.PROTECT, verbose_name="колледж", related_name="graduates")
    occupation = models.ForeignKey(
        Occupation, models.PROTECT, verbose_name="профессия", related_name="graduates", null=True, blank=True
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        verbose_name="где живёт",
        related_name="graduates",
        null=True,
        blank=True,
    )
    graduation_year = models.PositiveSmallIntegerField("год выпуска")
    phone = models.CharField("телефон", max_length=60, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    wanted_place = models.CharField("где хочет работать", max_length=20, choices=Place.choices, default=Place.ANY)
    most_hours_per_week = models.PositiveSmallIntegerField("часов в неделю, не больше", null=True, blank=True)
    is_open_to_other_work = models.BooleanField("готов работать не по профессии", default=False)
    is_ready_to_move = models.BooleanField("готов переехать", default=False)
    wishes = models.TextField("пожелания к работе", blank=True)
    case_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="куратор",
        related_name="led_graduates",
        null=True,
        blank=True,
    )
    created_at = models.DateTimeField("заведён", auto_now_add=True)
    changed_at = models.DateTimeField("изменён", auto_now=True)
    sort_key = sort_key("surname")

    objects = GraduateQuerySet.as_manager()

    class Meta:
        verbose_name = "выпускник"
        verbose_name_plural = "выпускники"
        ordering = ["sort_key", "first_name", "patronymic", "pk"]
        indexes = [models.Index(fields=["college", "graduation_year"], name="graduates_of_college")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(graduation_year__gte=1990, graduation_year__lte=2100),
                name="graduation_year_is_sane",
                violation_error_message="Год выпуска — четыре цифры, например 2026.",
            ),
            models.CheckConstraint(
                condition=models.Q(most_hours_per_week=None)
                | models.Q(most_hours_per_week__gte=1, most_hours_per_week__lte=40),
                name="hours_fit_a_week",
                violation_error_message="Часов в неделю может быть от 1 до 40.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("graduates:graduate-detail", args=[self.pk])

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.surname, self.first_name, self.patronymic) if part)

    def has_consent(self, purpose: str, day: date) -> bool:
        return self.consents.in_force(day).filter(purpose=purpose).exists()
