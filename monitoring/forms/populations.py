"""A file of head counts with its source: without one nobody can check the numbers."""

from monitoring.exchange.reading import Sent
from monitoring.models import PopulationLoad
from ui.forms import DocumentField, PortalModelForm


class PopulationForm(PortalModelForm):
    file = DocumentField(
        label="Файл с численностями",
        kinds=("xlsx", "csv"),
        max_megabytes=3,
        help_text="Таблица Excel (.xlsx) или CSV: строка — муниципалитет, столбец — численность.",
    )

    class Meta:
        model = PopulationLoad
        fields = ["source", "counted_on"]
        help_texts = {"source": "Чьи это сведения: документ, наблюдение, свод. Например, форма № ОО-1 за 2026 год."}

    field_order = ["file", "source", "counted_on"]

    def sent(self) -> Sent:
        file = self.cleaned_data["file"]
        return Sent(file.name, file.read())
