"""A part of an assignment, and the choice of the whole for a part."""

from typing import Any

from django import forms

from cluster.models import Organisation
from events.actions.people import People
from events.actions.sub_assignments import LATER_THAN_PARENT, keys_below
from events.forms.attendance import NameField
from events.models import Decision
from events.models.immutability import CIRCLE
from ui.forms import DayField, PortalForm


class SubAssignmentForm(PortalForm):
    """An executor hands work on inside the own organisation; the coordinator to any."""

    text = forms.CharField(label="Что сделать", widget=forms.Textarea(attrs={"rows": 4}), max_length=5000)
    responsible = forms.ModelChoiceField(label="Организация", queryset=Organisation.objects.none(), required=False)
    person_name = NameField(label="Кто отвечает", required=False, help_text="Например, Иванова А.П.")
    due_on = DayField(label="Срок", required=False)

    def __init__(self, *args: Any, parent: Decision, organisations: Any, is_coordinator: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parent, self.organisations = parent, organisations
        field: Any = self.fields["responsible"]
        field.queryset = organisations
        self.initial.setdefault("due_on", parent.due_on)
        if not is_coordinator:
            del self.fields["responsible"]

    def clean_due_on(self) -> Any:
        day, last = self.cleaned_data["due_on"], self.parent.due_on
        if day and last and day > last:
            raise forms.ValidationError(f"{LATER_THAN_PARENT}, {last:%d.%m.%Y}")
        if day and day < self.parent.meeting.held_on:
            raise forms.ValidationError("Срок не может быть раньше дня заседания")
        return day

    def clean_person_name(self) -> str:
        name = self.cleaned_data["person_name"]
        if name and (question := self._people().question(name)):
            raise forms.ValidationError(question)
        return str(name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("responsible") and not cleaned.get("person_name"):
            self.add_error("person_name", "Назовите, кто отвечает за эту часть")
        return cleaned

    def said(self) -> dict[str, Any]:
        """Arguments of the action."""
        name, own = self.cleaned_data["person_name"], None
        if "responsible" not in self.fields:
            own = self.parent.responsible if self.parent.responsible in self.organisations else None
        return {
            "text": self.cleaned_data["text"],
            "due_on": self.cleaned_data["due_on"],
            "responsible": self.cleaned_data.get("responsible") or own or self.organisations.first(),
            "person": self._people().find_or_create(name) if name else None,
        }

    def _people(self) -> People:
        return People(self.parent.meeting.council.cluster.region)


class ParentForm(PortalForm):
    parent = forms.ModelChoiceField(
        label="Частью какого поручения станет",
        queryset=Decision.objects.none(),
        required=False,
        empty_label="Ничьей: самостоятельное решение",
    )

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision = decision
        rows = Decision.objects.filter(meeting=decision.meeting, kind__in=("assignment", "recommendation"))
        field: Any = self.fields["parent"]
        field.queryset = rows.exclude(state__in=("reported", "accepted")).select_related("agenda_item")
        field.label_from_instance = lambda one: str(one)[:150]
        self.initial.setdefault("parent", decision.parent_id)

    def clean_parent(self) -> Decision | None:
        parent: Decision | None = self.cleaned_data["parent"]
        if parent is None:
            return None
        if parent.pk in keys_below(self.decision):
            raise forms.ValidationError(CIRCLE)
        if self.decision.due_on and parent.due_on and self.decision.due_on > parent.due_on:
            raise forms.ValidationError(f"{LATER_THAN_PARENT}, {parent.due_on:%d.%m.%Y}")
        return parent
