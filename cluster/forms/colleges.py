from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from cluster.models import CollegeProfile, OrganisationFact, Programme
from ui.forms import PortalModelForm


class CollegeProfileForm(PortalModelForm):
    site = forms.URLField(label="Сайт", max_length=300, assume_scheme="https", required=False)

    class Meta:
        model = CollegeProfile
        fields = ["summary", "is_bpoo", "inclusive_centre", "abilympics_centre", "site"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "inclusive_centre": "Название и чем занят. Оставьте пустым, если центра нет.",
            "abilympics_centre": "Название и какие компетенции. Оставьте пустым, если центра нет.",
        }


class ProgrammeForm(PortalModelForm):
    class Meta:
        model = Programme
        fields = ["name", "occupation", "level", "is_adapted"]
        help_texts = {"is_adapted": "Программа составлена для студентов с инвалидностью или ОВЗ."}

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        twins = self.instance.organisation.programmes.filter(name__iexact=name).exclude(pk=self.instance.pk)
        if twins.exists():
            raise forms.ValidationError("Такая программа у колледжа уже записана.")
        return name


class FactForm(PortalModelForm):
    """A newer figure is a new row: what was known before stays in the history."""

    class Meta:
        model = OrganisationFact
        fields = ["name", "amount", "as_of", "source"]
        help_texts = {"source": "Документ или страница, по которым число можно проверить."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = self.instance.organisation.facts.order_by("name").values_list("name", flat=True).distinct()
        known = ", ".join(sorted(set(names)))
        hint = f"Уже записано: {known}. Новое число по тому же названию встанет первым." if known else ""
        self.fields["name"].help_text = hint or "Например, мастерских"

    def clean_as_of(self) -> date:
        day: date = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise forms.ValidationError("Этот день ещё не наступил.")
        return day

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        name, day = " ".join(data.get("name", "").split()), data.get("as_of")
        if name and day:
            same = self.instance.organisation.facts.filter(name__iexact=name).exclude(pk=self.instance.pk)
            if same.filter(as_of=day).exists():
                self.add_error(
                    "as_of", "На этот день такое сведение уже записано. Измените его или укажите другой день."
                )
            first = same.first()
            data["name"] = first.name if first else name
        return data
