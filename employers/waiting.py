"""What waits for an employer or a moderator on the desk."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission
from employers.models import Vacancy
from employers.models.vacancies import VacancyQuerySet
from ui.words import day_in_words

SHOWN = 5


def waiting_for(user: User, today: date) -> list[dict[str, Any]]:
    """Groups with a count, an address and the first five rows; an empty group is left out. At most three queries."""
    groups: list[dict[str, Any]] = []
    if user.can(Permission.VACANCY_MANAGE):
        groups += _of_employer(Vacancy.objects.visible_to(user), today)
    if user.can(Permission.VACANCY_MODERATE):
        groups += _of_moderator()
    return [group for group in groups if group["count"]]


def _of_employer(own: VacancyQuerySet, today: date) -> list[dict[str, Any]]:
    my_list = reverse("employers:my-vacancy-list")
    drafts = list(own.filter(status=Vacancy.Status.DRAFT).order_by("-changed_at"))
    ending = list(own.to_confirm_by(today).order_by("confirmed_on"))
    returned = [vacancy for vacancy in drafts if vacancy.is_returned]
    unfinished = [vacancy for vacancy in drafts if not vacancy.is_returned]
    return [
        _group(
            "Координатор вернул вакансии: исправьте и отправьте снова",
            f"{my_list}?status=returned",
            ((vacancy, vacancy.return_reason) for vacancy in returned),
            len(returned),
        ),
        _group(
            "Подтвердите, что вакансии ещё открыты",
            f"{my_list}?status=ending",
            (
                (vacancy, f"в списке до {day_in_words(vacancy.fresh_until)}")
                for vacancy in ending
                if vacancy.fresh_until
            ),
            len(ending),
        ),
        _group(
            "Черновики вакансий",
            f"{my_list}?status=draft",
            ((vacancy, f"изменён {day_in_words(vacancy.changed_at)}") for vacancy in unfinished),
            len(unfinished),
        ),
    ]


def _of_moderator() -> list[dict[str, Any]]:
    waiting = Vacancy.objects.filter(status=Vacancy.Status.MODERATION).select_related("partner__organisation")
    rows = list(waiting.order_by("changed_at")[:SHOWN])
    total = waiting.count() if len(rows) == SHOWN else len(rows)
    described = (
        (vacancy, f"{vacancy.partner.organisation}, ждёт с {day_in_words(vacancy.changed_at)}") for vacancy in rows
    )
    return [_group("Проверьте и опубликуйте вакансии", reverse("employers:moderation-list"), described, total)]


def _group(label: str, url: str, described: Iterable[tuple[Vacancy, str]], total: int) -> dict[str, Any]:
    rows = [{"text": vacancy.title, "url": _page_of(vacancy), "meta": meta} for vacancy, meta in described]
    return {"label": label, "count": total, "url": url, "rows": rows[:SHOWN]}


def _page_of(vacancy: Vacancy) -> str:
    """A vacancy on check is looked at as its future reader sees it; the others lead to the employer's own page."""
    if vacancy.status == Vacancy.Status.MODERATION:
        return vacancy.get_absolute_url()
    return reverse("employers:my-vacancy-detail", args=[vacancy.pk])
