import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from cluster.filters import municipality_choices
from cluster.models import Accommodation
from employers.conditions import by_group
from employers.models import Partner, Vacancy
from employers.models.vacancies import VacancyQuerySet

REMOTE = (Vacancy.Place.REMOTE, Vacancy.Place.MIXED)


def condition_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    return [(label, [(row.code, row.name) for row in rows]) for label, rows in by_group(Accommodation.objects.all())]


class ConditionChoices(forms.CheckboxSelectMultiple):
    """Groups of conditions fold up; a group with a chosen condition stays open."""

    template_name = "employers/widgets/conditions.html"


class VacancyFilter(django_filters.FilterSet):
    condition = django_filters.MultipleChoiceFilter(
        label="Что мне нужно на рабочем месте",
        help_text="Откройте группу и отметьте условия. Найдём места, где они есть или где их готовы организовать.",
        choices=condition_choices,
        widget=ConditionChoices,
        method="with_conditions",
    )
    municipality = django_filters.ChoiceFilter(
        label="Муниципальное образование", choices=municipality_choices, empty_label="Любое"
    )
    text = django_filters.CharFilter(label="Профессия, дело или работодатель", method="with_text", max_length=100)
    place = django_filters.ChoiceFilter(
        label="Где работать",
        choices=[("site", "на рабочем месте"), ("remote", "из дома, полностью или частично")],
        empty_label="Всё равно",
        method="at_place",
    )
    part_time = django_filters.BooleanFilter(
        label="Неполный день или неделя", widget=forms.CheckboxInput, method="only_part_time"
    )
    quota = django_filters.BooleanFilter(
        label="Место в счёт квоты для людей с инвалидностью", widget=forms.CheckboxInput, method="only_quota"
    )

    class Meta:
        model = Vacancy
        fields: list[str] = []

    def with_conditions(self, rows: VacancyQuerySet, name: str, codes: list[str]) -> VacancyQuerySet:
        """All the chosen conditions together: a person needs each of them."""
        for accommodation in Accommodation.objects.filter(code__in=codes):
            rows = rows.offering(accommodation)
        return rows

    def with_text(self, rows: VacancyQuerySet, name: str, text: str) -> VacancyQuerySet:
        """Every word must occur somewhere in the vacancy, in any order."""
        for word in text.split():
            rows = rows.filter(
                Q(title__icontains=word)
                | Q(duties__icontains=word)
                | Q(occupation__name__icontains=word)
                | Q(partner__organisation__name__icontains=word)
            )
        return rows

    def at_place(self, rows: VacancyQuerySet, name: str, value: str) -> VacancyQuerySet:
        return rows.filter(place__in=REMOTE) if value == "remote" else rows.exclude(place=Vacancy.Place.REMOTE)

    def only_part_time(self, rows: VacancyQuerySet, name: str, value: bool) -> VacancyQuerySet:
        return rows.part_time() if value else rows

    def only_quota(self, rows: VacancyQuerySet, name: str, value: bool) -> VacancyQuerySet:
        return rows.filter(is_quota_place=True) if value else rows


class PartnerFilter(django_filters.FilterSet):
    text = django_filters.CharFilter(label="Название или обещание", max_length=100, method="with_text")
    municipality = django_filters.ChoiceFilter(
        label="Муниципальное образование",
        field_name="organisation__municipality",
        choices=municipality_choices,
        empty_label="Любое",
    )

    class Meta:
        model = Partner
        fields: list[str] = []

    def with_text(self, rows: QuerySet[Partner], name: str, text: str) -> QuerySet[Partner]:
        return rows.filter(Q(organisation__name__icontains=text) | Q(promise__icontains=text))


class MyVacancyFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(
        label="Состояние",
        choices=[("returned", "возвращены на доработку"), ("ending", "ждут подтверждения"), *Vacancy.Status.choices],
        empty_label="Любое",
        method="in_state",
    )

    class Meta:
        model = Vacancy
        fields: list[str] = []

    def in_state(self, rows: VacancyQuerySet, name: str, value: str) -> VacancyQuerySet:
        if value == "returned":
            return rows.returned()
        if value == "ending":
            return rows.to_confirm_by(timezone.localdate())
        return rows.filter(status=value)
