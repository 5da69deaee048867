from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from cluster.models import MunicipalChange, Municipality
from ui.forms import PortalModelForm

AHEAD = timedelta(days=730)


class MunicipalChangeForm(PortalModelForm):
    """What a municipality went into. A merger of three is written from the page of each of them."""

    predecessor_ceases = forms.BooleanField(
        label="Преобразованное упразднено с этого дня", required=False, initial=True,
        help_text="Снимите отметку, если оно осталось, а из него только выделилась часть.",
    )  # fmt: skip

    class Meta:
        model = MunicipalChange
        fields = ["successor", "happened_on", "successor_is_new", "basis"]
        help_texts = {
            "successor": "Если его ещё нет в справочнике, сначала добавьте его.",
            "successor_is_new": "Отметьте, если раньше его не было; иначе преобразованное присоединилось к нему.",
            "basis": "Закон области: номер и дата.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.instance.predecessor
        self.fields["successor"].queryset = Municipality.objects.filter(region=own.region_id).exclude(pk=own.pk)

    def clean_successor(self) -> Municipality:
        successor: Municipality = self.cleaned_data["successor"]
        if MunicipalChange.objects.filter(predecessor=self.instance.predecessor, successor=successor).exists():
            raise forms.ValidationError("Такое преобразование уже записано")
        if MunicipalChange.objects.filter(predecessor=successor, successor=self.instance.predecessor).exists():
            raise forms.ValidationError("Записано обратное преобразование: одно из них неверно")
        return successor

    def clean_happened_on(self) -> Any:
        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate() + AHEAD:
            raise forms.ValidationError("Записывают преобразования не дальше чем на два года вперёд")
        return day
