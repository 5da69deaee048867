import django_filters

from accounts.models import AccessEntry, User
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
