"""An edition as a whole: its head, its file, the answer of the second person."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from monitoring.framework.definition import Definition
from monitoring.framework.reading import DefinitionError, read
from monitoring.models import Edition
from ui.forms import DocumentField, PortalForm, PortalModelForm


class EditionForm(PortalModelForm):
    """What stands in the head of the file. Who checked is written by the check itself."""

    scale_code = forms.ChoiceField(label="Численность для расчёта на 1000", required=False)

    class Meta:
        model = Edition
        fields = ("title", "valid_from", "valid_to", "authored_by", "approved_by", "next_review", "scale_code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["scale_code"]
        field.choices = [("", "Не выбрана"), *self.instance.populations.values_list("code", "name")]


class FrameworkFileForm(PortalForm):
    """A file that becomes a draft. The definition it holds is in `definition` once the form is valid."""

    file = DocumentField(label="Файл системы показателей", kinds=("toml",), max_megabytes=1)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if file := cleaned.get("file"):
            try:
                self.definition: Definition = read(file.read().decode("utf-8-sig").replace("\r\n", "\n"))
            except UnicodeDecodeError:
                self.add_error("file", "Файл не в кодировке UTF-8. Сохраните его в этой кодировке и приложите снова.")
            except DefinitionError as error:
                self.add_error("file", str(error))
        return cleaned


class ReviewForm(PortalForm):
    PUBLISH, RETURN = "publish", "return"
    answer = forms.ChoiceField(
        label="Решение",
        choices=[(PUBLISH, "Опубликовать: после этого редакция не меняется"), (RETURN, "Вернуть автору с замечаниями")],
        widget=forms.RadioSelect,
    )
    remarks = forms.CharField(
        label="Замечания", max_length=2000, required=False, widget=forms.Textarea, help_text="Нужны при возврате."
    )

    def clean_remarks(self) -> str:
        remarks = str(self.cleaned_data["remarks"])
        if self.cleaned_data.get("answer") == self.RETURN and not remarks:
            raise ValidationError("Напишите, что исправить: без замечаний вернуть нельзя.")
        return remarks


class OtherEditionForm(PortalForm):
    """Which edition to compare with."""

    base = forms.ChoiceField(label="Сравнить с редакцией")

    def __init__(self, *args: Any, others: list[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(one.pk): one for one in others}
        field: Any = self.fields["base"]
        field.choices = [
            (key, f"Редакция {one.number}, {one.get_status_display()}") for key, one in self.others.items()
        ]

    def clean_base(self) -> Edition:
        return self.others[self.cleaned_data["base"]]
