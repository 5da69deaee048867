"""Words kept off the open page of a protocol by hand."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from events.models import HiddenWords, Meeting


@transaction.atomic
def hide_words(meeting: Meeting, phrases: Iterable[str], *, by: User) -> None:
    """Exactly these phrases are hidden from now on; who hid a phrase that stays is kept."""
    wanted = list(dict.fromkeys(phrases))
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    meeting.hidden_words.exclude(words__in=wanted).delete()
    known = set(meeting.hidden_words.values_list("words", flat=True))
    HiddenWords.objects.bulk_create(
        HiddenWords(meeting=meeting, words=words, by=by) for words in wanted if words not in known
    )
