"""Words of the note: a paragraph rewritten between its figures, or given back to the portal."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from monitoring.models import Campaign, NoteText

CONFLICT = (
    "Пока вы писали, этот абзац изменил другой человек. Ваш текст остался в поле: сверьте его с нынешним и сохраните "
    "ещё раз."
)


class Conflict(ValidationError):
    """Somebody else has written a newer version than the one this person began from."""


def save_note_text(campaign: Campaign, *, key: str, text: str, number: int, by: User) -> NoteText:
    """A new version over version `number`; an empty text gives the paragraph back to the portal."""
    if campaign.status == Campaign.Status.DRAFT:
        raise ValidationError("Кампания ещё готовится: справки пока нет.")
    try:
        with transaction.atomic():
            latest = NoteText.objects.filter(campaign=campaign, key=key).order_by("-number").first()
            if (latest.number if latest else 0) != number:
                raise Conflict(CONFLICT)
            return NoteText.objects.create(campaign=campaign, key=key, number=number + 1, text=text, made_by=by)
    except IntegrityError as error:  # both pressed the button in one moment
        raise Conflict(CONFLICT) from error
