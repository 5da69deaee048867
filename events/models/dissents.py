from django.db import models

from cluster.models import Person
from events.models.agenda import AgendaItem
from events.models.decisions import Decision
from events.models.immutability import frozen_by_signature
from events.models.meetings import Meeting


class Dissent(models.Model):
    """The dissenting opinion of a member, kept with the protocol."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="заседание", related_name="dissents")
    agenda_item = models.ForeignKey(
        AgendaItem, models.CASCADE, verbose_name="вопрос повестки", related_name="dissents", null=True, blank=True
    )
    decision = models.ForeignKey(
        Decision, models.CASCADE, verbose_name="решение", related_name="dissents", null=True, blank=True
    )
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="чьё мнение", related_name="+")
    text = models.TextField("особое мнение")
    file = models.FileField("файл", upload_to="dissents/%Y", blank=True)

    class Meta:
        verbose_name = "особое мнение"
        verbose_name_plural = "особые мнения"
        ordering = ["meeting", "pk"]
        triggers = [frozen_by_signature("dissent_frozen_by_signature")]

    def __str__(self) -> str:
        return f"Особое мнение: {self.person}"
