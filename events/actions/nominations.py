"""Candidates for a seat or a duty: proposed, counted, put off, withdrawn. The election itself: `compositions`."""

from django.db import transaction

from accounts.models import User
from events.duty_words import duty_genitive
from events.models import AgendaItem, Nomination, StateError
from events.models.immutability import SIGNED

State = Nomination.State
OPEN = (State.PROPOSED, State.POSTPONED)


def nominate(nomination: Nomination, *, by: User) -> Nomination:
    """Propose somebody, before the meeting or at it."""
    nomination.created_by = by
    nomination.state = State.PROPOSED
    nomination.save()
    return nomination


@transaction.atomic
def count_votes(nomination: Nomination, *, in_favour: int, against: int, abstained: int) -> Nomination:
    nomination = locked(nomination)
    check_open(nomination)
    nomination.for_count, nomination.against_count, nomination.abstained_count = in_favour, against, abstained
    nomination.state = State.PROPOSED
    nomination.save(update_fields=["for_count", "against_count", "abstained_count", "state"])
    return nomination


@transaction.atomic
def withdraw(nomination: Nomination) -> Nomination:
    """The candidate steps back; the proposal stays in the list."""
    return _close(nomination, State.WITHDRAWN)


@transaction.atomic
def reject(nomination: Nomination) -> Nomination:
    return _close(nomination, State.REJECTED)


@transaction.atomic
def postpone(nomination: Nomination) -> Nomination:
    """Put the election off with all its candidates; the item keeps the words by which the next agenda finds it."""
    nomination = locked(nomination)
    check_open(nomination)
    if nomination.agenda_item is None:
        raise StateError("Сначала выберите вопрос повестки, на котором рассматривали кандидатуру.")
    item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=nomination.agenda_item.pk)
    same = Nomination.objects.filter(council=nomination.council, duty=nomination.duty, agenda_item=item)
    same.filter(state=State.PROPOSED).update(state=State.POSTPONED)
    words = election_of(nomination)
    if words not in item.postponed_words:
        item.postponed_words = "; ".join(part for part in (item.postponed_words, words) if part)[:500]
        item.save(update_fields=["postponed_words"])
    nomination.refresh_from_db()
    return nomination


def election_of(nomination: Nomination) -> str:
    """«выборы председателя Координационного совета»."""
    council = nomination.council.name_genitive or f"«{nomination.council}»"
    return f"выборы {duty_genitive(nomination.duty)} {council}"


def check_open(nomination: Nomination) -> None:
    if nomination.state not in OPEN:
        raise StateError(f"Эта кандидатура уже решена: {nomination.get_state_display()}.")
    if nomination.agenda_item and nomination.agenda_item.meeting.is_frozen:
        raise StateError(SIGNED)


def locked(nomination: Nomination) -> Nomination:
    """The row as it is now, so that two people cannot elect twice."""
    rows = Nomination.objects.select_for_update(of=("self",))
    return rows.select_related("council", "person", "agenda_item__meeting__council").get(pk=nomination.pk)


def _close(nomination: Nomination, state: str) -> Nomination:
    nomination = locked(nomination)
    check_open(nomination)
    nomination.state = state
    nomination.save(update_fields=["state"])
    return nomination
