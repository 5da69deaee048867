from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from cluster.models import Organisation, Person, RoadMapItem
from events.actions.people import People
from events.actions.sub_assignments import LATER_THAN_PARENT
from events.forms.attendance import NameField, one_person
from events.models import Decision, Event, Meeting
from events.terms import Term, read_term
from ui.forms import DayInput, PortalModelForm


class TermField(forms.CharField):
    """A day, or a term counted from the meeting; what was typed stays when it cannot be understood."""

    widget = DayInput({"maxlength": "120"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=120, **kwargs)
        self.held_on: date = date.min
        self.signed_on: date | None = None

    def clean(self, value: Any) -> Any:
        if isinstance(value, date):  # a day that may not be changed comes as it is kept
            return Term(value)
        typed = super().clean(value)
        if not typed:
            return Term(None)
        try:
            return read_term(typed, held_on=self.held_on, signed_on=self.signed_on)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d.%m.%Y}" if isinstance(value, date) else value


class DecisionForm(PortalModelForm):
    due_on = TermField(
        label="Срок",
        required=False,
        help_text="День, например 21.02.2022, или счёт: 10 рабочих дней со дня заседания, 5 дней со дня подписания.",
    )
    supervisor_name = NameField(
        label="Контролёр", required=False, help_text="Кто следит за исполнением, например, Иванова А.П."
    )
    person_name = NameField(label="Ответственный человек", required=False, help_text="Например, Иванова А.П.")
    co_executors = forms.ModelMultipleChoiceField(
        label="Соисполнители",
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.SelectMultiple,
        help_text="Чтобы отметить несколько, держите клавишу Ctrl.",
    )

    class Meta:
        model = Decision
        fields = [
            *("agenda_item", "number", "text", "kind", "responsible", "group_words"),
            *("deadline_kind", "due_on", "deadline_words", "road_map_item", "event"),
        ]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    field_order = [
        *("agenda_item", "number", "text", "kind", "responsible", "person_name", "group_words", "co_executors"),
        *("deadline_kind", "due_on", "deadline_words", "supervisor_name", "road_map_item", "event"),
    ]
    CONTENT = ("agenda_item", "number", "text", "kind")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decision, meeting = self.instance, self.instance.meeting
        here = Organisation.objects.filter(region=meeting.council.cluster.region_id)
        organisations = here.living() | here.filter(pk=decision.responsible_id)
        self.fields["agenda_item"].queryset = meeting.agenda_items.all()
        self.fields["agenda_item"].empty_label = "Без вопроса повестки"
        self.fields["responsible"].queryset = organisations
        self.fields["co_executors"].queryset = organisations
        self.fields["group_words"].help_text = "Например: участники совещания."
        self.fields["deadline_words"].help_text = "Так, как это записано в протоколе."
        self.fields["deadline_kind"].initial = Decision.DeadlineKind.DATE
        if decision.pk:
            self.fields["co_executors"].initial = [one.pk for one in decision.co_executors.all()]
            self._freeze(decision)
        for name, person in (("person_name", decision.responsible_person), ("supervisor_name", decision.supervisor)):
            self.fields[name].initial = person.full_name if person else ""
        self._offer_links(meeting)
        self._offer_term(decision)

    def _offer_links(self, meeting: Meeting) -> None:
        items = RoadMapItem.objects.filter(road_map__cluster=meeting.council.cluster_id)
        events = Event.objects.filter(region=meeting.council.cluster.region_id).order_by("-starts_on", "title")
        for name, rows, empty in (("road_map_item", items, "Не связано"), ("event", events, "Не связано")):
            field: Any = self.fields[name]
            field.queryset, field.empty_label = rows, empty
            field.label_from_instance = lambda one: str(one)[:120]

    def _offer_term(self, decision: Decision) -> None:
        """A term whose day has not come yet is offered in its words, when they can be counted."""
        field: Any = self.fields["due_on"]
        protocol = decision.meeting.protocol if decision.meeting_id else None
        field.held_on = decision.meeting.held_on
        field.signed_on = timezone.localdate(protocol.signed_at) if protocol and protocol.signed_at else None
        if decision.due_on is None and decision.deadline_kind == Decision.DeadlineKind.RELATIVE:
            try:
                read_term(decision.deadline_rule, held_on=field.held_on, signed_on=field.signed_on)
            except ValueError:
                return
            self.initial["due_on"] = decision.deadline_rule

    def _freeze(self, decision: Decision) -> None:
        """What a signed protocol says stays; a day under control moves by an extension only."""
        frozen = self.CONTENT if decision.meeting.is_frozen else ()
        if decision.state != Decision.State.DRAFT:
            frozen = (*frozen, "kind")
        if decision.state != Decision.State.DRAFT and decision.due_on:
            frozen = (*frozen, "due_on", "deadline_kind")
        for name in frozen:
            self.fields[name].disabled = True
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        term = self._term(cleaned)
        kind, due_on = cleaned.get("deadline_kind"), term.day
        meeting, parent = self.instance.meeting, self.instance.parent
        if due_on and due_on < meeting.held_on:
            self.add_error("due_on", f"Срок не может быть раньше даты заседания, {meeting.held_on:%d.%m.%Y}")
        elif due_on and parent and parent.due_on and due_on > parent.due_on:
            self.add_error("due_on", f"{LATER_THAN_PARENT}, {parent.due_on:%d.%m.%Y}")
        elif kind == Decision.DeadlineKind.DATE and due_on is None and "due_on" not in self.errors:
            self.add_error("due_on", "Укажите день срока или выберите вид «без срока»")
        elif kind == Decision.DeadlineKind.NONE and (due_on or term.words):
            self.add_error("deadline_kind", "День срока указан: выберите вид срока «день» или сотрите его")
        return cleaned

    def _term(self, cleaned: dict[str, Any]) -> Term:
        """Put the day, and the rule it was counted by, where the model keeps them."""
        term = cleaned.get("due_on")
        if not isinstance(term, Term):
            term = Term(term)
        if "due_on" in cleaned:
            cleaned["due_on"] = term.day
        if term.is_counted and cleaned.get("deadline_kind") != Decision.DeadlineKind.NONE:
            cleaned["deadline_kind"] = Decision.DeadlineKind.RELATIVE
            self.instance.deadline_rule = term.words
        return term

    def clean_person_name(self) -> str:
        return self._one_person("person_name")

    def clean_supervisor_name(self) -> str:
        return self._one_person("supervisor_name")

    def _one_person(self, name: str) -> str:
        typed = str(self.cleaned_data[name])
        return one_person(typed, self._people()) if typed else ""

    def people(self) -> dict[str, Person | None]:
        """The responsible and the supervisor as people: known, or written down now."""
        typed = {"person": self.cleaned_data["person_name"], "supervisor": self.cleaned_data["supervisor_name"]}
        return {who: self._people().find_or_create(name) if name else None for who, name in typed.items()}

    def _people(self) -> People:
        return People(self.instance.meeting.council.cluster.region)
