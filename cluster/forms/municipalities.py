from typing import Any

from cluster.models import Municipality
from cluster.models.ordering import same_word
from ui.forms import DayField, PortalModelForm

IDENTITY = ("name", "kind", "oktmo")


class MunicipalityForm(PortalModelForm):
    """A duplicate is named beside the field that gives it away, not at the top of the page."""

    class Meta:
        model = Municipality
        fields = ["region", "name", "kind", "oktmo", "source"]
        help_texts = {
            "name": "Полностью, как в уставе: «Качугский муниципальный округ».",
            "oktmo": "Восемь цифр. Первые две совпадают с кодом региона.",
            "source": "Закон или страница, по которой сведения можно проверить.",
        }

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_oktmo(self) -> str:
        oktmo = self.cleaned_data["oktmo"]
        if len(oktmo) != 8 or not (oktmo.isascii() and oktmo.isdigit()):
            self.add_error("oktmo", "Код ОКТМО состоит из восьми цифр.")
        return oktmo

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        region, name, oktmo = data.get("region"), data.get("name"), data.get("oktmo")
        if region and name:
            twins = Municipality.objects.filter(region=region, sort_key=same_word(name)).exclude(pk=self.instance.pk)
            if twins.exists():
                self.add_error("name", "Такое муниципальное образование уже есть в этом регионе.")
        if region and oktmo and not oktmo.startswith(region.oktmo_prefix):
            self.add_error("oktmo", f"Коды этого региона начинаются с {region.oktmo_prefix}.")
        return data


class MunicipalityChangeForm(MunicipalityForm):
    """With a day the former name, kind and code stay in the history; without it an error is corrected."""

    changed_on = DayField(
        label="С какого дня сведения изменились",
        help_text="Оставьте пустым, если исправляете ошибку. С днём прежние сведения останутся в истории.",
        required=False,
    )

    class Meta(MunicipalityForm.Meta):
        fields = [*MunicipalityForm.Meta.fields, "closed_on"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        former = self.instance.periods.order_by("-to_on").first() if self.instance.pk else None
        day = data.get("changed_on")
        if day and former and former.to_on and day <= former.to_on:
            self.add_error("changed_on", "Этот день не позже прошлого изменения. Укажите более поздний.")
        if day and not any(name in self.changed_data for name in IDENTITY):
            self.add_error("changed_on", "Название, вид и код те же. Измените их или уберите день.")
        return data
