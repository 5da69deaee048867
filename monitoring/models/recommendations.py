"""What is advised after a campaign: drafted, issued, addressed to municipalities, acknowledged by each of them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission
from cluster.models import Municipality
from cluster.models.scope import regions_of
from events.models import Decision
from monitoring.models.campaigns import Campaign, municipalities_of
from monitoring.models.frameworks import Indicator
from monitoring.models.solutions import Solution

if TYPE_CHECKING:
    from accounts.models import User


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def issued(self) -> "RecommendationQuerySet":
        return self.filter(status=Recommendation.Status.ISSUED)

    def drafts(self) -> "RecommendationQuerySet":
        return self.filter(status=Recommendation.Status.DRAFT)

    def visible_to(self, user: "User") -> "RecommendationQuerySet":
        """Who sees a campaign sees what was issued after it; drafts only who may issue them."""
        seen = self.filter(campaign__in=Campaign.objects.visible_to(user))
        if not user.can(Permission.MONITORING_MANAGE):
            return seen.issued()
        is_own = models.Q(campaign__region__in=regions_of(user))
        return seen.filter(is_own | models.Q(status=Recommendation.Status.ISSUED))

    def managed_by(self, user: "User") -> "RecommendationQuerySet":
        if not user.can(Permission.MONITORING_MANAGE):
            return self.none()
        return self.filter(campaign__region__in=regions_of(user))

    def addressed_to(self, places: Iterable[Municipality]) -> "RecommendationQuerySet":
        return self.filter(
            pk__in=RecommendationAddress.objects.filter(municipality__in=places).values("recommendation")
        )

    def with_counts(self) -> "RecommendationQuerySet":
        """`addressed` and `acknowledged`: to how many municipalities it went and how many have read it."""
        return self.annotate(
            addressed=models.Count("addresses", distinct=True),
            acknowledged=models.Count(
                "addresses", filter=models.Q(addresses__acknowledged_at__isnull=False), distinct=True
            ),
        )


class Recommendation(models.Model):
    class Level(models.TextChoices):
        MUNICIPAL = "municipal", "муниципальный уровень"
        REGIONAL = "regional", "региональный уровень"

    class Status(models.TextChoices):
        DRAFT = "draft", "черновик"
        ISSUED = "issued", "выпущена"

    TAGS = {Status.DRAFT: "draft", Status.ISSUED: "done"}

    campaign = models.ForeignKey(Campaign, models.CASCADE, verbose_name="кампания", related_name="recommendations")
    level = models.CharField("уровень", max_length=12, choices=Level.choices)
    position = models.PositiveSmallIntegerField("порядок", default=0)
    text = models.TextField("рекомендация", max_length=2000)
    indicators = models.ManyToManyField(
        Indicator, verbose_name="на какие дефициты отвечает", related_name="recommendations", blank=True
    )
    decisions = models.ManyToManyField(
        Decision, verbose_name="решения по этой рекомендации", related_name="recommendations", blank=True
    )
    solution = models.ForeignKey(
        Solution,
        models.PROTECT,
        verbose_name="из каталога решений",
        related_name="recommendations",
        null=True,
        blank=True,
        editable=False,
    )
    status = models.CharField("состояние", max_length=12, choices=Status.choices, default=Status.DRAFT, editable=False)
    issued_on = models.DateField("выпущена", null=True, blank=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="кто выпустил",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = "рекомендация"
        verbose_name_plural = "рекомендации"
        ordering = ["campaign", "level", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="draft", issued_on=None, issued_by=None)
                | models.Q(status="issued", issued_on__isnull=False, issued_by__isnull=False),
                name="issued_recommendation_says_when_and_who",
                violation_error_message="У выпущенной рекомендации должны быть день и тот, кто выпустил.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("monitoring:recommendation-detail", args=[self.pk])

    @property
    def tag(self) -> str:
        return self.TAGS[self.Status(self.status)]

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_municipal(self) -> bool:
        return self.level == self.Level.MUNICIPAL

    def issue(self, *, by: "User") -> None:
        """From here on the words stand; needs words and at least one indicator, or nobody could see its effect."""
        self.check_draft("Выпустить")
        if not self.text.strip():
            raise ValidationError("Выпустить пустую рекомендацию нельзя: напишите её текст.")
        if not self.indicators.exists():
            raise ValidationError("Выпустить рекомендацию можно, когда названы показатели, на которые она отвечает.")
        self.status, self.issued_on, self.issued_by = self.Status.ISSUED, timezone.localdate(), by
        self.save(update_fields=["status", "issued_on", "issued_by"])

    def check_draft(self, step: str) -> None:
        if not self.is_draft:
            raise ValidationError(f"{step} можно только черновик рекомендации, а эта уже выпущена.")


class RecommendationAddressQuerySet(models.QuerySet["RecommendationAddress"]):
    def waiting(self) -> "RecommendationAddressQuerySet":
        return self.filter(acknowledged_at=None)

    def of_user(self, user: "User") -> "RecommendationAddressQuerySet":
        """Addressed to municipalities whose bodies this person serves in."""
        if not user.can(Permission.SUBMISSION_FILL):
            return self.none()
        return self.filter(municipality__in=municipalities_of(user))


class RecommendationAddress(models.Model):
    """An issued recommendation sent to one municipality, and the answer that it has been read there."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="addresses")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name="муниципальное образование", related_name="recommendation_addresses"
    )
    addressed_at = models.DateTimeField("направлена", auto_now_add=True)
    addressed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто направил", related_name="+"
    )
    acknowledged_at = models.DateTimeField("ознакомлены", null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="кто ознакомился",
        related_name="+",
        null=True,
        blank=True,
    )
    comment = models.TextField("ответ муниципального образования", max_length=2000, blank=True)

    objects = RecommendationAddressQuerySet.as_manager()

    class Meta:
        verbose_name = "адресат рекомендации"
        verbose_name_plural = "адресаты рекомендаций"
        ordering = ["recommendation", "municipality__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "municipality"],
                name="recommendation_addressed_once",
                violation_error_message="Этому муниципальному образованию рекомендация уже направлена.",
            ),
            models.CheckConstraint(
                condition=models.Q(acknowledged_at=None, acknowledged_by=None)
                | models.Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="acknowledged_recommendation_says_when_and_who",
                violation_error_message="У отметки об ознакомлении должны быть время и имя.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.recommendation}"

    def acknowledge(self, *, by: "User", comment: str) -> None:
        if self.acknowledged_at is not None:
            raise ValidationError("С этой рекомендацией уже ознакомились.")
        self.acknowledged_at, self.acknowledged_by, self.comment = timezone.now(), by, comment.strip()
        self.save(update_fields=["acknowledged_at", "acknowledged_by", "comment"])
