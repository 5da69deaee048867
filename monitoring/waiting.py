"""What waits in the monitoring for a methodologist or a municipal operator."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission
from monitoring.models import Measure, RecommendationAddress, Submission
from ui.words import day_in_words

SHOWN = 5
Matter = dict[str, Any]


def waiting_for(user: User, today: date) -> list[Matter]:
    """Matters as `{"label", "count", "url", "rows": [{"text", "url", "meta"}]}`; at most four queries."""
    matters: list[Matter] = []
    if user.can(Permission.MONITORING_MANAGE):
        matters += _of_methodologist(user, today)
    if user.can(Permission.SUBMISSION_FILL):
        matters += _of_operator(user, today)
    return matters


def _of_methodologist(user: User, today: date) -> list[Matter]:
    seen = Submission.objects.visible_to(user).select_related("campaign", "municipality")
    late = Measure.objects.managed_by(user).overdue(today)
    return [
        _forms("Формы ждут проверки", seen.filter(status=Submission.Status.SUBMITTED)),
        _measures("Меры просрочены", late, today, state="overdue"),
    ]


def _of_operator(user: User, today: date) -> list[Matter]:
    """Returned and unlocked forms and drafts come from one question, open and late measures from another."""
    editable = Submission.objects.visible_to(user).filter(status__in=Submission.EDITABLE)
    forms = list(editable.select_related("campaign", "municipality").order_by("-status", "campaign", "pk")[: SHOWN * 4])
    returned = [form for form in forms if form.status == Submission.Status.RETURNED]
    unlocked = [form for form in forms if form.status == Submission.Status.UNLOCKED]
    drafts = [form for form in forms if form.status == Submission.Status.DRAFT]
    advice = RecommendationAddress.objects.of_user(user).waiting().select_related("recommendation", "municipality")
    return [
        _listed_forms("Форму вернули: исправьте", returned, is_urgent=True),
        _listed_forms("Форма открыта для исправления", unlocked, is_urgent=True),
        _listed_forms("Формы нужно заполнить и сдать", drafts),
        _advice("Рекомендации ждут ознакомления", advice),
        _measures("Меры нужно выполнить", Measure.objects.managed_by(user).open(), today, state=""),
    ]


def _forms(label: str, rows: QuerySet[Submission]) -> Matter:
    found = list(rows[: SHOWN + 1])
    count = len(found) if len(found) <= SHOWN else rows.count()
    return _listed_forms(label, found, count=count)


def _listed_forms(label: str, found: list[Submission], *, count: int | None = None, is_urgent: bool = False) -> Matter:
    rows = [
        {"text": str(one), "url": one.get_absolute_url(), "meta": one.get_status_display()} for one in found[:SHOWN]
    ]
    return _matter(label, len(found) if count is None else count, "submission-list", rows, is_urgent=is_urgent)


def _advice(label: str, rows: QuerySet[RecommendationAddress]) -> Matter:
    found = list(rows.order_by("addressed_at", "pk")[: SHOWN + 1])
    shown = [
        {"text": one.recommendation.text, "url": one.recommendation.get_absolute_url(), "meta": one.municipality.name}
        for one in found[:SHOWN]
    ]
    count = len(found) if len(found) <= SHOWN else rows.count()
    return _matter(label, count, "recommendation-list", shown)


def _measures(label: str, rows: QuerySet[Measure], today: date, *, state: str) -> Matter:
    found = list(rows.filter(~Q(shown_by=None)).order_by("due_on", "pk")[: SHOWN + 1])
    shown = [{"text": one.text, "url": one.get_absolute_url(), "meta": _term(one, today)} for one in found[:SHOWN]]
    count = len(found) if len(found) <= SHOWN else rows.count()
    is_late = any(one.is_overdue_on(today) for one in found)
    return _matter(label, count, "measure-list", shown, is_urgent=is_late, query=f"?state={state}" if state else "")


def _term(measure: Measure, today: date) -> str:
    if measure.due_on is None:
        return "без срока"
    return f"{'просрочена, ' if measure.is_overdue_on(today) else ''}срок {day_in_words(measure.due_on)}"


def _matter(
    label: str, count: int, route: str, rows: list[dict[str, str]], *, is_urgent: bool = False, query: str = ""
) -> Matter:
    url = reverse(f"monitoring:{route}") + query
    return {"label": label, "count": count, "url": url, "rows": rows, "is_urgent": is_urgent}
