from typing import Any

from django import forms

from accounts.models import User
from cluster.filters import municipality_choices
from cluster.models import Municipality, Occupation
from employers.models import Partner, Vacancy
from ui.forms import PortalForm, PortalModelForm

HINTS = {
    "title": "Так, как работу называют люди: «повар», «оператор архива».",
    "duties": "Что человек делает каждый день. Короткими предложениями.",
    "requirements": "Только то, без чего работать нельзя.",
    "how_to_apply": "Назовите хотя бы два способа: телефон, письмо, встреча.",
    "is_quota_place": "Место засчитывается в квоту для приёма людей с инвалидностью.",
    "is_special_workplace": "Место оборудовано для человека с инвалидностью.",
    "address": "Человек проверит, сможет ли он доехать. Если работа только из дома, оставьте пустым.",
    "hours_per_week": "Целое число, не больше 40.",
}


class VacancyForm(PortalModelForm):
    """The job itself. Conditions of the workplace have a page of their own."""

    class Meta:
        model = Vacancy
        fields = [
            "partner", "title", "occupation", "duties", "requirements",
            "place", "municipality", "address",
            "employment", "schedule", "hours_per_week",
            "salary_from", "salary_to", "places_count",
            "is_quota_place", "is_special_workplace", "how_to_apply",
        ]  # fmt: skip
        help_texts = HINTS
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("duties", "requirements", "how_to_apply")}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = Partner.objects.of_user(user).select_related("organisation")
        self.fields["partner"].queryset = partners
        if len(partners) == 1:
            self.instance.partner = partners[0]
            del self.fields["partner"]
        self.fields["occupation"].queryset = Occupation.objects.all()
        self.fields["occupation"].empty_label = "Не важно"
        municipality = self.fields["municipality"]
        municipality.queryset = Municipality.objects.all()
        municipality.choices = [("", "Выберите из списка"), *municipality_choices()]
        self.fields["address"].required = self.data.get("place") != Vacancy.Place.REMOTE
        for name in ("employment", "schedule", "place"):
            self.fields[name].widget = forms.RadioSelect(choices=self.fields[name].choices)

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        low, high = data.get("salary_from"), data.get("salary_to")
        if low and high and high < low:
            self.add_error("salary_to", "Зарплата «до» не может быть меньше зарплаты «от».")
        return data


class ReturnForm(PortalForm):
    reason = forms.CharField(
        label="Что исправить",
        help_text="Работодатель получит эти слова письмом.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
