"""A decision under review."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.text import Truncator

from events.forms.attendance import NameField
from events.forms.review.rows import RowForm
from events.models import Decision
from events.review.places import Place, cut_places
from events.review.remarks import remarks
from ui.forms import DayField

DOUBT = {"likely": "Прочитано не вполне уверенно, проверьте.", "guess": "Это предположение, проверьте."}
# What a row that stays out of the register is; the second words are for one the parser only supposed.
STATES = {
    "skip": ("не решение", "похоже на решение, в реестр не попадёт"),
    "merge": ("часть решения выше", "часть решения выше"),
    "carry": ("перенесено на следующее заседание", "перенесено на следующее заседание"),
}
Choices = list[tuple[Any, Any]]


@dataclass(frozen=True)
class Surroundings:
    """What every decision of a page chooses from."""

    items: Choices = field(default_factory=list)
    organisations: Sequence[tuple[int, str]] = ()
    held_on: date | None = None


class DecisionForm(RowForm):
    KIND = "decisions"
    FOLDED = ("number", "agenda", "responsible_person", "group_words", "supervisor", "deadline_words")
    key = forms.CharField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="Вид", choices=Decision.Kind.choices)
    text = forms.CharField(label="Текст решения", widget=forms.Textarea(attrs={"rows": 4}))
    responsible = forms.TypedChoiceField(
        label="Ответственная организация", coerce=int, empty_value=None, required=False
    )
    deadline_kind = forms.ChoiceField(label="Вид срока", choices=Decision.DeadlineKind.choices)
    due_on = DayField(label="Срок", required=False)
    number = forms.CharField(label="Номер", max_length=20, required=False)
    agenda = forms.ChoiceField(label="Вопрос повестки", required=False)
    responsible_person = NameField(label="Ответственный человек", required=False)
    group_words = forms.CharField(
        label="Группа ответственных", max_length=300, required=False, help_text="Например: участники совещания."
    )
    supervisor = NameField(label="Контролёр", required=False)
    deadline_words = forms.CharField(label="Срок словами протокола", max_length=300, required=False)

    def __init__(
        self, row: Any, *, around: Surroundings | None = None, flags: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(row, **kwargs)
        self.around = around or Surroundings()
        self.fields["agenda"].choices = [("", "Без вопроса повестки"), *self.around.items]
        self.fields["responsible"].choices = _grouped(self.around.organisations, row.get("similar", []))
        self.quote("responsible", row.get("responsible_words", ""))
        if suggestion := row.get("suggestion", ""):
            hint = self.fields["responsible"]
            hint.help_text = format_html("{} {}", hint.help_text, suggestion)
        self.quote("supervisor", row.get("supervisor_words", ""))
        self.quote("due_on", row.get("deadline_words", ""))
        self.tell("due_on", DOUBT.get(row.get("deadline_confidence", ""), "") if row.get("deadline_words") else "")
        for name, sentences in remarks(list(flags)).items():
            self.tell(name, *sentences)

    @property
    def name(self) -> str:
        """«Решение II.2», as the register will show it."""
        own = str(self.row["number"])
        item = str(dict(self.around.items).get(self.row["agenda"], "")).split(" ")[0].rstrip(".")
        if not own:
            start = Truncator(" ".join(self.row["text"].split())).chars(40)
            return f"Решение без номера «{start}»" if start else "Новое решение"
        is_full = not self.row["agenda"] or not item or own.startswith(f"{item}.")
        return f"Решение {own}" if is_full else f"Решение {item}.{own}"

    @property
    def state_words(self) -> str:
        return STATES[self.row["action"]][self.is_implied]

    @property
    def undo_words(self) -> str:
        return "Взять в решения" if self.is_implied or self.row["action"] == "skip" else "Вернуть решение"

    @property
    def is_implied(self) -> bool:
        return "implied" in self.row["flags"]

    @property
    def text_mark(self) -> Any:
        return self.marks.get(self.add_prefix("text"))

    @property
    def places(self) -> list[Place]:
        return cut_places(self.row["text"])

    def clean(self) -> dict[str, Any]:
        """A day needs a kind of deadline and the other way round; a day before the meeting is only remarked."""
        cleaned = super().clean() or {}
        kind, due_on = cleaned.get("deadline_kind"), cleaned.get("due_on")
        if kind == Decision.DeadlineKind.DATE and due_on is None and "due_on" not in self.errors:
            self.add_error("due_on", "Укажите день срока или выберите вид «без срока»")
        if kind == Decision.DeadlineKind.NONE and due_on:
            self.add_error("deadline_kind", "День срока указан: выберите вид срока «день» или сотрите его")
        return cleaned


def _grouped(organisations: Sequence[tuple[int, str]], similar: Sequence[int]) -> Choices:
    """Those whose names resemble the words of the protocol stand first."""
    near = [choice for choice in organisations if choice[0] in similar]
    if not near:
        return [("", "Не выбрана"), *organisations]
    others = [choice for choice in organisations if choice[0] not in similar]
    return [("", "Не выбрана"), ("Похожие на слова протокола", near), ("Остальные", others)]
