"""Who is proposed for a council, how the vote went, and which decision changed the composition."""

from django.conf import settings
from django.db import models

from cluster.models import Council, CouncilMember, Organisation, Person
from events.models.agenda import AgendaItem
from events.models.decisions import Decision


class Nomination(models.Model):
    """A candidate for a seat or a duty in a council, from the proposal to the election."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "предложен"
        ELECTED = "elected", "избран"
        REJECTED = "rejected", "не избран"
        WITHDRAWN = "withdrawn", "снял кандидатуру"
        POSTPONED = "postponed", "рассмотрение отложено"

    council = models.ForeignKey(Council, models.PROTECT, verbose_name="в какой совет", related_name="nominations")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="кого", related_name="nominations")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="от организации", related_name="+", null=True, blank=True
    )
    duty = models.CharField("кем", max_length=20, choices=CouncilMember.Duty.choices, default=CouncilMember.Duty.MEMBER)
    proposed_by = models.CharField("кто предложил", max_length=300, blank=True)
    agenda_item = models.ForeignKey(
        AgendaItem, models.SET_NULL, verbose_name="вопрос повестки", related_name="nominations", null=True, blank=True
    )
    for_count = models.PositiveSmallIntegerField("за", null=True, blank=True)
    against_count = models.PositiveSmallIntegerField("против", null=True, blank=True)
    abstained_count = models.PositiveSmallIntegerField("воздержались", null=True, blank=True)
    state = models.CharField("состояние", max_length=20, choices=State.choices, default=State.PROPOSED, editable=False)
    decision = models.ForeignKey(
        Decision, models.PROTECT, verbose_name="решение", related_name="nominations", null=True, blank=True
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто записал", related_name="+", editable=False
    )
    created_at = models.DateTimeField("когда записан", auto_now_add=True)

    class Meta:
        verbose_name = "кандидатура"
        verbose_name_plural = "кандидатуры"
        ordering = ["council", "duty", "person__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "person", "duty"],
                condition=models.Q(state__in=("proposed", "postponed")),
                name="nominated_once",
                violation_error_message="Эта кандидатура уже предложена.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="elected") | models.Q(decision__isnull=False),
                name="elected_by_a_decision",
                violation_error_message="Избрание опирается на решение заседания.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_duty_display()}"


class CompositionChange(models.Model):
    """The decision by which somebody entered, changed the duty in, or left a council."""

    class Kind(models.TextChoices):
        INCLUDED = "included", "включён"
        ELECTED = "elected", "избран"
        RELEASED = "released", "выведен"

    decision = models.ForeignKey(Decision, models.PROTECT, verbose_name="решение", related_name="composition_changes")
    member = models.ForeignKey(
        CouncilMember, models.PROTECT, verbose_name="член совета", related_name="composition_changes"
    )
    kind = models.CharField("что изменилось", max_length=20, choices=Kind.choices)

    class Meta:
        verbose_name = "изменение состава"
        verbose_name_plural = "изменения состава"
        ordering = ["decision", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "member", "kind"],
                name="composition_changed_once",
                violation_error_message="Это изменение уже записано.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_kind_display()}"
