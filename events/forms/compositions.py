"""On which decision a change of the composition rests, and whom it concerns."""

from typing import Any

from django import forms

from cluster.models import Council, CouncilMember
from events.actions.compositions import ALONE, Ground
from events.models import AgendaItem, Decision, Meeting, Nomination
from ui.forms import PortalForm

GROUNDS = (Decision.Kind.ELECTION, Decision.Kind.APPROVAL)


class GroundForm(PortalForm):
    """A decision of the meeting, or the text of a new one."""

    decision = forms.ModelChoiceField(
        label="Решение заседания",
        queryset=Decision.objects.none(),
        required=False,
        empty_label="Записать новое решение",
    )
    text = forms.CharField(
        label="Текст нового решения",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Нужен, если в списке нет решения, которым это сделано.",
    )

    def __init__(self, *args: Any, meeting: Meeting, item: AgendaItem | None = None, text: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.meeting, self.item = meeting, item
        decisions = meeting.decisions.filter(kind__in=GROUNDS).select_related("agenda_item")
        self.fields["decision"].queryset = decisions.order_by("position", "pk")
        self.fields["decision"].label_from_instance = _short
        self.fields["text"].initial = text
        self.order_fields([name for name in self.fields if name not in ("decision", "text")] + ["decision", "text"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "decision" not in self.errors and not cleaned.get("decision") and not cleaned.get("text", "").strip():
            self.add_error("text", "Выберите решение заседания или напишите текст нового")
        return cleaned

    def ground(self) -> Ground:
        return Ground(self.meeting, self.cleaned_data["decision"], self.cleaned_data["text"], self.item)


class ElectionForm(GroundForm):
    keep_previous = forms.BooleanField(
        label="Прежний остаётся членом совета",
        required=False,
        initial=True,
        help_text="Снимите отметку, если он выходит из состава совсем.",
    )

    def __init__(self, *args: Any, has_previous: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_previous:
            del self.fields["keep_previous"]


class ApprovalForm(GroundForm):
    """Candidates of the list: proposals and those who sit in the composition as candidates."""

    nominations = forms.ModelMultipleChoiceField(
        label="Предложенные",
        queryset=Nomination.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    candidates = forms.ModelMultipleChoiceField(
        label="Кандидаты из состава",
        queryset=CouncilMember.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, council: Council, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        proposed = council.nominations.filter(state__in=("proposed", "postponed")).exclude(duty__in=ALONE)
        proposed = proposed.select_related("person")
        sitting = council.members.serving_on(meeting.held_on).filter(duty=CouncilMember.Duty.CANDIDATE)
        for name, rows in (("nominations", proposed), ("candidates", sitting.select_related("person"))):
            found = list(rows)
            self.fields[name].queryset = rows
            self.fields[name].initial = found
            if not found:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        names = [name for name in ("nominations", "candidates") if name in self.fields]
        if names and not any(cleaned.get(name) for name in names) and not any(name in self.errors for name in names):
            self.add_error(names[0], "Отметьте хотя бы одного человека")
        return cleaned


class ReleaseForm(GroundForm):
    members = forms.ModelMultipleChoiceField(
        label="Кого выводят из состава",
        queryset=CouncilMember.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одного человека"},
    )

    def __init__(self, *args: Any, council: Council, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        self.fields["members"].queryset = council.members.serving_on(meeting.held_on).select_related("person")


def _short(decision: Decision) -> str:
    text = f"{decision.full_number}. {decision.text}" if decision.full_number else decision.text
    return text if len(text) <= 110 else f"{text[:109].rstrip()}…"
