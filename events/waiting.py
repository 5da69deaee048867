"""What waits for a person in meetings and decisions."""

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from accounts.models import User


def waiting_for(user: "User", today: date) -> list[dict[str, Any]]:
    """Matters as `{"label", "count", "url", "rows": [{"text", "url", "meta"}]}`."""
    return []
