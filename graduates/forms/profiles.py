from typing import Any

import django_filters
from django import forms

from accounts.models import User
from cluster.models import ClusterStage, Municipality, Occupation, Organisation
from graduates.models import Graduate
from ui.forms import PortalModelForm


class GraduateForm(PortalModelForm):
    """The working zone only: nothing about health can be written here."""

    stage = forms.ModelChoiceField(
        ClusterStage.objects.none(), label="Этап маршрута", required=False, empty_label="Не выбран"
    )

    class Meta:
        model = Graduate
        fields = [
            "college",
            "surname",
            "first_name",
            "patronymic",
            "graduation_year",
            "occupation",
            "municipality",
            "phone",
            "email",
            "wanted_place",
            "most_hours_per_week",
            "is_open_to_other_work",
            "is_ready_to_move",
            "wishes",
            "stage",
        ]
        help_texts = {
            "email": "По этому адресу портал узнаёт учётную запись выпускника",
            "most_hours_per_week": "Оставьте пустым, если подойдёт полная неделя",
            "wishes": "О работе, а не о здоровье. Нужные условия записывают на отдельной странице",
        }
        widgets = {"wanted_place": forms.RadioSelect, "wishes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleges = Organisation.objects.of_user(user)
        own = list(colleges)
        self.fields["college"].queryset = colleges
        if len(own) == 1:
            self.fields["college"].initial = own[0]
            self.fields["college"].widget = forms.HiddenInput()
        regions = {organisation.region_id for organisation in own}
        self.fields["municipality"].queryset = Municipality.objects.filter(region__in=regions, closed_on=None)
        self.fields["stage"].queryset = ClusterStage.objects.filter(cluster__members__in=own).distinct()
        route = getattr(self.instance, "route", None) if self.instance.pk else None
        self.fields["stage"].initial = route and route.stage_id


class GraduateFilter(django_filters.FilterSet):
    year = django_filters.ChoiceFilter(
        field_name="graduation_year", label="Год выпуска", choices=(), empty_label="Все годы"
    )
    occupation = django_filters.ModelChoiceFilter(
        label="Профессия", queryset=Occupation.objects.none(), empty_label="Все профессии"
    )
    waiting = django_filters.ChoiceFilter(
        label="Что не сделано",
        empty_label="Все выпускники",
        choices=[("step", "нет следующего шага"), ("card", "карточка не заполнена")],
        method="filter_waiting",
    )

    class Meta:
        model = Graduate
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = self.queryset.order_by().values_list("graduation_year", "occupation")
        pairs = set(seen)
        years = sorted({year for year, _ in pairs}, reverse=True)
        self.filters["year"].extra["choices"] = [(year, str(year)) for year in years]
        occupations = {occupation for _, occupation in pairs if occupation}
        self.filters["occupation"].queryset = Occupation.objects.filter(pk__in=occupations)

    def filter_waiting(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(next_step_on=None) if value == "step" else rows.unfinished()
