from typing import Any

from django import forms

from accounts.models import User
from cluster.models import Person
from cluster.models.scope import regions_of
from events.actions.attendance import People
from events.forms.attendance import NameField
from events.forms.imports import councils_of
from events.models import Event, EventFormat, Meeting
from ui.forms import PortalModelForm


class MeetingForm(PortalModelForm):
    chair_name = NameField(label="Председатель", required=False, help_text="Например, Иванова А.П.")
    secretary_name = NameField(label="Секретарь", required=False)
    link = forms.URLField(label="Ссылка для подключения", max_length=300, assume_scheme="https", required=False)

    class Meta:
        model = Meeting
        fields = [
            *("council", "kind", "title", "held_on", "held_at", "ends_at", "format", "place", "link"),
            *("event", "chair_post"),
        ]
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "kind": "При заочном голосовании кворум считают по присланным бюллетеням.",
            "event": "Если заседание — часть большого события.",
        }

    field_order = [
        *("council", "kind", "title", "held_on", "held_at", "ends_at", "format", "place", "link", "event"),
        *("chair_name", "chair_post", "secretary_name"),
    ]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils_of(user)
        self.fields["event"].queryset = Event.objects.filter(region__in=regions_of(user)).order_by("-starts_on", "-pk")
        self.fields["event"].label_from_instance = _event_label
        self.fields["format"].required = False
        for name in ("chair", "secretary"):
            person: Person | None = getattr(self.instance, name)
            self.fields[f"{name}_name"].initial = person.full_name if person else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        held_at, ends_at = cleaned.get("held_at"), cleaned.get("ends_at")
        if held_at and ends_at and ends_at <= held_at:
            self.add_error("ends_at", f"Окончание не может быть раньше начала, {held_at:%H:%M}")
        if ends_at and not held_at and not self.has_error("held_at"):
            self.add_error("held_at", "Укажите начало: окончание без начала не понять")
        if cleaned.get("kind") == Meeting.Kind.CORRESPONDENCE:
            cleaned["format"] = EventFormat.CORRESPONDENCE
        elif cleaned.get("format") == EventFormat.CORRESPONDENCE:
            self.add_error("format", "Заочно проводят только заочное голосование: выберите его в поле «Вид»")
        else:
            cleaned["format"] = cleaned.get("format") or self.instance.format
        self._ask_whom(cleaned)
        return cleaned

    def _ask_whom(self, cleaned: dict[str, Any]) -> None:
        """A name that fits two people fits nobody: the form asks, the typed words stay."""
        typed = [name for name in ("chair_name", "secretary_name") if cleaned.get(name) and name in self.changed_data]
        if typed and cleaned.get("council"):
            people = People(cleaned["council"].cluster.region)
            for name in typed:
                if question := people.question(cleaned[name]):
                    self.add_error(name, question)

    def save(self, commit: bool = True) -> Meeting:
        meeting = super().save(commit=False)
        people = People(meeting.council.cluster.region)
        for name in ("chair", "secretary"):
            typed = self.cleaned_data[f"{name}_name"]
            setattr(meeting, name, people.find_or_create(typed) if typed else None)
        if commit:
            meeting.save()
        return meeting


def _event_label(event: Event) -> str:
    return f"{event.starts_on:%d.%m.%Y}: {event.title}" if event.starts_on else event.title
