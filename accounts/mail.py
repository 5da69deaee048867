"""Letters leave through the outbox: a row in the same transaction as the change, sent afterwards."""

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
