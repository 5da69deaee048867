"""What the methodologist does with one answer: a mark to come back to it, a remark, a rejection."""

from decimal import Decimal

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from monitoring.computation import following
from monitoring.framework.vocabulary import State
from monitoring.journal import Event
from monitoring.models import Submission, Value

REVIEWED = (Submission.Status.SUBMITTED, Submission.Status.ACCEPTED)


@transaction.atomic
def review(value: Value, *, is_flagged: bool, is_rejected: bool, note: str, by: User) -> Value:
    """Reject an answer with words, or take the rejection back; the results honour it at once."""
    with following(value.submission):
        return _reviewed(value, is_flagged=is_flagged, is_rejected=is_rejected, note=note)


def _reviewed(value: Value, *, is_flagged: bool, is_rejected: bool, note: str) -> Value:
    row = Value.objects.select_for_update(of=("self",)).select_related("submission__campaign").get(pk=value.pk)
    if row.submission.status not in REVIEWED:
        raise ValidationError("Проверяют ответы сданной или принятой формы, пока она не закрыта.")
    if is_rejected and not note.strip():
        raise ValidationError("Напишите, почему ответ отклонён.")
    was_rejected = row.state == State.REJECTED
    row.is_flagged, row.note = is_flagged, note.strip()
    if is_rejected and not was_rejected:
        row.state, row.amount = State.REJECTED, None
    elif was_rejected and not is_rejected:
        row.state, row.amount = answer_before_rejection(row)
    with pghistory.context(source="review", reason=row.note):
        row.save(update_fields=["is_flagged", "note", "state", "amount"])
    return row


def answer_before_rejection(value: Value) -> tuple[int, Decimal | None]:
    """The last answer of the municipality, from the journal."""
    events = Event.objects.filter(submission=value.submission_id, element=value.element_id)
    told = events.exclude(state=State.REJECTED).order_by("-pgh_id").first()
    if told is None:
        raise ValidationError("Ответа муниципалитета в журнале нет: попросите ввести его снова.")
    return told.state, told.amount
