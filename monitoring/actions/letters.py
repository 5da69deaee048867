"""Letters about a form: to those who fill it, each occasion once."""

from collections.abc import Iterable
from typing import Any, cast

from django.conf import settings
from django.utils import timezone

from accounts.mail import Draft, send_letters
from accounts.models import User
from accounts.roles import Permission
from cluster.models import Membership, Municipality
from monitoring.models import Submission, Unlocking


def fillers_of(place: Municipality) -> list[User]:
    return fillers_by_place([place.pk]).get(place.pk, [])


def fillers_by_place(places: Iterable[int]) -> dict[int, list[User]]:
    """People with an open account who serve in each municipality today and may fill its form; one query."""
    serving = Membership.objects.serving_on(timezone.localdate())
    rows = serving.filter(organisation__municipality__in=list(places), person__user__is_active=True)
    found: dict[int, list[User]] = {}
    for row in rows.select_related("person__user", "organisation").order_by("person__user__pk"):
        user = cast(User, row.person.user)
        own = found.setdefault(cast(int, row.organisation.municipality_id), [])
        if user.can(Permission.SUBMISSION_FILL) and user not in own:
            own.append(user)
    return found


def tell_returned(submission: Submission, *, by: User) -> int:
    return _tell(submission, "returned", "Форму нужно исправить", _stamp(submission), by=by)


def tell_accepted(submission: Submission, *, by: User) -> int:
    return _tell(submission, "accepted", "Форма принята", _stamp(submission), by=by)


def tell_unlocked(unlocking: Unlocking, *, by: User) -> int:
    words = {"unlocking": unlocking}
    key = f"{unlocking.pk}:{unlocking.ends_at:%Y%m%d%H%M}"
    return _tell(unlocking.submission, "unlocked", "Форма открыта для исправления", key, by=by, **words)


def tell_locked(unlocking: Unlocking) -> int:
    words = {"unlocking": unlocking}
    return _tell(unlocking.submission, "locked", "Форма закрыта от правки", str(unlocking.pk), by=None, **words)


def _stamp(submission: Submission) -> str:
    """Each handing in may be answered once."""
    return f"{submission.submitted_at:%Y%m%d%H%M%S%f}" if submission.submitted_at else "0"


def _tell(submission: Submission, occasion: str, subject: str, key: str, *, by: User | None, **words: Any) -> int:
    link = settings.BASE_URL + submission.get_absolute_url()
    return send_letters(
        Draft(
            to=user.email,
            subject=f"{subject}: {submission}",
            template=f"monitoring/letters/{occasion}.txt",
            key=f"submission-{occasion}:{submission.pk}:{key}:{user.pk}",
            context={"user": user, "submission": submission, "by": by, "link": link, **words},
        )
        for user in fillers_of(submission.municipality)
    )
