"""What waits for a person in the work with graduates; shown on the desk. Never opens the protected zone."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from employers.models import Vacancy
from graduates.models import Disclosure, Graduate, RouteStep
from ui.words import day_in_words

SHOWN_ROWS = 5
NEW_FOR = timedelta(days=14)


def waiting_for(user: User, today: date) -> list[dict[str, Any]]:
    """Groups of the desk: label, count, url and at most five rows of text, url, meta."""
    if user.can(Permission.GRADUATE_MANAGE):
        return _for_specialist(user, today)
    if user.can(Permission.GRADUATE_SELF):
        return _for_graduate(user, today)
    if user.can(Permission.CANDIDATE_VIEW):
        return _for_employer(user)
    return []


def _for_specialist(user: User, today: date) -> list[dict[str, Any]]:
    own = Graduate.objects.visible_to(user)
    overdue = list(RouteStep.objects.visible_to(user).overdue(today).select_related("route__graduate"))
    without_step, unfinished = list(own.without_next_step()), list(own.unfinished())
    url = reverse("graduates:graduate-list")
    return [
        _group(
            "Шаги маршрута, срок которых прошёл",
            url,
            [(f"{step.route.graduate}: {step}", step.route.graduate, day_in_words(step.due_on)) for step in overdue],
        ),
        _group("Выпускники без следующего шага", f"{url}?waiting=step", [(str(one), one, "") for one in without_step]),
        _group("Карточки не заполнены", f"{url}?waiting=card", [(str(one), one, "") for one in unfinished]),
    ]


def _for_graduate(user: User, today: date) -> list[dict[str, Any]]:
    graduate = Graduate.objects.filter(user=user).first()
    if graduate is None:
        return []
    route, matches = reverse("graduates:my-route"), reverse("graduates:my-match-list")
    step = RouteStep.objects.open().filter(route__graduate=graduate).first()
    vacancies = _new_vacancies(graduate, today)
    shown = (
        Disclosure.objects.in_force(today).filter(graduate=graduate).select_related("vacancy__partner__organisation")
    )
    return [
        _group("Что сделать сейчас", route, [(step.text, route, day_in_words(step.due_on))] if step else []),
        _group("Новые вакансии по профессии", matches, [(str(one), matches, str(one.partner)) for one in vacancies]),
        _group(
            "Работодатели, которые вас видят",
            reverse("graduates:my-needs"),
            [(str(one.vacancy.partner), reverse("graduates:my-needs"), str(one.vacancy)) for one in shown],
        ),
    ]


def _new_vacancies(graduate: Graduate, today: date) -> QuerySet[Vacancy]:
    """By profession only: which conditions are needed stays behind the door."""
    fresh = Vacancy.objects.open_on(today).filter(published_on__gt=today - NEW_FOR)
    return fresh.filter(occupation=graduate.occupation_id or 0).select_related("partner__organisation")


def _for_employer(user: User) -> list[dict[str, Any]]:
    since = timezone.now() - NEW_FOR
    rows = Disclosure.objects.visible_to(user).filter(shown_at__gt=since).select_related("graduate", "vacancy")
    url = reverse("graduates:candidate-list")
    return [_group("Новые кандидаты", url, [(str(row.graduate), row, f"вакансия «{row.vacancy}»") for row in rows])]


def _group(label: str, url: str, rows: Iterable[tuple[str, Any, str]]) -> dict[str, Any]:
    """`rows` hold text, an address or a model with an address, and a word beside it."""
    rows = list(rows)
    shown = [
        {"text": text, "url": target if isinstance(target, str) else target.get_absolute_url(), "meta": meta}
        for text, target, meta in rows[:SHOWN_ROWS]
    ]
    return {"label": label, "count": len(rows), "url": url, "rows": shown}
