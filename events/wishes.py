"""What people need to take part in an event. The list hints at health, so it is sealed; only this door opens it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from accounts.access import log_access
from accounts.encryption import Sealed, seal, unseal
from events.models import Event, Registration

if TYPE_CHECKING:
    from accounts.access import SignedInRequest

CONDITIONS = (
    ("sign_language", "перевод на русский жестовый язык"),
    ("captions", "субтитры или запись речи текстом"),
    ("hearing_loop", "индукционная петля или микрофон у каждого выступающего"),
    ("step_free", "вход и зал без ступеней"),
    ("large_print", "материалы крупным шрифтом или в файле заранее"),
    ("guide", "встреча и помощь с дорогой до зала"),
    ("plain_language", "объяснение простым языком"),
    ("quiet_place", "тихое место для отдыха"),
    ("companion", "место для сопровождающего"),
)
NAMES = dict(CONDITIONS)
KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Wishes:
    """One person's wishes in words: those ticked and those written."""

    registration: Registration
    words: list[str]


def sealed_wishes(conditions: Sequence[str], words: str) -> Sealed | None:
    """Nothing is kept where nothing was asked for."""
    if not conditions and not words.strip():
        return None
    return seal({"conditions": list(conditions), "words": words.strip()})


def read_wishes(request: "SignedInRequest", event: Event) -> list[Wishes]:
    """All wishes of the people who come; the look is one line of the access log that names their registrations."""
    rows = [row for row in event.registrations.taking_places() if row.wishes is not None]
    if not rows:
        return []
    numbers = ", ".join(str(row.pk) for row in rows)
    entry = log_access(
        request,
        subject=event,
        fields=[f"пожелания: {len(rows)}"],
        purpose=f"подготовка события, заявки {numbers}"[:200],
    )
    return [Wishes(row, _in_words(unseal(cast(Sealed, row.wishes), entry))) for row in rows]


def _in_words(kept: dict[str, Any]) -> list[str]:
    ticked = [NAMES.get(code, code) for code in kept["conditions"]]
    return [*ticked, kept["words"].rstrip(" .")] if kept["words"] else ticked


def forget_wishes(today: date) -> int:
    """Wishes serve one event: a month after it they are gone for good."""
    over = Registration.objects.filter(event__starts_on__lt=today - KEPT, wishes__isnull=False)
    return over.exclude(event__ends_on__gte=today - KEPT).update(wishes=None)
