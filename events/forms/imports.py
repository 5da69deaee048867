"""Upload of a protocol."""

from typing import Any

from django import forms

from accounts.models import User
from cluster.models import Council
from cluster.models.scope import regions_of
from ui.forms import DocumentField, PortalForm


def councils_of(user: User) -> Any:
    return Council.objects.filter(cluster__region__in=regions_of(user)).select_related("cluster")


class ImportUploadForm(PortalForm):
    council = forms.ModelChoiceField(label="Чей это протокол", queryset=Council.objects.none())
    file = DocumentField(label="Файл протокола", max_megabytes=10, kinds=("docx", "pdf", "txt", "md"), required=False)
    text = forms.CharField(
        label="Или вставьте текст протокола",
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        max_length=500_000,
        help_text="Скопируйте протокол целиком: шапку, список присутствующих, повестку и решения.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils_of(user)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "file" in self.errors or "text" in self.errors:
            return cleaned
        if cleaned.get("file") and cleaned.get("text"):
            self.add_error("text", "Выберите что-то одно: файл или вставленный текст.")
        elif not cleaned.get("file") and not cleaned.get("text"):
            self.add_error("file", "Приложите файл протокола или вставьте его текст.")
        return cleaned

    @property
    def source_field(self) -> str:
        """Where a message about the source belongs."""
        return "file" if self.cleaned_data.get("file") else "text"

    def source(self) -> tuple[str, bytes]:
        """Name and bytes of what was given."""
        if file := self.cleaned_data.get("file"):
            file.seek(0)
            return file.name, file.read()
        return "Вставленный текст.txt", self.cleaned_data["text"].encode()
