"""What was done with a campaign: who opened, prolonged, closed or published it, and why."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone

from monitoring.models.campaigns import Campaign


class CampaignStep(models.Model):
    class Kind(models.TextChoices):
        CREATED = "created", "кампания создана"
        OPENED = "opened", "сбор начат"
        PROLONGED = "prolonged", "срок сбора изменён"
        REOPENED = "reopened", "сбор открыт снова"
        CLOSED = "closed", "сбор закончен"
        EXPECTED = "expected", "муниципалитет добавлен"
        EXCUSED = "excused", "муниципалитет снят"
        PUBLISHED = "published", "итоги опубликованы"

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="кампания", related_name="steps")
    kind = models.CharField("что сделано", max_length=12, choices=Kind.choices)
    words = models.CharField("подробности", max_length=400, blank=True)
    reason = models.CharField("причина", max_length=500, blank=True)
    at = models.DateTimeField("когда", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто", related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = "шаг кампании"
        verbose_name_plural = "шаги кампании"
        ordering = ["campaign", "-at", "-pk"]
        triggers = [pgtrigger.Protect(name="campaign_steps_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.get_kind_display()
