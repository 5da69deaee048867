"""Who stands behind the words of a group, and who of them is released."""

from typing import Any

from django import forms

from cluster.models import Organisation, Person
from events.actions.people import People
from events.forms.attendance import NamesField
from events.groups import Candidates
from events.models import Decision
from ui.forms import PortalForm


class GroupForm(PortalForm):
    organisations = forms.ModelMultipleChoiceField(
        label="Организации",
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Снимите отметку с тех, кому поручение не дано.",
    )
    people = forms.ModelMultipleChoiceField(
        label="Люди, организация которых неизвестна",
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other_organisations = forms.ModelMultipleChoiceField(
        label="Добавить организации",
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.SelectMultiple,
        help_text="Чтобы отметить несколько, держите клавишу Ctrl.",
    )
    other_people = NamesField(label="Добавить людей", required=False)

    def __init__(self, *args: Any, decision: Decision, candidates: Candidates, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = decision.meeting.council.cluster.region
        proposed = [one.pk for one in candidates.organisations]
        organisations = Organisation.objects.living().filter(region=self.region)
        self._offer("organisations", Organisation.objects.filter(pk__in=proposed), proposed)
        self._offer("people", Person.objects.filter(pk__in=[one.pk for one in candidates.people]), None)
        self._offer("other_organisations", organisations.exclude(pk__in=proposed), ())
        self.initial.setdefault("people", [one.pk for one in candidates.people])

    def _offer(self, name: str, rows: Any, initial: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = rows
        if initial is not None:
            self.initial.setdefault(name, initial)
        if not rows.exists():
            del self.fields[name]

    def clean_other_people(self) -> list[str]:
        people, names = People(self.region), self.cleaned_data["other_people"]
        for name in names:
            if question := people.question(name):
                raise forms.ValidationError(question)
        return list(names)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in self.fields):
            raise forms.ValidationError("Отметьте хотя бы одного исполнителя")
        return cleaned

    def chosen(self) -> dict[str, Any]:
        """Arguments of the action."""
        said = self.cleaned_data
        people = People(self.region)
        added = [people.find_or_create(name) for name in said.get("other_people", [])]
        return {
            "organisations": [*said.get("organisations", []), *said.get("other_organisations", [])],
            "people": [*said.get("people", []), *added],
        }


class ReleaseForm(PortalForm):
    reason = forms.CharField(
        label="Почему освобождён", max_length=300, help_text="Например: поручение её не касается, договорились устно."
    )
