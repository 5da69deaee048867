"""What waits in the monitoring for a methodologist or a municipal operator."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission
from monitoring.models import Submission

SHOWN = 5


def waiting_for(user: User, today: date) -> list[dict[str, Any]]:
    """Matters as `{"label", "count", "url", "rows": [{"text", "url", "meta"}]}`; at most four queries."""
    seen = Submission.objects.visible_to(user).select_related("campaign", "municipality")
    matters = []
    if user.can(Permission.MONITORING_MANAGE):
        matters.append(_matter("Формы ждут проверки", seen.filter(status=Submission.Status.SUBMITTED)))
    if user.can(Permission.SUBMISSION_FILL):
        matters.append(_matter("Форму вернули: исправьте", seen.filter(status=Submission.Status.RETURNED), urgent=True))
        matters.append(_matter("Формы нужно заполнить и сдать", seen.filter(status=Submission.Status.DRAFT)))
    return matters


def _matter(label: str, rows: QuerySet[Submission], *, urgent: bool = False) -> dict[str, Any]:
    found = list(rows[: SHOWN + 1])
    shown = [
        {"text": str(row), "url": row.get_absolute_url(), "meta": row.get_status_display()} for row in found[:SHOWN]
    ]
    count = len(found) if len(found) <= SHOWN else rows.count()
    return {
        "label": label,
        "count": count,
        "url": reverse("monitoring:submission-list"),
        "rows": shown,
        "is_urgent": urgent,
    }
