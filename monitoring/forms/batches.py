"""Files of municipal forms, and the reason why a loaded batch is withdrawn."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from monitoring.exchange.reading import KINDS, Sent
from ui.forms import PortalForm
from ui.uploads import MEGABYTE, ManyFilesInput

MOST_FILES, MOST_MEGABYTES = 100, 30


class FormFilesField(forms.FileField):
    """Any files at all: what is wrong with one of them is told in the report, beside the others."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not given:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(given) > MOST_FILES:
            raise ValidationError(f"За один раз можно загрузить до {MOST_FILES} файлов, сейчас их {len(given)}.")
        if sum(one.size for one in given) > MOST_MEGABYTES * MEGABYTE:
            raise ValidationError(f"Все файлы вместе больше {MOST_MEGABYTES} МБ. Загрузите их частями.")
        return given


class FormFilesForm(PortalForm):
    files = FormFilesField(
        label="Файлы с ответами",
        help_text="Заполненные шаблоны Excel (.xlsx), файлы .csv и .json или архив .zip с ними. Можно несколько сразу.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].widget.attrs["accept"] = ",".join(f".{kind}" for kind in (*KINDS, "zip"))

    def sent(self) -> list[Sent]:
        return [Sent(one.name, one.read()) for one in self.cleaned_data["files"]]


class WithdrawalForm(PortalForm):
    reason = forms.CharField(
        label="Почему загрузка отзывается",
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        help_text="Останется в журнале вместе с вашим именем.",
    )
