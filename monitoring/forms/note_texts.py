from typing import Any

from django import forms

from monitoring.documents.marks import Marks
from monitoring.documents.wording import LONGEST, faults, plain


class NoteTextForm(forms.Form):
    text = forms.CharField(
        label="Текст абзаца",
        help_text="Числа стоят обозначениями в фигурных скобках. Переставляйте их, но не пишите чисел сами.",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST * 2,
        strip=True,
        error_messages={"required": "Абзац пуст. Напишите текст или верните созданный порталом."},
    )
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, marks: Marks, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.marks, self.code = marks, code

    def clean_text(self) -> str:
        text = plain(self.cleaned_data["text"])
        if found := faults(text, self.marks, self.code):
            raise forms.ValidationError(found)
        return text
