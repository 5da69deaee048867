"""A form that was taken in is opened for correction: with a reason, until a moment, and locked again by itself."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cluster.models import Municipality
from monitoring.actions import letters
from monitoring.computation import following
from monitoring.models import Campaign, Submission, Unlocking, Value

Outcome = Unlocking.Outcome
Answers = dict[str, list[Any]]


@transaction.atomic
def unlock(submission: Submission, *, reason: str, ends_at: datetime, by: User) -> Unlocking:
    """Open a form until `ends_at`; a second call moves the end of a running unlocking and hands the form back.

    An open form counts no longer: results that are not published yet do without it until it is accepted or locked.
    """
    with following(submission):
        unlocking = _opened(_locked(submission), reason=reason, ends_at=ends_at, by=by)
    letters.tell_unlocked(unlocking, by=by)
    return unlocking


def _opened(locked: Submission, *, reason: str, ends_at: datetime, by: User) -> Unlocking:
    if not reason.strip():
        raise ValidationError("Напишите, зачем открывать форму.")
    if ends_at <= timezone.now():
        raise ValidationError("Срок правки должен быть в будущем.")
    unlocking, came_from = locked.unlocking, locked.status
    locked.unlock()
    if unlocking is None:
        unlocking = Unlocking.objects.create(
            submission=locked,
            reason=reason.strip(),
            came_from=came_from,
            before=_answers(locked),
            opened_by=by,
            ends_at=ends_at,
        )
    else:
        unlocking.reason, unlocking.ends_at = reason.strip(), ends_at
        unlocking.save(update_fields=["reason", "ends_at"])
    return unlocking


@transaction.atomic
def open_late_form(
    campaign: Campaign, *, municipality: Municipality, reason: str, ends_at: datetime, by: User
) -> Unlocking:
    """After the end of collection a municipality that never began may still hand in, until a day."""
    if campaign.takes_submissions or campaign.status == Campaign.Status.DRAFT:
        raise ValidationError("Пока сбор идёт, муниципалитет начинает форму сам.")
    if not campaign.expectations.filter(municipality=municipality).exists():
        raise ValidationError("Это муниципальное образование в кампании не участвует.")
    submission, _ = Submission.objects.get_or_create(campaign=campaign, municipality=municipality)
    return unlock(submission, reason=reason, ends_at=ends_at, by=by)


@transaction.atomic
def lock_again(submission: Submission, *, reason: str, outcome: str = Outcome.REFUSED) -> Submission:
    """Close an unlocked form without acceptance: answers return to what they were before it was opened."""
    with following(submission):
        locked, unlocking = _closed(_locked(submission), reason=reason, outcome=outcome)
    letters.tell_locked(unlocking)
    return locked


def _closed(locked: Submission, *, reason: str, outcome: str) -> tuple[Submission, Unlocking]:
    unlocking = locked.unlocking
    if unlocking is None:
        raise ValidationError("Эта форма не открыта для исправления.")
    if unlocking.came_from in Submission.COUNTED:
        with pghistory.context(source="lock", reason=reason.strip() or Outcome(outcome).label):
            _restore(locked, unlocking.before)
    locked.lock_again(unlocking.came_from)
    unlocking.finish(Outcome(outcome))
    return locked, unlocking


def lock_run_out(now: datetime | None = None) -> int:
    """Duty: lock every form whose time of correction is over and that was not handed in."""
    over = Unlocking.objects.run_out(now or timezone.now()).select_related("submission")
    for unlocking in over:
        lock_again(unlocking.submission, reason="Срок правки кончился, исправление не сдано", outcome=Outcome.EXPIRED)
    return len(over)


def _locked(submission: Submission) -> Submission:
    rows = Submission.objects.select_for_update(of=("self",)).select_related("campaign", "municipality")
    return rows.get(pk=submission.pk)


def _answers(submission: Submission) -> Answers:
    """State, exact amount as text, comment and note by the key of the element."""
    return {
        str(value.element_id): [
            value.state, None if value.amount is None else str(value.amount), value.comment, value.note,
        ]
        for value in submission.values.all()
    }  # fmt: skip


def _restore(submission: Submission, before: Answers) -> None:
    """Only what differs is written, so that the journal tells of what was undone and of nothing else."""
    now = _answers(submission)
    submission.values.exclude(element__in=[int(key) for key in before]).delete()
    Value.objects.bulk_create(
        [
            Value(
                submission=submission,
                element_id=int(key),
                state=state,
                amount=None if amount is None else Decimal(amount),
                comment=comment,
                note=note,
            )
            for key, (state, amount, comment, note) in before.items()
            if now.get(key) != [state, amount, comment, note]
        ],
        update_conflicts=True,
        unique_fields=["submission", "element"],
        update_fields=["state", "amount", "comment", "note"],
    )
