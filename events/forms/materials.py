from typing import Any

from django import forms

from events.models import AgendaMaterial
from ui.forms import DocumentField, PortalModelForm


class AgendaMaterialForm(PortalModelForm):
    """What members read before the meeting: a file or the address of a page."""

    file = DocumentField(
        label="Файл", required=False, max_megabytes=20, kinds=("docx", "xlsx", "pdf", "txt", "md", "jpg", "png")
    )

    link = forms.URLField(
        label="Ссылка",
        max_length=300,
        assume_scheme="https",
        required=False,
        help_text="Если материал лежит на другом сайте: https://example.ru",
    )

    class Meta:
        model = AgendaMaterial
        fields = ["title", "file", "link"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (
            not cleaned.get("file")
            and not cleaned.get("link")
            and not (self.has_error("file") or self.has_error("link"))
        ):
            self.add_error("file", "Приложите файл или дайте ссылку")
        return cleaned

    def _post_clean(self) -> None:
        """The words beside the field stand in for those of the same rule in the table."""
        super()._post_clean()
        if self.has_error("file") or self.has_error("link"):
            self._errors.pop("__all__", None)
