from datetime import date
from typing import Any

from django import forms

from cluster.models import Organisation, Person
from events.actions.attendance import People
from events.forms.attendance import NameField
from events.models import Decision, ExecutionReport, Extension
from ui.forms import DayField, DocumentField, PortalForm, PortalModelForm


class DecisionForm(PortalModelForm):
    person_name = NameField(label="Ответственный человек", required=False, help_text="Например, Иванова А.П.")
    co_executors = forms.ModelMultipleChoiceField(
        label="Соисполнители", queryset=Organisation.objects.none(), required=False, widget=forms.SelectMultiple
    )

    class Meta:
        model = Decision
        fields = [
            *("agenda_item", "number", "text", "kind", "responsible", "group_words"),
            *("deadline_kind", "due_on", "deadline_words"),
        ]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    field_order = [
        *("agenda_item", "number", "text", "kind", "responsible", "person_name", "group_words", "co_executors"),
        *("deadline_kind", "due_on", "deadline_words"),
    ]
    CONTENT = ("agenda_item", "number", "text", "kind")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decision, meeting = self.instance, self.instance.meeting
        organisations = Organisation.objects.filter(region=meeting.council.cluster.region_id)
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
        person: Person | None = decision.responsible_person
        self.fields["person_name"].initial = person.full_name if person else ""

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
        cleaned = super().clean()
        kind, due_on = cleaned.get("deadline_kind"), cleaned.get("due_on")
        meeting = self.instance.meeting
        if due_on and due_on < meeting.held_on:
            self.add_error("due_on", f"Срок не может быть раньше даты заседания, {meeting.held_on:%d.%m.%Y}")
        elif kind == Decision.DeadlineKind.DATE and due_on is None and "due_on" not in self.errors:
            self.add_error("due_on", "Укажите день срока или выберите вид «без срока»")
        elif kind == Decision.DeadlineKind.NONE and due_on:
            self.add_error("deadline_kind", "День срока указан: выберите вид срока «день» или сотрите его")
        return cleaned

    def person(self) -> Person | None:
        typed = self.cleaned_data["person_name"]
        return People(self.instance.meeting.council.cluster.region).find_or_create(typed) if typed else None


class ReportForm(PortalModelForm):
    file = DocumentField(
        label="Подтверждающий файл", kinds=("docx", "pdf", "xlsx", "jpg", "png", "txt"), required=False
    )

    class Meta:
        model = ExecutionReport
        fields = ["text", "file", "is_partial"]
        help_texts = {"is_partial": "Промежуточный отчёт сообщает о ходе дела и не снимает решение с контроля."}


class ReturnForm(PortalForm):
    reason = forms.CharField(
        label="Что исправить", widget=forms.Textarea(attrs={"rows": 4}), help_text="Это увидит исполнитель."
    )


class ExtensionForm(PortalModelForm):
    new_due_on = DayField(label="Новый срок")

    class Meta:
        model = Extension
        fields = ["new_due_on", "reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, due_on: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.due_on = due_on

    def clean_new_due_on(self) -> date:
        new_due_on = self.cleaned_data["new_due_on"]
        if self.due_on and new_due_on <= self.due_on:
            raise forms.ValidationError(f"Новый срок должен быть позже прежнего, {self.due_on:%d.%m.%Y}")
        return new_due_on

    def _get_validation_exclusions(self) -> set[str]:
        """The old day is set by the action: the row is not whole before it."""
        return {*super()._get_validation_exclusions(), "old_due_on"}
