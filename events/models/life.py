"""The life of a decision: its states, and the steps that are allowed from each."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from cluster.models.scope import StateError

if TYPE_CHECKING:
    from accounts.models import User

CONTROLLED_KINDS = ("assignment", "recommendation")


class DecisionLife(models.Model):
    """State and its days. Only the methods change them; each checks where the decision stands."""

    class State(models.TextChoices):
        DRAFT = "draft", "черновик"
        RECORDED = "recorded", "записано, контроль не нужен"
        ON_CONTROL = "on_control", "на контроле"
        REPORTED = "reported", "ждёт приёмки"
        RETURNED = "returned", "возвращено на доработку"
        ACCEPTED = "accepted", "исполнено, снято с контроля"

    kind: str
    due_on: date | None

    state = models.CharField("состояние", max_length=20, choices=State.choices, default=State.DRAFT, editable=False)
    control_started_on = models.DateField("на контроле с", null=True, blank=True, editable=False)
    executed_on = models.DateField("исполнено", null=True, blank=True, editable=False)
    accepted_at = models.DateTimeField("принято", null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="принял",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )

    class Meta:
        abstract = True

    @property
    def is_task(self) -> bool:
        """Somebody has to do something: only these go on control."""
        return self.kind in CONTROLLED_KINDS

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.ON_CONTROL, self.State.RETURNED)

    def put_on_control(self, *, day: date) -> None:
        if not self.is_task:
            raise StateError("На контроль ставят только поручения и рекомендации.")
        if self.state != self.State.DRAFT:
            raise StateError("Решение уже стоит на контроле.")
        self.state = self.State.ON_CONTROL
        self.control_started_on = day

    def record(self) -> None:
        """The meeting has decided, and nobody has to do anything."""
        if self.is_task or self.state != self.State.DRAFT:
            raise StateError("Записать без контроля можно только решение, которое не является поручением.")
        self.state = self.State.RECORDED

    def check_open(self) -> None:
        if not self.is_open:
            raise StateError("Отчитаться можно, пока решение на контроле.")

    def mark_reported(self) -> None:
        self.check_open()
        self.state = self.State.REPORTED

    def mark_accepted(self, *, by: "User", at: datetime, executed_on: date) -> None:
        if self.state != self.State.REPORTED:
            raise StateError("Принять можно решение, по которому есть отчёт об исполнении.")
        self.state = self.State.ACCEPTED
        self.accepted_by = by
        self.accepted_at = at
        self.executed_on = executed_on

    def continue_control(self, due_on: date) -> None:
        """One turn of a recurring task is done: the next one begins."""
        if self.state != self.State.REPORTED:
            raise StateError("Принять можно решение, по которому есть отчёт об исполнении.")
        self.state = self.State.ON_CONTROL
        self.due_on = due_on

    def mark_returned(self) -> None:
        if self.state != self.State.REPORTED:
            raise StateError("Вернуть на доработку можно решение, по которому есть отчёт об исполнении.")
        self.state = self.State.RETURNED

    def check_has_movable_day(self) -> date:
        if not self.is_open:
            raise StateError("Продлить срок можно, пока решение на контроле.")
        if self.due_on is None:
            raise StateError("У решения нет дня срока: продлевать нечего.")
        return self.due_on

    def move_deadline(self, new_due_on: date) -> None:
        if new_due_on <= self.check_has_movable_day():
            raise StateError("Новый срок должен быть позже прежнего.")
        self.due_on = new_due_on
