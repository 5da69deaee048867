"""A yearly campaign: who is expected, what is not asked this year, and head counts from independent sources."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission
from cluster.models import Municipality, Region
from cluster.models.scope import regions_of
from monitoring.models.editions import Edition
from monitoring.models.frameworks import Indicator, Population
from ui.words import count

if TYPE_CHECKING:
    from accounts.models import User


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def published(self) -> "CampaignQuerySet":
        return self.filter(status=Campaign.Status.PUBLISHED)

    def visible_to(self, user: "User") -> "CampaignQuerySet":
        """Published results are open to staff; a running campaign only to its region's methodologists and takers."""
        if user.can(Permission.MONITORING_MANAGE):
            return self.filter(models.Q(status=Campaign.Status.PUBLISHED) | models.Q(region__in=regions_of(user)))
        if not user.can(Permission.MONITORING_VIEW):
            return self.none()
        if not user.can(Permission.SUBMISSION_FILL):
            return self.published()
        taking_part = Expectation.objects.filter(municipality__in=municipalities_of(user)).values("campaign")
        return self.filter(models.Q(status=Campaign.Status.PUBLISHED) | models.Q(pk__in=taking_part))

    def manageable_by(self, user: "User") -> "CampaignQuerySet":
        """Campaigns of the own region, for whoever runs them."""
        return self.filter(region__in=regions_of(user)) if user.can(Permission.MONITORING_MANAGE) else self.none()


def municipalities_of(user: "User") -> models.QuerySet[Municipality]:
    """Municipalities whose bodies this person serves in today."""
    today = timezone.localdate()
    return Municipality.objects.filter(
        models.Q(organisations__memberships__to_on=None) | models.Q(organisations__memberships__to_on__gt=today),
        organisations__memberships__person__user=user,
    ).distinct()


class Campaign(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", "готовится"
        OPEN = "open", "идёт сбор"
        CLOSED = "closed", "сбор закончен"
        PUBLISHED = "published", "опубликована"

    TAGS = {Status.DRAFT: "draft", Status.OPEN: "progress", Status.CLOSED: "closed", Status.PUBLISHED: "done"}

    region = models.ForeignKey(Region, models.PROTECT, verbose_name="регион", related_name="campaigns")
    year = models.PositiveSmallIntegerField("за год")
    edition = models.ForeignKey(Edition, models.PROTECT, verbose_name="редакция показателей", related_name="campaigns")
    opens_on = models.DateField("сбор с")
    closes_on = models.DateField("сбор по")
    status = models.CharField("состояние", max_length=12, choices=Status.choices, default=Status.DRAFT)
    basis = models.TextField("основание", blank=True)
    operator = models.CharField("оператор мониторинга", max_length=300, blank=True)
    is_conditional = models.BooleanField("значения муниципалитетов условные", default=False)
    published_at = models.DateTimeField("опубликована", null=True, blank=True)
    computed_at = models.DateTimeField("рассчитана", null=True, blank=True)
    computed_on = models.CharField("отпечаток основы расчёта", max_length=80, blank=True)
    expected = models.ManyToManyField(
        Municipality, through="Expectation", verbose_name="ожидаются", related_name="campaigns"
    )
    not_assessed = models.ManyToManyField(Indicator, verbose_name="не оцениваются", related_name="+", blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "кампания мониторинга"
        verbose_name_plural = "кампании мониторинга"
        ordering = ["-year", "region"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "year"],
                name="campaign_once",
                violation_error_message="Кампания этого региона за этот год уже есть.",
            ),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")),
                name="campaign_window_in_order",
                violation_error_message="Сбор не может закончиться раньше, чем начался.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region}, {self.year} год"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:campaign-detail", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def takes_submissions(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def tag(self) -> str:
        """Look of the state on pages."""
        return self.TAGS[self.Status(self.status)]

    def shows_results_to(self, user: "User") -> bool:
        """Until publication only those who run the campaign see what it comes to."""
        return self.is_published or user.can(Permission.MONITORING_MANAGE)

    @property
    def days_left(self) -> int:
        """Days to the last day of the window; 0 on that day, less when it has passed."""
        return (self.closes_on - timezone.localdate()).days

    @property
    def year_end(self) -> date:
        """Names and the list of municipalities are those of this day."""
        return date(self.year, 12, 31)

    @property
    def countdown(self) -> str:
        """How long collection still goes on, in words; empty when it does not."""
        if not self.takes_submissions:
            return ""
        days = count(abs(self.days_left), "день,дня,дней")
        if self.days_left < 0:
            return f"Срок сбора прошёл {days} назад, формы ещё принимаются."
        return f"До конца сбора {days}." if self.days_left else "Сегодня последний день сбора."

    def open(self) -> None:
        self._require(self.Status.DRAFT, "Начать сбор можно только по кампании, которая готовится.")
        if self.edition.published_at is None:
            raise ValidationError("Редакция показателей ещё не опубликована: по ней нельзя собирать формы.")
        if self.closes_on < timezone.localdate():
            raise ValidationError("Последний день сбора уже прошёл. Измените срок.")
        if not self.expectations.exists():
            raise ValidationError("Укажите хотя бы одно муниципальное образование, от которого ждут форму.")
        self._move(self.Status.OPEN)

    def close(self) -> None:
        self._require(self.Status.OPEN, "Закончить можно только сбор, который идёт.")
        self._move(self.Status.CLOSED)

    def reopen(self) -> None:
        self._require(self.Status.CLOSED, "Открыть снова можно только законченный и не опубликованный сбор.")
        self._move(self.Status.OPEN)

    def _require(self, status: "Campaign.Status", message: str) -> None:
        if self.status != status:
            raise ValidationError(f"{message} Сейчас она в состоянии «{self.get_status_display()}».")

    def _move(self, status: "Campaign.Status") -> None:
        self.status = status
        self.save(update_fields=["status"])

    def publish(self) -> None:
        if self.status != self.Status.CLOSED:
            raise ValidationError("Опубликовать можно кампанию, сбор по которой закончен.")
        self.status = self.Status.PUBLISHED
        self.published_at = timezone.now()
        self.save(update_fields=["status", "published_at"])


class Expectation(models.Model):
    """A municipality that must answer in a campaign."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="expectations")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "ожидаемый муниципалитет"
        verbose_name_plural = "ожидаемые муниципалитеты"
        ordering = ["campaign", "municipality__sort_key"]
        constraints = [models.UniqueConstraint(fields=["campaign", "municipality"], name="expectation_once")]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.campaign}"


class ReferencePopulation(models.Model):
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="reference_populations")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    population = models.ForeignKey(Population, models.PROTECT, related_name="+")
    amount = models.PositiveIntegerField("численность")
    source = models.CharField("источник", max_length=300, blank=True)

    class Meta:
        verbose_name = "справочная численность муниципалитета"
        verbose_name_plural = "справочные численности муниципалитетов"
        ordering = ["campaign", "municipality", "population"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "municipality", "population"], name="reference_population_once")
        ]

    def __str__(self) -> str:
        return f"{self.population}: {self.amount}"
