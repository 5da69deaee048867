"""Letters leave through the outbox: a row in the same transaction as the change, sent afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import Letter


def send_letter(*, to: str, subject: str, template: str, context: dict[str, Any], key: str) -> Letter:
    """Put a letter into the outbox once: a second call with the same `key` returns the first letter."""
    letter, _ = Letter.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": subject,
            "text": render_to_string(template, context),
            "send_after": timezone.now(),
        },
    )
    return letter


@dataclass(frozen=True)
class Draft:
    """A letter that may still turn out to have been written."""

    to: str
    subject: str
    template: str
    key: str
    context: dict[str, Any] = field(default_factory=dict)


def send_letters(drafts: Iterable[Draft]) -> int:
    """Put many letters into the outbox in two queries, each key once; returns how many were new."""
    unique = {draft.key: draft for draft in drafts}
    known = set(Letter.objects.filter(key__in=unique).values_list("key", flat=True))
    now = timezone.now()
    new = [
        Letter(
            key=key,
            to=draft.to,
            subject=draft.subject[:200],
            text=render_to_string(draft.template, draft.context),
            send_after=now,
        )
        for key, draft in unique.items()
        if key not in known
    ]
    # Another scheduler may have written one of them meanwhile: the unique key decides.
    Letter.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)
