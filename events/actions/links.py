"""Personal links: issue, revoke, report by one."""

from datetime import date
from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from events.actions.execution import report
from events.models import Decision, ExecutionReport, PersonalLink, StateError
from events.models.links import hash_of, new_token


def issue_link(
    decision: Decision, *, executor: str, expires_on: date, by: User, email: str = ""
) -> tuple[PersonalLink, str]:
    """A new link and its token. The token is told once: the portal keeps only its hash."""
    decision.check_open()
    token = new_token()
    link = PersonalLink.objects.create(
        decision=decision,
        executor=executor,
        email=email,
        token_hash=hash_of(token),
        expires_on=expires_on,
        created_by=by,
        created_at=timezone.now(),
    )
    return link, token


@transaction.atomic
def revoke_link(link: PersonalLink, *, by: User) -> PersonalLink:
    link = PersonalLink.objects.select_for_update().get(pk=link.pk)
    link.revoke(by=by, at=timezone.now())
    link.save(update_fields=["revoked_by", "revoked_at"])
    return link


@transaction.atomic
def report_by_link(link: PersonalLink, **said: Any) -> ExecutionReport:
    """The same report as from an account; a link revoked a moment ago no longer works."""
    link = PersonalLink.objects.select_for_update().get(pk=link.pk)
    if not link.is_active:
        raise StateError("Ссылка больше не действует.")
    with pghistory.context(executor=f"{link.executor}, по личной ссылке"):
        return report(link.decision, link=link, **said)
