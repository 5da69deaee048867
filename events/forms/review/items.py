"""An agenda item under review."""

from typing import Any

from django import forms

from events.forms.attendance import NamesField
from events.forms.review.rows import RowForm
from events.models import AgendaItem


class ItemForm(RowForm):
    KIND = "agenda"
    FOLDED = ("number", "postponed_words", "heard")
    key = forms.CharField(widget=forms.HiddenInput)
    number = forms.CharField(label="Номер", max_length=20, required=False)
    title = forms.CharField(label="Вопрос", widget=forms.Textarea(attrs={"rows": 3}))
    speakers = NamesField(label="Докладчики", required=False)
    state = forms.ChoiceField(label="Состояние", choices=AgendaItem.State.choices)
    postponed_words = forms.CharField(label="Что перенесено", max_length=500, required=False)
    heard = forms.CharField(label="Слушали", widget=forms.Textarea(attrs={"rows": 4}), required=False)

    @property
    def name(self) -> str:
        """How headings and messages call it."""
        return f"Вопрос {self.row['number']}".strip() if self.row["number"] else "Вопрос без номера"

    @property
    def is_postponed(self) -> bool:
        return self.row["state"] == AgendaItem.State.POSTPONED


def item_label(row: Any) -> str:
    """A line of a list to choose from."""
    title = " ".join(str(row["title"]).split())
    return f"{row['number']} {title[:80]}".strip() or "Новый вопрос"
