import secrets
from collections.abc import Mapping
from typing import Any

from django import forms

from events.actions.live import TypedDecision, TypedEntry
from events.live import DECISION_FIELDS, ITEM_FIELDS, DecisionEntry, ItemEntry, day_text
from events.models import AgendaItem, Decision, Meeting
from ui.forms import DayField, PortalForm


class ItemEntryForm(PortalForm):
    """What was told on one item of the agenda."""

    heard = forms.CharField(label="Слушали", required=False, widget=forms.Textarea(attrs={"rows": 7}))
    spoke = forms.CharField(label="Выступили", required=False, widget=forms.Textarea(attrs={"rows": 7}))
    state = forms.ChoiceField(label="Состояние вопроса", choices=AgendaItem.State.choices)
    postponed_words = forms.CharField(
        label="Что перенесено", required=False, max_length=500, help_text="Например: выборы председателя."
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)
    page = forms.CharField(widget=forms.HiddenInput, required=False)
    save_number = forms.CharField(widget=forms.HiddenInput, required=False)


class DecisionEntryForm(PortalForm):
    """One decision of the item. An empty new one is passed over."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(label="Текст решения", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(label="Вид", choices=Decision.Kind.choices, initial=Decision.Kind.ASSIGNMENT)
    executor = forms.CharField(
        label="Ответственный",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"list": "executors", "autocomplete": "off"}),
        help_text="Организация или человек: Иванова А.П.",
    )
    due_on = DayField(label="Срок", required=False)
    removed = forms.BooleanField(label="Убрать решение", required=False)

    def __init__(self, *args: Any, meeting: Meeting, known: Mapping[int, DecisionEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.entry = known.get(self.key or 0)
        if self.entry:
            self.initial = {name: getattr(self.entry, name) for name in ("pk", *DECISION_FIELDS)}
            self.empty_permitted = False  # a row that became known meanwhile counts even when nothing in it changes
        if self.entry and not self.entry.is_draft:
            for name in ("kind", "due_on"):
                self.fields[name].disabled = True
        if not self.entry or not self.entry.is_draft:
            self.fields.pop("removed")

    @property
    def key(self) -> int | None:
        """The decision of this row: what the page says, because rows of the two sides may stand in another order."""
        told = self.data.get(self.add_prefix("pk")) if self.is_bound else self.initial.get("pk")
        return int(told) if str(told or "").isdecimal() else None

    @property
    def is_taken_away(self) -> bool:
        return self.is_bound and bool(self.data.get(self.add_prefix("removed")))

    def raw(self, name: str) -> str:
        """The typed text of a box; a day is written the way pages write it, a box that cannot change as it was."""
        if self.fields[name].disabled:
            return str(self.initial.get(name, ""))
        typed = str(self.data.get(self.add_prefix(name), ""))
        if name != "due_on":
            return typed
        try:
            return day_text(self.fields[name].clean(typed))
        except forms.ValidationError:
            return typed

    @property
    def is_gone(self) -> bool:
        """Taken away here and already away: a save before this one, or somebody else, has removed it."""
        return self.entry is None and self.is_taken_away

    @property
    def is_blank(self) -> bool:
        return not self.cleaned_data.get("pk") and not any(
            self.cleaned_data.get(name) for name in ("text", "executor", "due_on")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        due_on = cleaned.get("due_on")
        if cleaned.get("removed"):
            return cleaned
        if due_on and due_on < self.meeting.held_on and not self.fields["due_on"].disabled:
            self.add_error("due_on", f"Срок не может быть раньше даты заседания, {self.meeting.held_on:%d.%m.%Y}")
        is_used = cleaned.get("pk") or cleaned.get("executor") or due_on or "due_on" in self.errors
        if not cleaned.get("text") and is_used:
            self.add_error("text", "Напишите текст решения" + (" или отметьте «Убрать»" if cleaned.get("pk") else ""))
        return cleaned

    def typed(self) -> TypedDecision:
        cleaned = self.cleaned_data
        return TypedDecision(
            pk=self.entry.pk if self.entry else None,
            is_removed=bool(cleaned.get("removed")),
            **{name: cleaned[name] for name in DECISION_FIELDS},
        )


DecisionEntryFormSet = forms.formset_factory(DecisionEntryForm, extra=1, max_num=200, absolute_max=200)


class EntryForms:
    """The form of the item and the rows of its decisions, read together."""

    def __init__(self, item: AgendaItem, entry: ItemEntry, data: Mapping[str, Any] | None = None) -> None:
        self.entry = entry
        initial = {name: getattr(entry, name) for name in ITEM_FIELDS}
        initial |= {"token": entry.token, "page": secrets.token_urlsafe(12), "save_number": "0"}
        known = {one.pk: one for one in entry.decisions}
        self.form = ItemEntryForm(data, initial=initial)
        self.formset = DecisionEntryFormSet(
            data,
            prefix="decisions",
            initial=None if data else [{"pk": pk} for pk in known],
            form_kwargs={"meeting": item.meeting, "known": known},
        )

    @property
    def first_with_errors(self) -> Any:
        """What the summary of errors on top of the page tells of."""
        return self.form if self.form.errors else self.formset

    def is_valid(self) -> bool:
        return self.form.is_valid() & self.formset.is_valid()

    def typed(self) -> tuple[TypedEntry, list[int]]:
        """What can be saved now, and the numbers of the rows it comes from: rows with mistakes wait."""
        cleaned = self.form.cleaned_data
        item = {name: cleaned[name] for name in ITEM_FIELDS if name in cleaned}
        rows = [
            (number, row.typed())
            for number, row in enumerate(self.formset.forms)
            if row.is_valid() and not row.is_blank and not row.is_gone
        ]
        return TypedEntry(item, [line for _, line in rows]), [number for number, _ in rows]

    def mistakes(self) -> list[str]:
        found = [text for texts in self.form.errors.values() for text in texts]
        for number, row in enumerate(self.formset.forms, 1):
            found += [f"решение {number}: {text}" for texts in row.errors.values() for text in texts]
        return [str(text) for text in found]

    def raw(self) -> dict[str, str]:
        """What was typed, by the names of `ItemEntry.values`; new rows are not there: nobody disagrees with them."""
        found = {name: str(self.form.data.get(name, "")) for name in ITEM_FIELDS}
        for row in self.formset.forms:
            key = row.key
            if key and row.is_taken_away:
                found[f"{key}.text"] = ""
            elif key:
                found |= {f"{key}.{name}": row.raw(name) for name in DECISION_FIELDS}
        return found

    def labels(self) -> dict[str, str]:
        found = {name: str(self.form.fields[name].label) for name in ITEM_FIELDS}
        for number, row in enumerate(self.formset.forms, 1):
            for name in DECISION_FIELDS:
                found[f"{row.key}.{name}"] = f"Решение {number}. {row.fields[name].label}"
            if row.is_taken_away:
                found[f"{row.key}.text"] = f"Решение {number}: вы его убираете"
        return found
