from typing import Any

from django import forms
from django.db.models import QuerySet

from cluster.duplicates import similar_organisations
from cluster.filters import municipality_choices
from cluster.forms.doubts import DoubtMixin
from cluster.inn import inn_problem
from cluster.models import Municipality, Organisation
from cluster.models.ordering import same_word
from ui.forms import PortalModelForm


def spellings_of(text: str, *, longest: int) -> list[str]:
    """One spelling a line, each once."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    names = list(dict.fromkeys(line for line in lines if line))
    if any(len(name) > longest for name in names):
        raise forms.ValidationError(f"Одно написание занимает не больше {longest} знаков.")
    return names


class OrganisationForm(DoubtMixin, PortalModelForm):
    """`twin` is the record that already has this name or number; `similar` are those that only look alike."""

    doubt_label = "Это другая организация, сохранить"
    doubt_message = "Похожие организации уже записаны. Откройте их или отметьте, что это другая организация."
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
        self.twin: Organisation | None = None
        municipality = self.fields["municipality"]
        municipality.queryset = Municipality.objects.all()
        municipality.choices = [("", "Не указано"), *municipality_choices()]
        if self.instance.pk:
            self.initial["aliases"] = "\n".join(alias.name for alias in self.instance.aliases.all())

    def clean_inn(self) -> str:
        """A number that stood before is not judged anew: it may come from a document with a slip."""
        inn = self.cleaned_data["inn"].replace(" ", "")
        if inn and self._is_taken(inn=inn):
            raise forms.ValidationError("Организация с таким ИНН уже есть на портале.")
        if inn and "inn" in self.changed_data and (problem := inn_problem(inn)):
            raise forms.ValidationError(problem)
        return inn

    def clean_aliases(self) -> list[str]:
        return spellings_of(self.cleaned_data["aliases"], longest=300)

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        region, municipality, name = data.get("region"), data.get("municipality"), data.get("name")
        if region and name and self._is_taken(region=region, sort_key=same_word(name)):
            self.add_error("name", "Организация с таким названием уже есть в этом регионе.")
        if region and municipality and municipality.region_id != region.pk:
            self.add_error("municipality", f"«{municipality}» находится в другом регионе.")
        if not self.errors and {"name", "short_name", "region"} & set(self.changed_data):
            self.doubt(
                similar_organisations(
                    data["name"],
                    data["short_name"],
                    data["aliases"],
                    region=data["region"],
                    kind=data["kind"],
                    besides=self.instance.pk,
                )
            )
        return data

    def _is_taken(self, **same: Any) -> bool:
        """A record that was joined to another one still holds its name: then the other one is the twin."""
        found = self._others().filter(**same).select_related("merged_into").first()
        if found:
            self.twin = found.merged_into or found
        return found is not None

    def _others(self) -> QuerySet[Organisation]:
        return Organisation.objects.exclude(pk=self.instance.pk)
