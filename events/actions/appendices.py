"""Appendices of a meeting get their files while the protocol is a draft."""

from django.core.files.base import File
from django.db import transaction

from events.models import Appendix, Meeting, StateError
from events.models.immutability import SIGNED


@transaction.atomic
def attach(appendix: Appendix, file: File) -> Appendix:
    """Keep the file; what is already attached or signed stays as it is."""
    meeting = Meeting.objects.select_for_update().get(pk=appendix.meeting_id)
    appendix = Appendix.objects.select_for_update().get(pk=appendix.pk)
    if meeting.is_frozen:
        raise StateError(SIGNED)
    if appendix.is_attached:
        raise StateError("Файл этого приложения уже приложен.")
    appendix.file = file
    appendix.save(update_fields=["file"])
    return appendix
