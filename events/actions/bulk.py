"""One step for many decisions at once; each in its own transaction, so that one refusal stops nobody else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from cluster.models import Person
from events.actions.decisions import extend, put_on_control
from events.actions.execution import accept, check_children_accepted, check_nobody_waits, silent_co_executors
from events.models import Decision, StateError

State = Decision.State
CHECKED = 200  # the most decisions of one step


@dataclass
class Outcome:
    """What will change, and what will not with the reason in words."""

    fitting: list[Decision] = field(default_factory=list)
    refused: list[tuple[Decision, str]] = field(default_factory=list)


def forecast(decisions: Iterable[Decision], check: Callable[[Decision], None]) -> Outcome:
    """Nothing changes: only the checks of the step are asked."""
    outcome = Outcome()
    for decision in decisions:
        try:
            check(decision)
        except StateError as error:
            outcome.refused.append((decision, str(error)))
        else:
            outcome.fitting.append(decision)
    return outcome


def carry_out(decisions: Iterable[Decision], step: Callable[..., Any], **details: Any) -> Outcome:
    outcome = Outcome()
    for decision in decisions:
        try:
            with transaction.atomic():
                step(decision, **details)
        except StateError as error:
            outcome.refused.append((decision, str(error)))
        else:
            outcome.fitting.append(decision)
    return outcome


def set_supervisor(decision: Decision, *, supervisor: Person, by: User) -> Decision:
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    check_supervisor(decision)
    decision.supervisor = supervisor
    decision.save(update_fields=["supervisor"])
    return decision


def check_control(decision: Decision) -> None:
    """The step itself on a copy that is never saved: one rule, one place."""
    Decision(kind=decision.kind, state=decision.state).put_on_control(day=date.today())


def check_accept(decision: Decision) -> None:
    if decision.state != State.REPORTED:
        raise StateError("Принять можно решение, по которому есть отчёт об исполнении.")
    check_children_accepted(decision)
    check_nobody_waits(decision)
    if silent := silent_co_executors(decision):
        named = "; ".join(silent[:5])
        raise StateError(f"Соисполнители ничего не сообщили ({named}): примите на странице решения, если это верно.")


def check_supervisor(decision: Decision) -> None:
    if not decision.is_task or decision.state == State.ACCEPTED:
        raise StateError("Контролёр нужен поручению или рекомендации, пока они не сняты с контроля.")


def checker_of_extension(new_due_on: date | None) -> Callable[[Decision], None]:
    def check(decision: Decision) -> None:
        due_on = decision.check_has_movable_day()
        if new_due_on is not None and new_due_on <= due_on:
            raise StateError(f"Новый срок должен быть позже прежнего, {due_on:%d.%m.%Y}.")

    return check


def accept_surely(decision: Decision, *, by: User) -> Decision:
    """One decision among many is accepted only when nothing about it needs a second look."""
    check_accept(decision)
    return accept(decision, by=by)


STEPS: dict[str, tuple[str, Callable[..., Any]]] = {
    "control": ("Поставить на контроль", put_on_control),
    "accept": ("Принять исполнение", accept_surely),
    "supervisor": ("Назначить контролёра", set_supervisor),
    "extend": ("Продлить срок", extend),
}
