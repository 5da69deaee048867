"""What waits for an administrator."""

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter, User
from accounts.roles import Permission


def waiting_for(user: User, today: date) -> list[dict[str, Any]]:
    """Matters as `{"label", "count", "url", "is_urgent", "rows"}`, one query."""
    if not user.can(Permission.ACCOUNT_MANAGE):
        return []
    in_doubt = Letter.objects.in_doubt(timezone.now()).values("pk")
    unsent = Letter.objects.filter(sent_at=None)
    counts = unsent.aggregate(
        in_doubt=Count("pk", Q(pk__in=in_doubt)), stuck=Count("pk", Q(handed_over_at=None) & ~Q(last_error=""))
    )
    page = reverse("accounts:letter-list")
    return [
        _matter("Письма: неизвестно, ушли ли", counts["in_doubt"], f"{page}?state=in_doubt"),
        _matter("Письма не уходят", counts["stuck"], f"{page}?state=stuck"),
    ]


def _matter(label: str, count: int, url: str) -> dict[str, Any]:
    return {"label": label, "count": count, "url": url, "rows": [], "is_urgent": count > 0}
