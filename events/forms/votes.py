from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from events.models import AgendaItem, Decision, Meeting, Vote
from events.presence import people_there
from events.quorum import too_many_votes
from ui.forms import PortalModelForm

WHOLE = ""
BY_CONSENT = "по общему согласию, без подсчёта голосов"
COUNTS = ("for_count", "against_count", "abstained_count")


class VoteForm(PortalModelForm):
    """One vote of a meeting: on a decision, on an item, or on everything at once."""

    subject = forms.ChoiceField(label="О чём голосовали", required=False)

    class Meta:
        model = Vote
        fields = ["way", "for_count", "against_count", "abstained_count", "is_unanimous"]

    field_order = ["subject", "way", "is_unanimous", *COUNTS]

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.items = {f"item-{item.pk}": item for item in meeting.agenda_items.all()}
        rows = meeting.decisions.select_related("agenda_item")
        self.decisions = {f"decision-{decision.pk}": decision for decision in rows}
        is_absentee = meeting.kind == Meeting.Kind.CORRESPONDENCE
        self.fields["way"].required = False
        self.initial["way"] = self.instance.way if self.instance.pk or not is_absentee else Vote.Way.ABSENTEE
        self.fields["way"].help_text = "По общему согласию голоса не считают: числа оставьте пустыми."
        self.fields["subject"].choices = [(WHOLE, "Заседание в целом"), *self._choices()]
        self.fields["is_unanimous"].help_text = "Числа можно не писать, если в протоколе только это слово."
        if self.instance.pk:
            self.fields["subject"].initial = subject_key(self.instance)

    def _choices(self) -> list[tuple[str, str]]:
        items = [(key, f"Вопрос {_short(str(item))}") for key, item in self.items.items()]
        decisions = [(key, f"Решение {_short(str(decision))}") for key, decision in self.decisions.items()]
        return [*items, *decisions]

    def clean_subject(self) -> str:
        chosen = self.cleaned_data["subject"]
        others = self.meeting.votes.exclude(pk=self.instance.pk)
        if any(subject_key(vote) == chosen for vote in others):
            raise ValidationError("Это голосование уже записано: откройте его на странице заседания и исправьте")
        return chosen

    def clean_way(self) -> str:
        return self.cleaned_data["way"] or self.initial["way"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if any(self.has_error(name) for name in COUNTS):
            return cleaned
        in_favour, against, abstained = (cleaned.get(name) for name in COUNTS)
        if cleaned.get("way") == Vote.Way.CONSENT:
            for name in COUNTS:
                if cleaned.get(name) is not None:
                    self.add_error(name, "По общему согласию голоса не считают: сотрите число")
        elif cleaned.get("is_unanimous") and (against or abstained):
            self.add_error("is_unanimous", "Единогласно — значит, никто не голосовал против и не воздержался")
        elif in_favour is None and not (cleaned.get("is_unanimous") and against is None and abstained is None):
            self.add_error("for_count", "Напишите, сколько голосов «за», или отметьте «Единогласно»")
        else:
            self._check_sum(in_favour or 0, against or 0, abstained or 0)
        return cleaned

    def _check_sum(self, in_favour: int, against: int, abstained: int) -> None:
        present = len(people_there(self.meeting.attendance.all()))
        if told := too_many_votes(in_favour, against, abstained, present=present):
            self.add_error("for_count", told)

    def save(self, commit: bool = True) -> Vote:
        vote = super().save(commit=False)
        chosen = self.cleaned_data["subject"]
        decision: Decision | None = self.decisions.get(chosen)
        item: AgendaItem | None = decision.agenda_item if decision else self.items.get(chosen)
        vote.meeting, vote.decision, vote.agenda_item = self.meeting, decision, item
        vote.words = BY_CONSENT if vote.way == Vote.Way.CONSENT else ""
        if vote.way == Vote.Way.CONSENT:
            vote.is_unanimous = False
        if commit:
            vote.save()
        return vote


def subject_key(vote: Vote) -> str:
    if vote.decision_id:
        return f"decision-{vote.decision_id}"
    return f"item-{vote.agenda_item_id}" if vote.agenda_item_id else WHOLE


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:89].rstrip()}…"
