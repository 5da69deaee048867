"""What is advised after a campaign and what was done between two campaigns."""

from django.db import models

from monitoring.models.campaigns import Campaign
from monitoring.models.frameworks import Indicator


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
