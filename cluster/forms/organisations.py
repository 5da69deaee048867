import re
from typing import Any

from django import forms
from django.db.models import QuerySet

from cluster.filters import municipality_choices
from cluster.models import Municipality, Organisation
from cluster.models.ordering import same_word
from ui.forms import PortalModelForm

INN = re.compile(r"\d{10}|\d{12}")


class OrganisationForm(PortalModelForm):
    aliases = forms.CharField(
        label="Другие написания в документах",
        help_text="По одному в строке. По ним организацию узнают при загрузке протокола.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    class Meta:
        model = Organisation
        fields = ["name", "short_name", "kind", "region", "municipality", "inn", "phone", "email", "address"]
        help_texts = {"inn": "10 цифр у организации, 12 цифр у предпринимателя."}
        widgets = {
            "inn": forms.TextInput(attrs={"inputmode": "numeric"}),
            "phone": forms.TextInput(attrs={"type": "tel"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        municipality = self.fields["municipality"]
        municipality.queryset = Municipality.objects.all()
        municipality.choices = [("", "Не указано"), *municipality_choices()]
        if self.instance.pk:
            self.initial["aliases"] = "\n".join(alias.name for alias in self.instance.aliases.all())

    def clean_inn(self) -> str:
        inn = self.cleaned_data["inn"].replace(" ", "")
        if inn and not INN.fullmatch(inn):
            raise forms.ValidationError("В ИНН должно быть 10 или 12 цифр.")
        if inn and self._others().filter(inn=inn).exists():
            raise forms.ValidationError("Организация с таким ИНН уже есть на портале.")
        return inn

    def clean_aliases(self) -> list[str]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["aliases"].splitlines())
        names = list(dict.fromkeys(line for line in lines if line))
        if any(len(name) > 300 for name in names):
            raise forms.ValidationError("Одно написание занимает не больше 300 знаков.")
        return names

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        region, municipality, name = data.get("region"), data.get("municipality"), data.get("name")
        if region and name and self._others().filter(region=region, sort_key=same_word(name)).exists():
            self.add_error("name", "Организация с таким названием уже есть в этом регионе.")
        if region and municipality and municipality.region_id != region.pk:
            self.add_error("municipality", f"«{municipality}» находится в другом регионе.")
        return data

    def _others(self) -> QuerySet[Organisation]:
        return Organisation.objects.exclude(pk=self.instance.pk)
