"""A vote under review. What the protocol says is kept even when its arithmetic is wrong: that is only remarked."""

from typing import Any

from django import forms

from events.forms.review.rows import RowForm
from events.quorum import too_many_votes

COUNTS = ("for_count", "against_count", "abstained_count")


def _count(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=9999, required=False)


class ReviewVoteForm(RowForm):
    KIND = "votes"
    key = forms.CharField(widget=forms.HiddenInput)
    subject = forms.ChoiceField(label="О чём голосовали", required=False)
    for_count = _count("За")
    against_count = _count("Против")
    abstained_count = _count("Воздержались")
    is_unanimous = forms.BooleanField(label="Единогласно", required=False)

    def __init__(self, row: Any, *, subjects: Any = (), present: int = 0, **kwargs: Any) -> None:
        super().__init__(row, **kwargs)
        self.fields["subject"].choices = [("", "Заседание в целом"), *subjects]
        self.quote("for_count", row.get("words", ""))
        counts = [_figure(row.get(name)) for name in COUNTS]
        self.tell("for_count", too_many_votes(*counts, present=present) if present else "")
        if row.get("is_unanimous") and (counts[1] or counts[2]):
            self.tell("is_unanimous", "Отмечено «единогласно», но есть голоса против или воздержавшиеся.")

    name = "Голосование"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_empty = all(cleaned.get(name) is None for name in COUNTS) and not cleaned.get("is_unanimous")
        if is_empty and not self.row.get("words") and not self.errors:
            self.add_error("for_count", "Напишите, сколько голосов «за», или отметьте «Единогласно»")
        return cleaned


def _figure(value: Any) -> int:
    return int(value) if str(value or "").strip().isdecimal() else 0
