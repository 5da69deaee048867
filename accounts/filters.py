from typing import Any

import django_filters
from django.utils import timezone

from accounts.models import AccessEntry, Letter, User
from accounts.roles import Role


class UserFilter(django_filters.FilterSet):
    full_name = django_filters.CharFilter(label="Фамилия или имя", lookup_expr="icontains")
    role = django_filters.ChoiceFilter(label="Роль", choices=Role.choices, empty_label="Все роли")

    class Meta:
        model = User
        fields = ["full_name", "role"]


class AccessEntryFilter(django_filters.FilterSet):
    actor_name = django_filters.CharFilter(label="Кто смотрел", lookup_expr="icontains")
    purpose = django_filters.CharFilter(label="Зачем", lookup_expr="icontains")

    class Meta:
        model = AccessEntry
        fields = ["actor_name", "purpose"]


class LetterFilter(django_filters.FilterSet):
    STATES = (("in_doubt", "неизвестно, ушло ли"), ("stuck", "не уходит"))
    to = django_filters.CharFilter(label="Кому", lookup_expr="icontains", max_length=100)
    state = django_filters.ChoiceFilter(label="Что с письмом", choices=STATES, method="in_state", empty_label="Любое")

    class Meta:
        model = Letter
        fields: list[str] = []

    def in_state(self, rows: Any, name: str, state: str) -> Any:
        return rows.in_doubt(timezone.now()) if state == "in_doubt" else rows.stuck()
