from django.db import models

from events.models.agenda import AgendaItem
from events.models.decisions import Decision
from events.models.immutability import frozen_by_signature
from events.models.meetings import Meeting


class Vote(models.Model):
    """How the meeting voted, on one decision, one item, or on everything."""

    class Way(models.TextChoices):
        OPEN = "open", "открытое"
        SECRET = "secret", "тайное"
        CONSENT = "consent", "по общему согласию, без подсчёта"
        ABSENTEE = "absentee", "заочное"

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="заседание", related_name="votes")
    agenda_item = models.ForeignKey(
        AgendaItem, models.CASCADE, verbose_name="вопрос повестки", related_name="votes", null=True, blank=True
    )
    decision = models.ForeignKey(
        Decision, models.CASCADE, verbose_name="решение", related_name="votes", null=True, blank=True
    )
    way = models.CharField("как голосовали", max_length=20, choices=Way.choices, default=Way.OPEN)
    for_count = models.PositiveSmallIntegerField("за", null=True, blank=True)
    against_count = models.PositiveSmallIntegerField("против", null=True, blank=True)
    abstained_count = models.PositiveSmallIntegerField("воздержались", null=True, blank=True)
    is_unanimous = models.BooleanField("единогласно", default=False)
    words = models.CharField("словами протокола", max_length=500, blank=True)

    class Meta:
        verbose_name = "голосование"
        verbose_name_plural = "голосования"
        ordering = ["meeting", "agenda_item__position", "pk"]
        triggers = [frozen_by_signature("vote_frozen_by_signature")]

    def __str__(self) -> str:
        if self.for_count is None:
            return "единогласно" if self.is_unanimous else self.words
        return f"за — {self.for_count}, против — {self.against_count or 0}, воздержались — {self.abstained_count or 0}"
