"""What waits for a person, gathered from all apps. Each app answers for its own matters."""

from datetime import date
from typing import Any

import accounts.waiting
import cluster.waiting
import employers.waiting
import events.waiting
import graduates.waiting
import monitoring.waiting
from accounts.models import User

SOURCES = (
    accounts.waiting.waiting_for,
    events.waiting.waiting_for,
    graduates.waiting.waiting_for,
    employers.waiting.waiting_for,
    monitoring.waiting.waiting_for,
    cluster.waiting.waiting_for,
)


def waiting_for(user: User, today: date) -> list[dict[str, Any]]:
    """Matters as `{"label", "count", "url", "rows": [{"text", "url", "meta"}]}`; a count of 0 means nothing waits."""
    return [matter for source in SOURCES for matter in source(user, today)]
