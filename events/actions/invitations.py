"""Calls to a meeting: who is invited, letters through the outbox, answers by a secret link.

A letter goes to those only whose address is known: from an account, or typed for this meeting. One person gets one
letter about one day and place; when these change, one more about the change.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.mail import Draft, send_letters
from accounts.models import Letter
from cluster.models import Person
from events.agenda_tree import flat, grow, timetable
from events.models import EventFormat, Meeting, MeetingInvitation, StateError
from events.models.links import hash_of

Answer = MeetingInvitation.Answer
TEMPLATE = "events/letters/invitation.txt"
KEY = re.compile(r":(?P<invitation>\d+):(?P<order>\d+):(?P<place>[0-9a-f]+)-(?P<address>[0-9a-f]+)$")


@dataclass(frozen=True)
class Guest:
    person: Person
    email: str


@dataclass(frozen=True)
class Sent:
    """The latest letter to one person: which one it was, what day and place it named, and where it went."""

    order: int
    place: str
    address: str


@transaction.atomic
def invite(meeting: Meeting, guests: Iterable[Guest]) -> list[MeetingInvitation]:
    """Write down whom to call. Who is invited already keeps the answer; another address makes another link."""
    meeting = _open(meeting)
    known = {row.person_id: row for row in meeting.invitations.all()}
    made = []
    for guest in guests:
        row = known.get(guest.person.pk) or MeetingInvitation(meeting=meeting, person=guest.person)
        if row.pk is None or row.email != guest.email:
            row.email = guest.email
            row.token_hash = hash_of(token_of(row))
            row.save()
            made.append(row)
        known[guest.person.pk] = row
    return made


@transaction.atomic
def send_invitations(meeting: Meeting) -> int:
    """Letters to those whom nobody has told of this day and place yet; a second press finds nobody."""
    meeting = _open(meeting)
    waiting = waiting_for_letter(meeting)
    rows = list(meeting.agenda_items.order_by("position", "pk"))
    branches = grow(rows)
    slots = timetable(branches, meeting.held_at)
    agenda = [(branch.row, slots.get(branch.row.pk)) for branch in flat(branches) if branch.row.state != "withdrawn"]
    last = last_letters(meeting)
    drafts = [_draft(meeting, row, agenda, last.get(row.pk)) for row in waiting]
    MeetingInvitation.objects.filter(pk__in=[row.pk for row in waiting]).update(sent_at=timezone.now())
    return send_letters(drafts)


def waiting_for_letter(meeting: Meeting, last: dict[int, Sent] | None = None) -> list[MeetingInvitation]:
    """Invited people whose latest letter names another day, hour or place, or who had none."""
    last = last_letters(meeting) if last is None else last
    place = place_of(meeting)
    waiting = []
    for row in meeting.invitations.select_related("person"):
        sent = last.get(row.pk)
        if sent is None or (sent.place, sent.address) != (place, _stamp(row.email)):
            waiting.append(row)
    return waiting


def last_letters(meeting: Meeting) -> dict[int, Sent]:
    found: dict[int, Sent] = {}
    for key in Letter.objects.filter(key__startswith=f"{_prefix(meeting)}:").values_list("key", flat=True):
        if match := KEY.search(key):
            sent = Sent(int(match["order"]), match["place"], match["address"])
            pk = int(match["invitation"])
            if pk not in found or found[pk].order < sent.order:
                found[pk] = sent
    return found


def place_of(meeting: Meeting) -> str:
    """A stamp of everything whose change people have to be told of."""
    named = (meeting.held_on, meeting.held_at, meeting.ends_at, meeting.format, meeting.place, meeting.link)
    return _stamp("|".join("" if part is None else str(part) for part in named))


@transaction.atomic
def withdraw_invitation(invitation: MeetingInvitation) -> None:
    """The link of the letter stops to work at once."""
    _open(invitation.meeting)
    invitation.delete()


@transaction.atomic
def answer_invitation(invitation: MeetingInvitation, *, answer: str, reason: str = "") -> MeetingInvitation:
    """Who is invited may change the answer until the meeting is over."""
    invitation = MeetingInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if is_over(invitation.meeting):
        raise StateError("Заседание прошло: отвечать на приглашение больше не нужно.")
    invitation.answer, invitation.answered_at = answer, timezone.now()
    invitation.reason = reason if answer == Answer.NOT_COMING else ""
    invitation.save(update_fields=["answer", "answered_at", "reason"])
    return invitation


def is_over(meeting: Meeting) -> bool:
    return meeting.held_on < timezone.localdate() or meeting.is_frozen


def answers_for(meeting: Meeting) -> list[tuple[str, str]]:
    """What may be answered depends on how the meeting is held."""
    said = {
        EventFormat.IN_PERSON: [(Answer.COMING, "Приду")],
        EventFormat.ONLINE: [(Answer.ONLINE, "Подключусь по видеосвязи")],
        EventFormat.HYBRID: [(Answer.COMING, "Приду"), (Answer.ONLINE, "Подключусь по видеосвязи")],
        EventFormat.CORRESPONDENCE: [(Answer.COMING, "Пришлю бюллетень")],
    }
    return [*said[EventFormat(meeting.format)], (Answer.NOT_COMING, "Не смогу участвовать")]


def token_of(invitation: MeetingInvitation) -> str:
    """The secret of the link. It is worked out anew for each letter and never kept; another address, another secret."""
    named = f"{invitation.meeting_id}:{invitation.person_id}:{invitation.email}"
    return salted_hmac("events.invitation", named, algorithm="sha256").hexdigest()


def _draft(meeting: Meeting, row: MeetingInvitation, agenda: list, before: Sent | None) -> Draft:
    token = token_of(row)
    MeetingInvitation.objects.filter(pk=row.pk).update(token_hash=hash_of(token))
    order = before.order + 1 if before else 1
    is_change = before is not None and before.place != place_of(meeting)
    occasion = "Изменение" if is_change else "Приглашение"
    return Draft(
        to=row.email,
        subject=f"{occasion}: {meeting.title}, {meeting.held_on:%d.%m.%Y}",
        template=TEMPLATE,
        key=f"{_prefix(meeting)}:{row.pk}:{order}:{place_of(meeting)}-{_stamp(row.email)}",
        context={
            "meeting": meeting,
            "invitation": row,
            "agenda": agenda,
            "is_change": is_change,
            "answer_link": settings.BASE_URL + reverse("events:invitation-answer", args=[token]),
            "calendar_link": settings.BASE_URL + reverse("events:invitation-ics", args=[token]),
        },
    )


def _prefix(meeting: Meeting) -> str:
    return f"meeting-invitation:{meeting.pk}"


def _stamp(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _open(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("council__cluster__region")
    meeting = rows.get(pk=meeting.pk)
    if is_over(meeting):
        raise StateError("Заседание прошло: приглашать на него поздно.")
    return meeting
