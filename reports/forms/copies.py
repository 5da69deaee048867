from django import forms

from ui.uploads import DocumentField


class CopyForm(forms.Form):
    file = DocumentField(
        label="Файл документа",
        kinds=("pdf", "docx", "xlsx"),
        max_megabytes=10,
        error_messages={"required": "Выберите файл, который нужно проверить."},
    )
