"""Success indicators of a cluster: their definition and entries of plan and fact."""

from decimal import Decimal
from typing import Any

from django import forms

from monitoring import printing
from monitoring.models import SuccessEntry, SuccessIndicator
from monitoring.success import Counts
from ui.forms import PortalModelForm


class SuccessIndicatorForm(PortalModelForm):
    class Meta:
        model = SuccessIndicator
        fields = ["number", "name", "method", "unit", "direction", "counter", "base_year", "base_value"]
        widgets = {"method": forms.Textarea({"rows": 4})}
        help_texts = {
            "method": "Словами: что считается, откуда сведения, за какой период.",
            "counter": "Если факт можно посчитать по записям портала, вводить его не нужно.",
        }

    def clean_number(self) -> int:
        """The cluster is no field of the form, so the rule of the table is asked here."""
        number: int = self.cleaned_data["number"]
        others = self.instance.cluster.success_indicators.exclude(pk=self.instance.pk)
        if others.filter(number=number).exists():
            raise forms.ValidationError("Показатель с этим номером уже есть.")
        return number


class SuccessEntryForm(PortalModelForm):
    """A plan or a fact of one year. A fact names its source and cannot come from the future."""

    class Meta:
        model = SuccessEntry
        fields = ["kind", "year", "value", "source"]
        widgets = {"kind": forms.RadioSelect}
        help_texts = {
            "value": "Например, 12 или 12,5",
            "source": "Для факта: отчёт, письмо, опрос. Для плана можно не указывать.",
        }

    def __init__(self, *args: Any, counts: Counts, today_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counts, self.today_year = counts, today_year
        self.fields["kind"].choices = SuccessEntry.Kind.choices

    def clean_value(self) -> Decimal:
        value: Decimal = self.cleaned_data["value"]
        if value < 0:
            raise forms.ValidationError("Значение не может быть меньше нуля")
        return value

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        year, is_fact = cleaned.get("year"), cleaned.get("kind") == SuccessEntry.Kind.FACT
        if is_fact and year is not None and year > self.today_year:
            self.add_error("year", f"Факт за будущий год внести нельзя: сейчас {self.today_year} год")
        elif is_fact and year in self.counts:
            self.add_error("year", f"Факт за этот год считает портал: {printing.amount(self.counts[year])}")
        if is_fact and not cleaned.get("source"):
            self.add_error("source", "Назовите источник факта")
        base_year = self.instance.indicator.base_year
        if year is not None and year < base_year:
            self.add_error("year", f"Год раньше базового, {base_year}")
        return cleaned

    def _post_clean(self) -> None:
        """The words beside the field stand in for those of the same rule in the table."""
        if not self.errors:
            super()._post_clean()
