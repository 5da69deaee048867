"""Places at an event: taken, waited for, given back."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send_letter
from events.models import Event, Registration, StateError
from events.models.links import hash_of, new_token
from events.wishes import forget_wishes, sealed_wishes

if TYPE_CHECKING:
    from accounts.models import User

State = Registration.State


def takes_registrations(event: Event, today: date) -> bool:
    """The organiser asked for it, and neither the last day nor the event itself has passed."""
    last = event.registration_until or event.starts_on
    return event.is_published and event.takes_registrations and last is not None and today <= last


@transaction.atomic
def register(event: Event, *, said: dict[str, Any], user: "User | None") -> None:
    """Take a place or a place in the queue. Who asks twice gets a letter about the first registration, and the page
    answers the same: nobody learns from it who takes part."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    if not takes_registrations(event, timezone.localdate()):
        raise StateError("Заявки на это событие больше не принимают.")
    known = event.registrations.filter(email__iexact=said["email"]).exclude(state=State.CANCELLED).first()
    token = new_token()
    if known:
        known.token_hash = hash_of(token)
        known.save(update_fields=["token_hash"])
        _write_to(known, token, "again")
        return
    made = Registration.objects.create(
        event=event,
        user=user,
        name=said["name"],
        email=said["email"],
        organisation_words=said["organisation_words"],
        wishes=sealed_wishes(said["conditions"], said["words"]),
        consented_at=timezone.now(),
        state=State.REGISTERED if _has_place(event) else State.WAITING,
        token_hash=hash_of(token),
    )
    _write_to(made, token, "new")


def _has_place(event: Event) -> bool:
    return event.capacity is None or event.registrations.taking_places().count() < event.capacity


@transaction.atomic
def cancel(registration: Registration) -> Registration:
    """Give the place back; the first of those who wait gets it."""
    event = Event.objects.select_for_update().get(pk=registration.event_id)
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if registration.state not in (State.REGISTERED, State.WAITING):
        raise StateError("Эта заявка уже отменена или событие прошло.")
    registration.state = State.CANCELLED
    registration.wishes = None
    registration.save(update_fields=["state", "wishes"])
    _let_in(event)
    return registration


def _let_in(event: Event) -> None:
    for waiting in event.registrations.filter(state=State.WAITING).order_by("registered_at", "pk"):
        if not _has_place(event):
            return
        token = new_token()
        waiting.state, waiting.token_hash = State.REGISTERED, hash_of(token)
        waiting.save(update_fields=["state", "token_hash"])
        _write_to(waiting, token, "place")


@transaction.atomic
def note_attendance(event: Event, *, came: Collection[Registration], attended_count: int | None) -> None:
    """Write down who came; who was not marked did not come."""
    keys = [one.pk for one in came]
    rows = event.registrations.exclude(state=State.CANCELLED)
    rows.filter(pk__in=keys).update(state=State.ATTENDED)
    rows.exclude(pk__in=keys).update(state=State.ABSENT)
    event.attended_count = attended_count if attended_count is not None else len(keys)
    event.save(update_fields=["attended_count"])


def forget_old_wishes() -> int:
    """The duty of the scheduler."""
    return forget_wishes(timezone.localdate())


def _write_to(registration: Registration, token: str, occasion: str) -> None:
    event = registration.event
    send_letter(
        to=registration.email,
        subject=f"Заявка на событие: {event.title}"[:200],
        template="events/letters/registration.txt",
        context={
            "registration": registration,
            "event": event,
            "occasion": occasion,
            "event_link": settings.BASE_URL + event.get_absolute_url(),
            "cancel_link": settings.BASE_URL + reverse("events:registration-cancel", args=[token]),
        },
        key=f"registration-{registration.pk}-{registration.token_hash[:16]}",
    )
