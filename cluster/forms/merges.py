from typing import Any

from django import forms

from ui.forms import PortalForm


class MergeSearchForm(PortalForm):
    """Which other record is meant; a GET form."""

    text = forms.CharField(label="Название или фамилия", max_length=100, required=False)


class MergeForm(PortalForm):
    """The reason stays in the history; records that contradict each other need a second thought."""

    reason = forms.CharField(
        label="Почему это одно и то же",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Например: в протоколе от 31.01.2022 название записано сокращённо.",
    )
    is_certain = forms.BooleanField(label="Сведения расходятся, и всё-таки это одно и то же", required=False)

    def __init__(self, *args: Any, contradictions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not contradictions:
            del self.fields["is_certain"]

    def clean_is_certain(self) -> bool:
        if not self.cleaned_data["is_certain"]:
            raise forms.ValidationError("Сведения записей расходятся. Отметьте, что объединить их всё же нужно.")
        return True
