"""Review of an import: one form made of the head, the agenda items and the decisions."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict

from accounts.models import User
from cluster.models import Council, Organisation
from events.actions.imports import Reviewed
from events.forms.attendance import AttendanceLinesField, NameField, NamesField
from events.forms.imports import councils_of
from events.models import AgendaItem, Attendance, Decision, Meeting, ProtocolImport
from events.review.records import blank_decision
from ui.days import parse_day
from ui.forms import DayField, PortalForm

TIME_FORMATS = ["%H:%M", "%H.%M", "%H-%M", "%H:%M:%S"]
BAD_TIME = {"invalid": "Напишите время так: 14:00"}
MOST_ROWS = 400
FLAG_WORDS = {
    "deadline_before_meeting": "срок раньше заседания",
    "impossible_date": "такого дня нет",
    "non_working_day": "срок в нерабочий день",
    "two_deadlines": "названы два срока",
    "year_inferred": "год предположен",
    "no_responsible": "ответственный не назван",
    "far_from_siblings": "срок далеко от остальных",
    "implied": "решение из текста, без номера",
}


class ReviewHeadForm(PortalForm):
    council = forms.ModelChoiceField(label="Совет", queryset=Council.objects.none())
    kind = forms.ChoiceField(label="Вид заседания", choices=Meeting.Kind.choices)
    title = forms.CharField(label="Название", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    held_on = DayField(label="День заседания")
    held_at = forms.TimeField(label="Начало", required=False, input_formats=TIME_FORMATS, error_messages=BAD_TIME)
    place = forms.CharField(label="Место", max_length=300, required=False)
    number = forms.CharField(label="Номер протокола", max_length=60, required=False)
    chair = NameField(label="Председатель", required=False)
    chair_post = forms.CharField(label="Должность председателя в тот день", max_length=300, required=False)
    secretary = NameField(label="Секретарь", required=False)
    attendees = AttendanceLinesField(label="Присутствовали", required=False)
    guests = AttendanceLinesField(label="Приглашённые", required=False, presence=Attendance.Presence.INVITED, rows=3)
    absent = AttendanceLinesField(label="Отсутствовали", required=False, presence=Attendance.Presence.ABSENT, rows=3)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils_of(user)


class Folded:
    """Fields that are seldom corrected stand folded under the others; an error unfolds them."""

    FOLDED: tuple[str, ...] = ()

    @property
    def main_fields(self) -> list[BoundField]:
        return [field for field in self if field.name not in self.FOLDED and not field.is_hidden]  # type: ignore[attr-defined]

    @property
    def folded_fields(self) -> list[BoundField]:
        return [self[name] for name in self.FOLDED]  # type: ignore[index]

    @property
    def is_unfolded(self) -> bool:
        return any(field.errors for field in self.folded_fields)


class ReviewAgendaForm(Folded, PortalForm):
    FOLDED = ("number", "postponed_words", "heard")
    key = forms.CharField(widget=forms.HiddenInput)
    number = forms.CharField(label="Номер", max_length=20, required=False)
    title = forms.CharField(label="Вопрос", widget=forms.Textarea(attrs={"rows": 3}))
    speakers = NamesField(label="Докладчики", required=False)
    state = forms.ChoiceField(label="Состояние", choices=AgendaItem.State.choices)
    postponed_words = forms.CharField(label="Что перенесено", max_length=500, required=False)
    heard = forms.CharField(label="Слушали", widget=forms.Textarea(attrs={"rows": 4}), required=False)


class ReviewDecisionForm(Folded, PortalForm):
    FOLDED = ("number", "agenda", "responsible_person", "group_words", "deadline_words")
    ACTIONS = (
        ("keep", "оставить решением"),
        ("skip", "не решение, убрать"),
        ("merge", "часть предыдущего решения, присоединить к нему"),
    )
    key = forms.CharField(widget=forms.HiddenInput)
    action = forms.ChoiceField(label="Что это", choices=ACTIONS)
    agenda = forms.ChoiceField(label="Вопрос повестки", required=False)
    number = forms.CharField(label="Номер", max_length=20, required=False)
    kind = forms.ChoiceField(label="Вид", choices=Decision.Kind.choices)
    text = forms.CharField(
        label="Текст решения",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Чтобы разделить решение на два, поставьте между ними строку из трёх дефисов: ---",
    )
    responsible = forms.TypedChoiceField(
        label="Ответственная организация", coerce=int, empty_value=None, required=False
    )
    responsible_person = NameField(label="Ответственный человек", required=False)
    group_words = forms.CharField(
        label="Группа ответственных", max_length=300, required=False, help_text="Например: участники совещания."
    )
    deadline_kind = forms.ChoiceField(label="Вид срока", choices=Decision.DeadlineKind.choices)
    due_on = DayField(label="Срок", required=False)
    deadline_words = forms.CharField(label="Срок словами протокола", max_length=300, required=False)

    def __init__(
        self, *args: Any, agenda: list[tuple[str, str]], organisations: list[Any], held_on: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.held_on = held_on
        self.fields["agenda"].choices = [("", "Без вопроса повестки"), *agenda]
        self.fields["responsible"].choices = [("", "Не выбрана"), *organisations]
        self._quote_source()

    def _quote_source(self) -> None:
        """Beside each field the words it was read from, and how sure the parser was."""
        words = self.initial.get("responsible_words")
        if words:
            self.fields[
                "responsible"
            ].help_text = f"В протоколе: «{words}». {self.initial.get('suggestion', '')}".strip()
        doubt = {"likely": " Проверьте.", "guess": " Это предположение, проверьте."}
        if self.initial.get("deadline_words"):
            confidence = doubt.get(self.initial.get("deadline_confidence", ""), "")
            self.fields["due_on"].help_text = f"В протоколе: «{self.initial['deadline_words']}».{confidence}"

    @property
    def full_number(self) -> str:
        """«II.2»: number of the item and own number, as the register will show it."""
        item = dict(self.fields["agenda"].choices).get(self["agenda"].value() or "", "").split(" ")[0]
        own = str(self["number"].value() or "")
        if not self["agenda"].value() or own.startswith(f"{item}."):
            return own
        return f"{item}.{own}" if own else ""

    @property
    def source_url(self) -> str:
        """Where the source says it; a decision added by hand has no such place."""
        return f"#{self.initial['anchor']}" if self.initial.get("anchor") else ""

    @property
    def flag_words(self) -> list[str]:
        return [FLAG_WORDS[flag] for flag in self.initial.get("flags", []) if flag in FLAG_WORDS]

    @property
    def is_kept(self) -> bool:
        return self.data.get(self.add_prefix("action")) == "keep" if self.is_bound else True

    def full_clean(self) -> None:
        """What is not a decision is not checked: its fields may stay as the parser left them."""
        super().full_clean()
        if self.is_bound and self.data.get(self.add_prefix("action")) in ("skip", "merge"):
            for name in [name for name in self._errors if name not in ("text",) or not self._merges()]:
                del self._errors[name]

    def _merges(self) -> bool:
        return self.data.get(self.add_prefix("action")) == "merge"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.is_kept:
            return cleaned
        kind, due_on = cleaned.get("deadline_kind"), cleaned.get("due_on")
        if kind == Decision.DeadlineKind.DATE and due_on is None and "due_on" not in self.errors:
            self.add_error("due_on", "Укажите день срока или выберите вид «без срока»")
        if kind == Decision.DeadlineKind.NONE and due_on:
            self.add_error("deadline_kind", "День срока указан: выберите вид срока «день» или сотрите его")
        if due_on and self.held_on and due_on < self.held_on:
            self.add_error("due_on", f"Срок не может быть раньше даты заседания, {self.held_on:%d.%m.%Y}")
        return cleaned


def raw_values(form: forms.Form) -> dict[str, Any]:
    """What was typed, right or wrong: this is what a draft keeps."""
    return {name: form[name].data if form[name].data is not None else "" for name in form.fields}


class ReviewForm(forms.Form):
    """All parts as one form, so that one summary lists every problem of the page."""

    def __init__(self, protocol_import: ProtocolImport, *, user: User, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data=data)
        self.record = protocol_import.record
        self.council = protocol_import.council
        self.head = ReviewHeadForm(
            data, prefix="head", user=user, initial={"council": self.council, **self.record["head"]}
        )
        self.agenda = [
            ReviewAgendaForm(data, prefix=f"agenda-{index}", initial=row)
            for index, row in enumerate(self._rows("agenda"))
        ]
        self.held_on = _typed_day(self.head["held_on"].value())
        agenda = [(form["key"].value(), _item_label(form)) for form in self.agenda]
        shared = {
            "agenda": agenda,
            "organisations": organisation_choices(self.council),
            "held_on": self.held_on,
        }
        self.decisions = [
            ReviewDecisionForm(data, prefix=f"decisions-{index}", initial=row, **shared)
            for index, row in enumerate(self._rows("decisions"))
        ]

    @property
    def parts(self) -> list[PortalForm]:
        return [self.head, *self.agenda, *self.decisions]

    @property
    def errors(self) -> ErrorDict:
        found = ErrorDict()
        for part in self.parts:
            found.update({part.add_prefix(name): messages for name, messages in part.errors.items()})
        return found

    def non_field_errors(self) -> list[str]:  # type: ignore[override]
        return [message for part in self.parts for message in part.non_field_errors()]

    def __iter__(self) -> Iterator[BoundField]:
        for part in self.parts:
            yield from part

    def is_valid(self) -> bool:
        if self.decisions and self.decisions[0]["action"].data == "merge":
            self.decisions[0].add_error("action", "Перед этим решением нет другого: присоединить не к чему")
        return self.is_bound and not self.errors

    def typed(self) -> dict[str, Any]:
        """What was typed, right or wrong: this is what a draft keeps."""
        return {
            "head": _raw(self.head),
            "agenda": [dict(form.initial) | _raw(form) for form in self.agenda],
            "decisions": [dict(form.initial) | _raw(form) for form in self.decisions],
        }

    def reviewed(self) -> Reviewed:
        """Cleaned values; what the forms do not show (flags, words, co-executors) comes from the record."""
        return Reviewed(
            head=self.head.cleaned_data,
            agenda=[form.cleaned_data for form in self.agenda],
            decisions=[dict(form.initial) | form.cleaned_data for form in self.decisions],
        )

    def _rows(self, name: str) -> list[dict[str, Any]]:
        """Rows of the record; a page may hold one more decision, added by hand."""
        rows = list(self.record[name])
        if self.is_bound and name == "decisions":
            known = {row["key"] for row in rows}
            keys = (self.data.get(f"decisions-{index}-key") for index in range(len(rows), MOST_ROWS))
            for key in keys:
                if not key or key in known:
                    break
                rows.append(blank_decision(key))
        return rows


def organisation_choices(council: Council) -> list[tuple[int, str]]:
    region = council.cluster.region_id
    return list(Organisation.objects.filter(region=region).values_list("pk", "name"))


def _raw(form: forms.Form) -> dict[str, Any]:
    return {name: form[name].data if form[name].data is not None else "" for name in form.fields}


def _item_label(form: forms.Form) -> str:
    title = " ".join(str(form["title"].value() or "").split())
    return f"{form['number'].value() or ''} {title[:80]}".strip()


def _typed_day(value: Any) -> Any:
    try:
        return parse_day(value) if isinstance(value, str) else value
    except ValueError:
        return None
