"""Search over everything one may see. Protected data takes no part: its columns are encrypted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from cluster.models import Council, Organisation, Person, Practice
from employers.models import Vacancy
from events.models import Decision, Event, Meeting
from graduates.models import Graduate

SHORTEST = 2
SHOWN = 7


@dataclass(frozen=True)
class Group:
    label: str
    rows: list[Any]
    has_more: bool


def search_everything(user: User | AnonymousUser, query: str) -> list[Group]:
    """Groups of found rows, at most seven of each kind, one query a kind; a guest searches what is open."""
    if not user.is_authenticated:
        found = [_group("Вакансии", _open_vacancies(query)), _group("События", _open_events(query))]
        found.append(_group("Практики", _practices(user, query)))
    else:
        found = [_group(label, find(user, query)) for label, find in SOURCES]
    return [group for group in found if group.rows]


def _group(label: str, rows: QuerySet[Any]) -> Group:
    found = list(rows[: SHOWN + 1])
    return Group(label, found[:SHOWN], len(found) > SHOWN)


def _decisions(user: User, query: str) -> QuerySet[Any]:
    return Decision.objects.visible_to(user).filter(text__icontains=query).select_related("agenda_item")


def _meetings(user: User, query: str) -> QuerySet[Any]:
    return Meeting.objects.visible_to(user).filter(title__icontains=query)


def _events(user: User, query: str) -> QuerySet[Any]:
    return Event.objects.visible_to(user).filter(Q(title__icontains=query) | Q(goal__icontains=query))


def _open_events(query: str) -> QuerySet[Any]:
    return Event.objects.public().filter(Q(title__icontains=query) | Q(goal__icontains=query))


def _open_vacancies(query: str) -> QuerySet[Any]:
    open_today = Vacancy.objects.open_on(timezone.localdate())
    return open_today.filter(Q(title__icontains=query) | Q(duties__icontains=query))


def _vacancies(user: User, query: str) -> QuerySet[Any]:
    own = Vacancy.objects.visible_to(user).filter(Q(title__icontains=query) | Q(duties__icontains=query))
    return own | _open_vacancies(query)


def _organisations(user: User, query: str) -> QuerySet[Any]:
    wanted = Q(name__icontains=query) | Q(short_name__icontains=query) | Q(aliases__name__icontains=query)
    return Organisation.objects.visible_to(user).living().filter(wanted).distinct()


def _people(user: User, query: str) -> QuerySet[Any]:
    named = Q(surname__icontains=query) | Q(first_name__icontains=query)
    return Person.objects.listed_for(user).filter(named)


def _councils(user: User, query: str) -> QuerySet[Any]:
    return Council.objects.visible_to(user).filter(name__icontains=query)


def _practices(user: User | AnonymousUser, query: str) -> QuerySet[Any]:
    return Practice.objects.visible_to(user).search(query)  # type: ignore[arg-type]


def _graduates(user: User, query: str) -> QuerySet[Any]:
    return Graduate.objects.visible_to(user).filter(surname__icontains=query)


SOURCES: tuple[tuple[str, Callable[[User, str], QuerySet[Any]]], ...] = (
    ("Решения", _decisions),
    ("Заседания", _meetings),
    ("События", _events),
    ("Вакансии", _vacancies),
    ("Организации", _organisations),
    ("Люди", _people),
    ("Советы", _councils),
    ("Практики", _practices),
    ("Выпускники", _graduates),
)
