"""What is advised after a campaign and what was done between two campaigns."""

from typing import TYPE_CHECKING

from django.db import models

from events.models import Decision
from monitoring.models.campaigns import Campaign
from monitoring.models.frameworks import Indicator

if TYPE_CHECKING:
    from accounts.models import User


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def visible_to(self, user: "User") -> "RecommendationQuerySet":
        """Who sees the results of a campaign sees what is advised after it."""
        return self.filter(campaign__in=Campaign.objects.visible_to(user))


class Recommendation(models.Model):
    class Level(models.TextChoices):
        MUNICIPAL = "municipal", "муниципальный уровень"
        REGIONAL = "regional", "региональный уровень"

    campaign = models.ForeignKey(Campaign, models.CASCADE, verbose_name="кампания", related_name="recommendations")
    level = models.CharField("уровень", max_length=12, choices=Level.choices)
    position = models.PositiveSmallIntegerField("порядок", default=0)
    text = models.TextField("рекомендация")
    indicators = models.ManyToManyField(
        Indicator, verbose_name="на какие дефициты отвечает", related_name="recommendations", blank=True
    )
    decisions = models.ManyToManyField(
        Decision, verbose_name="решения по этой рекомендации", related_name="recommendations", blank=True
    )

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = "рекомендация"
        verbose_name_plural = "рекомендации"
        ordering = ["campaign", "level", "position"]

    def __str__(self) -> str:
        return self.text


class Measure(models.Model):
    """What was done before this campaign to raise an indicator."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, verbose_name="кампания", related_name="measures")
    indicator = models.ForeignKey(Indicator, models.PROTECT, verbose_name="показатель", related_name="measures")
    text = models.TextField("мера")

    class Meta:
        verbose_name = "принятая мера"
        verbose_name_plural = "принятые меры"
        ordering = ["campaign", "indicator__position", "pk"]

    def __str__(self) -> str:
        return self.text
