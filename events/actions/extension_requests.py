"""An executor asks for more time; who keeps the decision allows it or refuses, and the asker gets a letter."""

from datetime import date

import pghistory
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.mail import send_letter
from accounts.models import User
from events.actions.decisions import extend
from events.actions.execution import locked
from events.models import Decision, ExtensionRequest, PersonalLink, StateError

Verdict = ExtensionRequest.Verdict
WAITING = "Просьба о продлении уже ждёт ответа."


@transaction.atomic
def ask_extension(
    decision: Decision, *, new_due_on: date, reason: str, by: User | None = None, link: PersonalLink | None = None
) -> ExtensionRequest:
    decision = locked(decision)
    check_may_ask(decision, new_due_on)
    return ExtensionRequest.objects.create(decision=decision, new_due_on=new_due_on, reason=reason, by=by, link=link)


@transaction.atomic
def ask_extension_by_link(link: PersonalLink, *, new_due_on: date, reason: str) -> ExtensionRequest:
    """The same request as from an account; a link revoked a moment ago no longer works."""
    link = PersonalLink.objects.select_for_update().get(pk=link.pk)
    if not link.is_active:
        raise StateError("Ссылка больше не действует.")
    with pghistory.context(executor=f"{link.executor}, по личной ссылке"):
        return ask_extension(link.decision, new_due_on=new_due_on, reason=reason, link=link)


@transaction.atomic
def allow_extension(asked: ExtensionRequest, *, by: User) -> ExtensionRequest:
    """Moves the deadline with the reason of the asker."""
    asked = _waiting(asked)
    extend(asked.decision, new_due_on=asked.new_due_on, reason=asked.reason, by=by)
    return _answer(asked, Verdict.ALLOWED, by=by)


@transaction.atomic
def refuse_extension(asked: ExtensionRequest, *, reason: str, by: User) -> ExtensionRequest:
    return _answer(_waiting(asked), Verdict.REFUSED, by=by, reason=reason)


def check_may_ask(decision: Decision, new_due_on: date | None = None) -> None:
    decision.check_has_movable_day()
    if decision.extension_requests.filter(verdict=Verdict.WAITING).exists():
        raise StateError(WAITING)
    if new_due_on is not None and decision.due_on is not None and new_due_on <= decision.due_on:
        raise StateError(f"Новый срок должен быть позже прежнего, {decision.due_on:%d.%m.%Y}")


def _waiting(asked: ExtensionRequest) -> ExtensionRequest:
    asked = ExtensionRequest.objects.select_for_update().get(pk=asked.pk)
    if asked.verdict != Verdict.WAITING:
        raise StateError("На эту просьбу уже ответили.")
    return asked


def _answer(asked: ExtensionRequest, verdict: str, *, by: User, reason: str = "") -> ExtensionRequest:
    asked.verdict, asked.verdict_reason, asked.verdict_by, asked.verdict_at = verdict, reason, by, timezone.now()
    asked.save()
    address = asked.by.email if asked.by else asked.link.email if asked.link else ""
    if address:
        send_letter(
            to=address,
            subject="Ответ на просьбу продлить срок",
            template="events/letters/extension_answer.txt",
            context={"asked": asked, "url": settings.BASE_URL + asked.decision.get_absolute_url()},
            key=f"extension-request-{asked.pk}",
        )
    return asked
