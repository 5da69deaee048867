"""Boxes for answers, generated from the framework, and the forms around handing in and returning."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html

from monitoring import printing
from monitoring.actions.submissions import Answer
from monitoring.control_rules import Doubt
from monitoring.exchange.answers import read
from monitoring.framework.vocabulary import ElementKind, State
from monitoring.models import Element, Value
from ui.forms import PortalForm

NOTHING_KNOWN = {"непредставлено", "нетданных"}  # a file says it with an empty cell
UNTOLD = (State.NOT_APPLICABLE, State.REFUSED, State.NOT_SUBMITTED)
WRITTEN = {State.NOT_APPLICABLE: "н/п", State.REFUSED: "отказ", State.NOT_SUBMITTED: "не представлено"}
COMMENT_LENGTH = 500
CHOICES = (
    ("1", "Да"),
    ("0", "Нет"),
    (str(State.NOT_APPLICABLE.value), "Неприменимо"),
    (str(State.REFUSED.value), "Отказываемся отвечать"),
    (str(State.NOT_SUBMITTED.value), "Данных нет"),
)


class MayWait(forms.Field):
    """A question that must be answered before the form is handed in, but may wait while it is a draft."""

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:
            super().validate(value)


class NumberAnswer(MayWait, forms.CharField):
    """A number or why there is none in one box; an empty box is no answer and never a zero."""

    def __init__(self, element: Element, **kwargs: Any) -> None:
        self.element = element
        super().__init__(**kwargs, widget=forms.TextInput({"inputmode": "text", "autocomplete": "off", "size": 12}))

    def to_python(self, value: Any) -> Any:  # an Answer or None, where the base class promises text
        typed = super().to_python(value) or ""
        if re.sub(r"\s", "", typed).lower() in NOTHING_KNOWN:
            return State.NOT_SUBMITTED, None
        reading = read(typed, self.element)
        if reading.fault is not None:
            words = f"Вопрос «{self.element.name}». {reading.fault.words} {reading.fault.advice}"
            raise forms.ValidationError(words)
        return None if reading.cell is None else (State[reading.cell.state.upper()], reading.cell.amount)

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else "" if value is None else str(value)

    def run_validators(self, value: Any) -> None:
        """Text validators do not fit an answer."""


class FlagAnswer(MayWait, forms.ChoiceField):
    """Yes, no, or why there is no answer."""

    def answer_of(self, given: str | None) -> Answer | None:
        if given in ("0", "1"):
            return State.REPORTED, Decimal(given)
        return (State(int(given)), None) if given else None


def answer_field(element: Element, value: Value | None) -> forms.Field:
    field: forms.Field
    if element.kind == ElementKind.FLAG:
        field = FlagAnswer(choices=CHOICES, widget=forms.RadioSelect, initial=flag_text(value))
        field.error_messages["invalid_choice"] = f"Выберите ответ на вопрос «{element.name}» из списка"
    else:
        field = NumberAnswer(element, initial=number_text(value))
    field.label, field.help_text = element.name, element.hint
    return field


def flag_text(value: Value | None) -> str:
    if value is None:
        return ""
    if value.amount is None:
        return str(value.state) if value.state in UNTOLD else ""
    return str(int(value.amount))


def number_text(value: Value | None) -> str:
    if value is None:
        return ""
    if value.amount is None:
        return WRITTEN.get(State(value.state), "")
    return printing.amount(value.amount).replace("\N{NO-BREAK SPACE}", " ")


class ReturnForm(PortalForm):
    reason = forms.CharField(
        label="Что исправить",
        widget=forms.Textarea({"rows": 5}),
        max_length=2000,
        help_text="Назовите показатель и скажите, чего не хватает. Этот текст увидит оператор.",
    )


class DoubtsForm(PortalForm):
    """A comment on each doubt before the form is handed in; what was written earlier is offered again."""

    def __init__(self, *args: Any, doubts: list[Doubt], comments: Mapping[str, str], **kwargs: Any) -> None:
        self.doubts = doubts
        super().__init__(*args, **kwargs)
        for number, doubt in enumerate(doubts, start=1):
            self.fields[_comment_name(doubt)] = forms.CharField(
                label=f"Пояснение {number}",
                help_text=format_html("{} {}", doubt.words, doubt.advice),
                initial=next((comments[code] for code in doubt.elements if comments.get(code)), ""),
                max_length=COMMENT_LENGTH,
                widget=forms.Textarea({"rows": 2}),
                error_messages={"required": f"Напишите пояснение {number} или исправьте число в разделе"},
            )

    def comments(self) -> dict[str, str]:
        """Comments by the code of an element."""
        return {code: self.cleaned_data[_comment_name(doubt)] for doubt in self.doubts for code in doubt.elements}


def _comment_name(doubt: Doubt) -> str:
    return f"comment_{doubt.elements[0]}"
