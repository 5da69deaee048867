"""Parts of an assignment: who got it hands parts on, and the whole waits for them."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cluster.models import Organisation, Person
from events.models import Decision, StateError
from events.models.immutability import CIRCLE

State = Decision.State
LATER_THAN_PARENT = "Срок части не может быть позже срока всего поручения"


@transaction.atomic
def add_sub_assignment(
    parent: Decision,
    *,
    text: str,
    due_on: date | None,
    responsible: Organisation | None,
    person: Person | None,
    by: User,
    words: str = "",
) -> Decision:
    """A part goes on control at once when the whole already is; a protocol does not print it."""
    parent = Decision.objects.select_for_update().get(pk=parent.pk)
    check_takes_parts(parent)
    check_day(parent, due_on)
    count = parent.children.count() + 1
    part = Decision(
        meeting_id=parent.meeting_id,
        agenda_item_id=parent.agenda_item_id,
        parent=parent,
        given_by=by,
        position=count,
        number=f"{parent.number.rstrip('.')}.{count}" if parent.number else str(count),
        text=text,
        kind=parent.kind,
        responsible=responsible,
        responsible_person=person,
        responsible_words=words,
        due_on=due_on,
        deadline_kind=Decision.DeadlineKind.DATE if due_on else Decision.DeadlineKind.NONE,
    )
    if parent.is_open:
        part.put_on_control(day=timezone.localdate())
    part.save()
    return part


@transaction.atomic
def set_parent(decision: Decision, *, parent: Decision | None, by: User) -> Decision:
    """Make a decision a part of another one, or let it stand alone again."""
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if decision.state == State.ACCEPTED:
        raise StateError("Решение уже снято с контроля: его место менять поздно.")
    if parent is not None:
        if parent.pk in keys_below(decision):
            raise StateError(CIRCLE)
        check_takes_parts(parent)
        check_day(parent, decision.due_on)
    decision.parent = parent
    decision.save(update_fields=["parent"])
    return decision


def check_takes_parts(parent: Decision) -> None:
    if not parent.is_task:
        raise StateError("Части бывают у поручений и рекомендаций.")
    if parent.state in (State.REPORTED, State.ACCEPTED):
        raise StateError("По этому поручению уже отчитались: поручить часть работы поздно.")


def check_day(parent: Decision, due_on: date | None) -> None:
    if due_on and parent.due_on and due_on > parent.due_on:
        raise StateError(f"{LATER_THAN_PARENT}, {parent.due_on:%d.%m.%Y}")


def keys_below(decision: Decision) -> set[int]:
    """Keys of the decision itself and of everything that is a part of it, one query a level."""
    found, level = {decision.pk}, [decision.pk]
    while level:
        level = list(Decision.objects.filter(parent__in=level).exclude(pk__in=found).values_list("pk", flat=True))
        found |= set(level)
    return found
