"""The form of one section, generated from the framework: a question per data element."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.html import format_html

from monitoring import printing
from monitoring.actions.submissions import Answer
from monitoring.control_rules import Doubt
from monitoring.framework.vocabulary import ElementKind, State
from monitoring.models import Element, SubsetRule, Value
from ui.forms import PortalForm

MOST = 10_000_000
QUARTER = Decimal("0.25")
WORDS = {
    "н/п": State.NOT_APPLICABLE,
    "нп": State.NOT_APPLICABLE,
    "неприменимо": State.NOT_APPLICABLE,
    "отказ": State.REFUSED,
}
CHOICES = (
    ("1", "Да"),
    ("0", "Нет"),
    (str(State.NOT_APPLICABLE.value), "Неприменимо"),
    (str(State.REFUSED.value), "Отказываемся отвечать"),
)
NUMBER = re.compile(r"^\d{1,15}([.,]\d{1,4})?$")


class MayWait(forms.Field):
    """A question that must be answered before the form is handed in, but may wait while it is a draft."""

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:
            super().validate(value)


class NumberAnswer(MayWait, forms.CharField):
    """A number, «н/п» or «отказ» in one box; an empty box is no answer and never a zero."""

    def __init__(self, element: Element, **kwargs: Any) -> None:
        self.element = element
        super().__init__(**kwargs, widget=forms.TextInput({"inputmode": "text", "autocomplete": "off", "size": 12}))

    def to_python(self, value: Any) -> Any:  # an Answer or None, where the base class promises text
        typed = re.sub(r"\s", "", super().to_python(value) or "").lower()
        if not typed:
            return None
        if typed in WORDS:
            return WORDS[typed], None
        if not NUMBER.match(typed):
            raise forms.ValidationError(self._hint())
        try:
            amount = Decimal(typed.replace(",", "."))
        except InvalidOperation as error:
            raise forms.ValidationError(self._hint()) from error
        self._check(amount)
        return State.REPORTED, amount

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else "" if value is None else str(value)

    def run_validators(self, value: Any) -> None:
        """Text validators do not fit an answer."""

    def _check(self, amount: Decimal) -> None:
        if amount > MOST:
            raise forms.ValidationError(f"Слишком большое число в вопросе «{self.element.name}»")
        if self.element.kind == ElementKind.STAFF and amount % QUARTER:
            raise forms.ValidationError(f"Ставки в вопросе «{self.element.name}» пишутся с шагом 0,25")
        if self.element.kind == ElementKind.COUNT and amount != amount.to_integral_value():
            raise forms.ValidationError(f"В вопросе «{self.element.name}» нужно целое число")

    def _hint(self) -> str:
        example = "12,5" if self.element.kind == ElementKind.STAFF else "120"
        return f"Напишите в вопросе «{self.element.name}» число, например {example}, «н/п» или «отказ»"


class FlagAnswer(MayWait, forms.ChoiceField):
    """Yes, no, or why there is no answer."""

    def answer_of(self, given: str | None) -> Answer | None:
        if given in ("0", "1"):
            return State.REPORTED, Decimal(given)
        return (State(int(given)), None) if given else None


class SectionForm(PortalForm):
    """Questions of one criterion, with the rules «part is not greater than the whole»."""

    def __init__(
        self, *args: Any, elements: list[Element], values: Mapping[int, Value], rules: list[SubsetRule], **kwargs: Any
    ) -> None:
        self.elements, self.rules = elements, rules
        super().__init__(*args, **kwargs)
        for element in elements:
            self.fields[element.code] = _field(element, values.get(element.pk))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        own = {element.pk: element for element in self.elements}
        for rule in self.rules:
            part, whole = own.get(rule.part_id), own.get(rule.whole_id)
            if part and whole:
                self._check_subset(part, whole)
        return cleaned

    def show_doubts(self, doubts: Iterable[Doubt]) -> None:
        """Words of the control rules beside the fields they are about; they forbid nothing."""
        for doubt in doubts:
            for code in doubt.elements:
                if field := self.fields.get(code):
                    text = "{} <strong>Проверьте:</strong> {} {}"
                    field.help_text = format_html(text, field.help_text, doubt.words, doubt.advice)

    def answers(self) -> dict[Element, Answer | None]:
        return {element: self._answer(element) for element in self.elements}

    def _answer(self, element: Element) -> Answer | None:
        field, given = self.fields[element.code], self.cleaned_data.get(element.code)
        return field.answer_of(given) if isinstance(field, FlagAnswer) else given

    def _check_subset(self, part: Element, whole: Element) -> None:
        less, more = self._answer(part), self._answer(whole)
        if less and more and less[1] is not None and more[1] is not None and less[1] > more[1]:
            self.add_error(part.code, _subset_words(part, whole))


def _subset_words(part: Element, whole: Element) -> str:
    if part.kind == ElementKind.FLAG:
        return f"«Да» в вопросе «{part.name}» требует «да» в вопросе «{whole.name}»"
    return f"Число в вопросе «{part.name}» не может быть больше, чем в вопросе «{whole.name}»"


def _field(element: Element, value: Value | None) -> forms.Field:
    field: forms.Field
    if element.kind == ElementKind.FLAG:
        field = FlagAnswer(choices=CHOICES, widget=forms.RadioSelect, initial=_flag_initial(value))
        field.error_messages["invalid_choice"] = f"Выберите ответ на вопрос «{element.name}» из списка"
    else:
        field = NumberAnswer(element, initial=_number_initial(value))
    field.label, field.help_text = element.name, element.hint
    return field


def _flag_initial(value: Value | None) -> str:
    if value is None:
        return ""
    return str(value.state) if value.amount is None else str(int(value.amount))


def _number_initial(value: Value | None) -> str:
    if value is None:
        return ""
    if value.amount is None:
        return next((word for word, state in WORDS.items() if state == value.state), "")
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
                max_length=300,
                widget=forms.Textarea({"rows": 2}),
                error_messages={"required": f"Напишите пояснение {number} или исправьте число в разделе"},
            )

    def comments(self) -> dict[str, str]:
        """Comments by the code of an element."""
        return {code: self.cleaned_data[_comment_name(doubt)] for doubt in self.doubts for code in doubt.elements}


def _comment_name(doubt: Doubt) -> str:
    return f"comment_{doubt.elements[0]}"
