from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from cluster.models import Person
from events.actions.attendance import People
from events.forms.attendance import NameField, NamesField
from events.forms.imports import councils_of
from events.models import AgendaItem, Meeting
from ui.forms import PortalModelForm


class MeetingForm(PortalModelForm):
    chair_name = NameField(label="Председатель", required=False, help_text="Например, Иванова А.П.")
    secretary_name = NameField(label="Секретарь", required=False)

    class Meta:
        model = Meeting
        fields = ["council", "kind", "title", "held_on", "held_at", "place", "chair_post"]
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}

    field_order = [
        *("council", "kind", "title", "held_on", "held_at", "place"),
        *("chair_name", "chair_post", "secretary_name"),
    ]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils_of(user)
        for name in ("chair", "secretary"):
            person: Person | None = getattr(self.instance, name)
            self.fields[f"{name}_name"].initial = person.full_name if person else ""

    def save(self, commit: bool = True) -> Meeting:
        meeting = super().save(commit=False)
        people = People(meeting.council.cluster.region)
        for name in ("chair", "secretary"):
            typed = self.cleaned_data[f"{name}_name"]
            setattr(meeting, name, people.find_or_create(typed) if typed else None)
        if commit:
            meeting.save()
        return meeting


class AgendaItemForm(PortalModelForm):
    speaker_names = NamesField(label="Докладчики", required=False)

    class Meta:
        model = AgendaItem
        fields = ["number", "title", "heard", "state", "postponed_words"]
        widgets = {"title": forms.Textarea(attrs={"rows": 3}), "heard": forms.Textarea(attrs={"rows": 6})}

    field_order = ["number", "title", "speaker_names", "heard", "state", "postponed_words"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            rows = self.instance.agenda_speakers.select_related("person")
            self.fields["speaker_names"].initial = "; ".join(row.person.full_name for row in rows)
        else:
            number = self.instance.meeting.agenda_items.count() + 1
            self.fields["number"].initial = str(number)

    def clean_number(self) -> str:
        number = self.cleaned_data["number"]
        others = self.instance.meeting.agenda_items.exclude(pk=self.instance.pk)
        if number and others.filter(number=number).exists():
            raise ValidationError(f"Вопрос с номером {number} уже есть в повестке")
        return number

    def people(self) -> list[Person]:
        known = People(self.instance.meeting.council.cluster.region)
        return [known.find_or_create(name) for name in self.cleaned_data["speaker_names"]]
