"""What waits for a person in the routes of graduates; shown on the desk."""

from datetime import date
from typing import Any

from accounts.models import User


def waiting_for(user: User, today: date) -> list[dict[str, Any]]:
    """Groups of the desk: label, count, url and rows of text, url, meta."""
    return []
