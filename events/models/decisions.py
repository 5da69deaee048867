from datetime import date

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils import timezone

from cluster.models import Organisation, PartnershipDirection, Person, RoadMapItem
from events.models.agenda import AgendaItem
from events.models.events import Event
from events.models.immutability import content_frozen_by_signature, no_circle
from events.models.life import CONTROLLED_KINDS, DecisionLife
from events.models.meetings import Meeting
from events.models.registers import SEARCHED, DecisionQuerySet


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["control_rank"],
    model_name="DecisionHistory",
    obj_field=pghistory.ObjForeignKey(related_name="history"),
    append_only=True,
    meta={"ordering": ["pgh_id"]},
)
class Decision(DecisionLife):
    """What a meeting decided. A record from the first minute; its whole life is kept by triggers in `history`."""

    class Kind(models.TextChoices):
        ASSIGNMENT = "assignment", "поручение"
        RECOMMENDATION = "recommendation", "рекомендация"
        INFORMATION = "information", "к сведению"
        APPROVAL = "approval", "утверждение"
        ELECTION = "election", "избрание"
        CONTROL = "control", "контроль исполнения"

    class DeadlineKind(models.TextChoices):
        DATE = "date", "день"
        RELATIVE = "relative", "от другого события"
        RECURRING = "recurring", "повторяется"
        NONE = "none", "без срока"

    class Confidence(models.TextChoices):
        SURE = "sure", "точно"
        LIKELY = "likely", "вероятно"
        GUESS = "guess", "предположение"

    meeting = models.ForeignKey(Meeting, models.PROTECT, verbose_name="заседание", related_name="decisions")
    agenda_item = models.ForeignKey(
        AgendaItem, models.PROTECT, verbose_name="вопрос повестки", related_name="decisions", null=True, blank=True
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name="входит в поручение", related_name="children", null=True, blank=True
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="кто поручил часть",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    number = models.CharField("номер", max_length=20, blank=True)
    position = models.PositiveSmallIntegerField("порядок", default=0)
    text = models.TextField("текст решения")
    kind = models.CharField("вид", max_length=20, choices=Kind.choices, default=Kind.ASSIGNMENT)
    responsible = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name="ответственная организация",
        related_name="decisions",
        null=True,
        blank=True,
    )
    responsible_person = models.ForeignKey(
        Person, models.PROTECT, verbose_name="ответственный человек", related_name="decisions", null=True, blank=True
    )
    responsible_words = models.CharField("ответственный словами протокола", max_length=500, blank=True)
    group_words = models.CharField("группа ответственных", max_length=300, blank=True)
    co_executors = models.ManyToManyField(
        Organisation,
        through="CoExecutor",
        verbose_name="соисполнители",
        related_name="co_executed_decisions",
        blank=True,
    )
    supervisor = models.ForeignKey(
        Person, models.PROTECT, verbose_name="контролёр", related_name="supervised_decisions", null=True, blank=True
    )
    due_on = models.DateField("срок", null=True, blank=True)
    deadline_kind = models.CharField(
        "вид срока", max_length=20, choices=DeadlineKind.choices, default=DeadlineKind.NONE
    )
    deadline_words = models.CharField("срок словами протокола", max_length=300, blank=True)
    deadline_rule = models.CharField("правило повторения или отсчёта", max_length=200, blank=True)
    recurrence = models.CharField(
        "правило повторения", max_length=200, blank=True, help_text="Строка RRULE календаря iCalendar."
    )
    recurs_until = models.DateField("повторять по", null=True, blank=True)
    deadline_confidence = models.CharField(
        "уверенность в сроке", max_length=20, choices=Confidence.choices, default=Confidence.SURE
    )
    flags = ArrayField(models.CharField(max_length=40), verbose_name="замечания разбора", default=list, blank=True)
    road_map_item = models.ForeignKey(
        RoadMapItem,
        models.SET_NULL,
        verbose_name="мероприятие дорожной карты",
        related_name="decisions",
        null=True,
        blank=True,
    )
    event = models.ForeignKey(
        Event, models.SET_NULL, verbose_name="событие", related_name="decisions", null=True, blank=True
    )
    partnership_direction = models.ForeignKey(
        PartnershipDirection,
        models.SET_NULL,
        verbose_name="направление партнёрства",
        related_name="decisions",
        null=True,
        blank=True,
    )
    control_rank = models.GeneratedField(
        expression=models.Case(
            models.When(state__in=("on_control", "returned"), then=models.Value(0)),
            models.When(state="reported", then=models.Value(1)),
            models.When(state="draft", then=models.Value(2)),
            default=models.Value(3),
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "решение"
        verbose_name_plural = "решения"
        ordering = ["meeting", "agenda_item__position", "position", "pk"]
        indexes = [
            models.Index(fields=["control_rank", "due_on", "id"], name="decisions_overdue_first"),
            models.Index(fields=["state", "due_on"], name="decisions_by_state"),
            models.Index(fields=["responsible", "control_rank", "due_on"], name="decisions_of_responsible"),
            GinIndex(SEARCHED, name="decisions_text"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=CONTROLLED_KINDS) | models.Q(state__in=("draft", "recorded")),
                name="only_tasks_on_control",
                violation_error_message="На контроль ставят только поручения и рекомендации.",
            ),
            models.CheckConstraint(
                condition=~models.Q(deadline_kind="date") | models.Q(due_on__isnull=False),
                name="dated_decision_has_day",
                violation_error_message="Укажите день срока.",
            ),
            models.CheckConstraint(
                condition=~models.Q(deadline_kind="none") | models.Q(due_on=None),
                name="decision_without_deadline_has_no_day",
                violation_error_message="У решения без срока не может быть дня.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state="accepted", accepted_at__isnull=False, accepted_by__isnull=False, executed_on__isnull=False
                )
                | (~models.Q(state="accepted") & models.Q(accepted_at=None, accepted_by=None, executed_on=None)),
                name="accepted_decision_says_when_and_who",
                violation_error_message="У принятого решения должны быть день и имя принявшего.",
            ),
        ]
        triggers = [
            content_frozen_by_signature(
                "decision_frozen_by_signature", "text", "number", "kind", "meeting", "agenda_item"
            ),
            no_circle("decision_in_no_circle", table="events_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.full_number}. {self.text}" if self.full_number else self.text

    def get_absolute_url(self) -> str:
        return reverse("events:decision-detail", args=[self.pk])

    @property
    def full_number(self) -> str:
        """Number inside the protocol: «II.1»; a body that writes «2.1» itself keeps its own form."""
        item = self.agenda_item.number.rstrip(".") if self.agenda_item else ""
        own = self.number.rstrip(".")
        return own if not item or not own or own.startswith(f"{item}.") else f"{item}.{own}"

    @property
    def is_overdue(self) -> bool:
        return self.is_overdue_on(timezone.localdate())

    def is_overdue_on(self, day: date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < day

    @property
    def days_left(self) -> int | None:
        """Days until the deadline, negative when it has passed."""
        return None if self.due_on is None else (self.due_on - timezone.localdate()).days

    @property
    def responsible_display(self) -> str:
        """The responsible for a list: organisation and person, a group, or the words of the protocol."""
        named = ", ".join(str(one) for one in (self.responsible, self.responsible_person) if one)
        return named or self.group_words or self.responsible_words
