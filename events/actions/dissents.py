"""Dissenting opinions, kept with the protocol while it is a draft."""

from django.db import transaction

from events.models import Dissent, Meeting, StateError
from events.models.immutability import SIGNED


@transaction.atomic
def record(dissent: Dissent) -> Dissent:
    """Write the opinion down; the protocol of the meeting must not be signed meanwhile."""
    _check_open(dissent)
    dissent.save()
    return dissent


@transaction.atomic
def remove(dissent: Dissent) -> None:
    _check_open(dissent)
    dissent.delete()


def _check_open(dissent: Dissent) -> None:
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=dissent.meeting_id)
    if meeting.is_frozen:
        raise StateError(SIGNED)
