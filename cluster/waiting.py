"""What waits for a person in the affairs of the cluster."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from accounts.roles import Permission
from cluster.models import Practice, Proposal, ProposalRound
from ui.words import day_in_words

if TYPE_CHECKING:
    from accounts.models import User

Matter = dict[str, Any]
SHOWN = 5


def waiting_for(user: "User", today: date) -> list[Matter]:
    """Matters as `{"label", "count", "url", "is_urgent", "rows": [{"text", "url", "meta"}]}`, at most three queries."""
    if not user.can(Permission.PROPOSAL_SUBMIT):
        return []
    matters = _open_rounds(user, today)
    if user.can(Permission.CLUSTER_MANAGE):
        matters += [*_proposals(user), *_practices()]
    return matters


def _open_rounds(user: "User", today: date) -> list[Matter]:
    rounds = ProposalRound.objects.visible_to(user).open_on(today).order_by("closes_on", "pk")
    rows = [(one, f"последний день {day_in_words(one.closes_on)}") for one in rounds]
    return _matter("Открыт сбор предложений", rows)


def _proposals(user: "User") -> list[Matter]:
    """The oldest waits longest and stands first; the number leads to its call."""
    waiting = Proposal.objects.managed_by(user).waiting().select_related("round").order_by("submitted_at", "pk")
    rows = [(one, f"подано {day_in_words(one.submitted_at)}") for one in waiting]
    return _matter("Предложения ждут решения", rows, rows[0][0].round.get_absolute_url() if rows else "")


def _practices() -> list[Matter]:
    rows = [(one, "ждёт проверки") for one in Practice.objects.waiting().only("pk", "title").order_by("pk")]
    return _matter("Практики ждут проверки", rows, reverse("cluster:my-practice-list"))


def _matter(label: str, rows: list[tuple[Any, str]], url: str = "") -> list[Matter]:
    if not rows:
        return []
    shown = [{"text": str(one)[:160], "url": one.get_absolute_url(), "meta": meta} for one, meta in rows[:SHOWN]]
    return [{"label": label, "count": len(rows), "url": url or shown[0]["url"], "rows": shown, "is_urgent": False}]
