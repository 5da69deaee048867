"""Turns of a recurring task: three control points ahead, of which the nearest open one is the deadline."""

from datetime import date
from itertools import islice
from typing import cast

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from events.models import ControlPoint, Decision, StateError
from events.recurrence import days_of, rule_of

AHEAD = 3


@transaction.atomic
def set_recurrence(decision: Decision, *, months: int, first_on: date, recurs_until: date | None, by: User) -> Decision:
    """Replace the rule: turns that are not done yet are counted anew, done ones stay."""
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if not decision.is_task or decision.state == Decision.State.ACCEPTED:
        raise StateError("Повторять можно поручение или рекомендацию, пока они не сняты с контроля.")
    if decision.state == Decision.State.REPORTED:
        raise StateError("Сначала примите или верните отчёт, который ждёт приёмки.")
    decision.recurrence, decision.recurs_until = rule_of(months, first_on), recurs_until
    decision.deadline_kind = Decision.DeadlineKind.RECURRING
    decision.control_points.filter(executed_on=None).delete()
    nearest = plan_turns(decision)
    if nearest is None:
        raise StateError("До последнего дня не помещается ни одной контрольной точки.")
    decision.due_on = nearest.due_on
    decision.save(update_fields=["recurrence", "recurs_until", "deadline_kind", "due_on"])
    return decision


@transaction.atomic
def stop_recurrence(decision: Decision, *, by: User) -> Decision:
    """The nearest turn becomes the only deadline; turns after it are dropped."""
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if not decision.recurrence:
        raise StateError("Это поручение не повторяется.")
    nearest = nearest_turn(decision)
    later = decision.control_points.filter(executed_on=None)
    (later.exclude(pk=nearest.pk) if nearest else later).delete()
    decision.recurs_until = nearest.due_on if nearest else timezone.localdate()
    decision.save(update_fields=["recurs_until"])
    return decision


def plan_turns(decision: Decision) -> ControlPoint | None:
    """Keep three open control points ahead; returns the nearest of them."""
    if not decision.recurrence:
        return None
    open_points = list(decision.control_points.filter(executed_on=None))
    last = decision.control_points.order_by("-due_on").first()
    lacking = AHEAD - len(open_points)
    days = days_of(decision.recurrence, after=last.due_on if last else None, until=decision.recurs_until)
    for day in islice(days, max(lacking, 0)):
        open_points.append(ControlPoint.objects.create(decision=decision, due_on=day))
    return min(open_points, key=lambda point: point.due_on, default=None)


def close_turn(decision: Decision, *, executed_on: date, by: User) -> ControlPoint | None:
    """Close the nearest turn and return the one that comes next; None when the task does not come again."""
    nearest = nearest_turn(decision)
    if nearest is None:
        return None
    nearest.executed_on, nearest.accepted_at, nearest.accepted_by = executed_on, timezone.now(), by
    nearest.save()
    return plan_turns(decision)


def move_turn(decision: Decision) -> None:
    """An extension moves the nearest turn, never past the next one."""
    points = list(decision.control_points.filter(executed_on=None)[:2])
    if not points:
        return
    day = cast(date, decision.due_on)
    if len(points) > 1 and day >= points[1].due_on:
        raise StateError(f"Новый срок должен быть раньше следующей контрольной точки, {points[1].due_on:%d.%m.%Y}.")
    points[0].due_on = day
    points[0].save()


def nearest_turn(decision: Decision) -> ControlPoint | None:
    return decision.control_points.filter(executed_on=None).first()
