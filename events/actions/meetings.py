"""Meetings and their protocols: called, signed, corrected."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from cluster.models import Person
from events.actions.decisions import settle_decisions
from events.documents import live_protocol
from events.models import AgendaItem, AgendaSpeaker, Meeting, Protocol, StateError


@transaction.atomic
def call_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Save a new meeting together with the draft of its protocol."""
    meeting.created_by = by
    meeting.save()
    Protocol.objects.create(meeting=meeting, signatory=meeting.chair, signatory_post=meeting.chair_post)
    return meeting


@transaction.atomic
def correct_meeting(meeting: Meeting, *, former_chair: Person | None) -> Meeting:
    """Save a corrected head. Whoever signs because of the chair changes with the chair; another signatory stays."""
    meeting.save()
    draft = Protocol.objects.select_for_update().filter(meeting=meeting, state=Protocol.State.DRAFT).first()
    if draft and meeting.chair != former_chair and draft.signatory == former_chair:
        draft.signatory, draft.signatory_post = meeting.chair, meeting.chair_post
        draft.save(update_fields=["signatory", "signatory_post"])
    return meeting


@transaction.atomic
def put_on_agenda(item: AgendaItem, *, speakers: list[Person]) -> AgendaItem:
    """Save an item with its speakers; a new one goes to the end of the agenda."""
    if item.pk is None:
        last = item.meeting.agenda_items.aggregate(last=Max("position"))["last"]
        item.position = (last or 0) + 1
    item.save()
    item.agenda_speakers.exclude(person__in=speakers).delete()
    for position, person in enumerate(speakers, 1):
        AgendaSpeaker.objects.update_or_create(agenda_item=item, person=person, defaults={"position": position})
    return item


def numbers_beside(meeting: Meeting) -> list[str]:
    """Numbers of the other protocols of the council in the year of the meeting, as they are written."""
    others = Protocol.objects.filter(meeting__council=meeting.council_id, meeting__held_on__year=meeting.held_on.year)
    return list(
        others.exclude(meeting=meeting).exclude(number="").order_by().values_list("number", flat=True).distinct()
    )


@transaction.atomic
def sign_protocol(protocol: Protocol, *, by: User, number: str = "") -> Protocol:
    """Freeze the text and put the tasks of the meeting on control; `number` replaces the one of the draft.

    A corrected protocol takes the public page over from its earlier version: visitors read what was put right.
    """
    protocol = Protocol.objects.select_for_update().get(pk=protocol.pk)
    protocol.number = number or protocol.number
    if protocol.signatory is None:
        raise StateError("Укажите, кто подписывает протокол.")
    settle_decisions(protocol.meeting, by=by)
    protocol.sign(by=by, at=timezone.now(), content=live_protocol(protocol))
    earlier = protocol.meeting.protocols.filter(is_public=True, version__lt=protocol.version)
    protocol.is_public = protocol.is_public or earlier.exists()
    protocol.save()
    earlier.update(is_public=False)
    return protocol


@transaction.atomic
def start_correction(protocol: Protocol, *, reason: str, by: User) -> Protocol:
    """A signed protocol never changes: open the next version, with the same head and the reason."""
    latest = protocol.meeting.protocols.select_for_update().order_by("-version").first()
    if latest is None or not latest.is_signed:
        raise StateError("Исправлять нужно подписанный протокол, а этот ещё проект.")
    return Protocol.objects.create(
        meeting=latest.meeting,
        version=latest.version + 1,
        correction_reason=reason,
        number=latest.number,
        signatory=latest.signatory,
        signatory_post=latest.signatory_post,
        source_file=latest.source_file,
        source_name=latest.source_name,
        source_hash=latest.source_hash,
        source_text=latest.source_text,
    )
