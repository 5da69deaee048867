"""The form of one section, generated from the framework: a question per data element."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from monitoring.actions.submissions import Answer
from monitoring.framework.vocabulary import ElementKind, State
from monitoring.models import Element, SubsetRule, Value
from ui.forms import PortalForm

MOST = 10_000_000
QUARTER = Decimal("0.25")
REASONS = (
    ("", "Число есть"),
    (str(State.NOT_APPLICABLE.value), "Неприменимо: такого в муниципалитете быть не может"),
    (str(State.REFUSED.value), "Отказываемся отвечать"),
)
ANSWERS = (("1", "Да"), ("0", "Нет"), *REASONS[1:])


class SectionForm(PortalForm):
    """Questions of one criterion. An empty answer is kept as no answer: zero has to be typed."""

    def __init__(
        self, *args: Any, elements: list[Element], values: Mapping[int, Value], rules: list[SubsetRule], **kwargs: Any
    ) -> None:
        self.elements, self.rules = elements, rules
        self.base_fields = {}
        for element in elements:
            self.base_fields |= _fields(element, values.get(element.pk))
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for element in self.elements:
            self._check(element)
        own = {element.pk: element for element in self.elements}
        for rule in self.rules:
            part, whole = own.get(rule.part_id), own.get(rule.whole_id)
            if part and whole:
                self._check_subset(part, whole)
        return cleaned

    def answers(self) -> dict[Element, Answer | None]:
        return {element: self._answer(element) for element in self.elements}

    def _answer(self, element: Element) -> Answer | None:
        given = self.cleaned_data.get(element.code)
        if element.kind == ElementKind.FLAG:
            if given in ("0", "1"):
                return State.REPORTED, Decimal(given)
            return (State(int(given)), None) if given else None
        if given is not None:
            return State.REPORTED, Decimal(given)
        reason = self.cleaned_data.get(reason_name(element))
        return (State(int(reason)), None) if reason else None

    def _check(self, element: Element) -> None:
        given = self.cleaned_data.get(element.code)
        if element.kind == ElementKind.FLAG or given is None:
            return
        if self.cleaned_data.get(reason_name(element)):
            self.add_error(element.code, f"Оставьте что-то одно в вопросе «{element.name}»: число или причину")
        if element.kind == ElementKind.STAFF and given % QUARTER:
            self.add_error(element.code, f"Ставки в вопросе «{element.name}» пишутся с шагом 0,25")

    def _check_subset(self, part: Element, whole: Element) -> None:
        less, more = (self._answer(element) if element.code in self.cleaned_data else None for element in (part, whole))
        if less and more and less[1] is not None and more[1] is not None and less[1] > more[1]:
            self.add_error(part.code, f"«{part.name}» не может быть больше, чем «{whole.name}»")


def reason_name(element: Element) -> str:
    return f"{element.code}_reason"


def _fields(element: Element, value: Value | None) -> dict[str, forms.Field]:
    told = value is not None and value.state == State.REPORTED
    reason = "" if value is None or told else str(value.state)
    if element.kind == ElementKind.FLAG:
        initial = str(int(value.amount)) if told else reason
        field = forms.ChoiceField(
            label=element.name, help_text=element.hint, required=False, choices=ANSWERS, initial=initial,
            widget=forms.RadioSelect,
        )  # fmt: skip
        return {element.code: field}
    amount = _shortest(value.amount) if told else None
    common = {
        "label": element.name, "help_text": element.hint, "required": False, "initial": amount, "min_value": 0,
        "max_value": MOST,
    }  # fmt: skip
    is_fractional = element.kind in (ElementKind.STAFF, ElementKind.MONEY)
    number = forms.DecimalField(decimal_places=2, **common) if is_fractional else forms.IntegerField(**common)
    why = forms.ChoiceField(
        label=f"Если числа нет: {element.name[:1].lower()}{element.name[1:]}", required=False, choices=REASONS,
        initial=reason,
    )  # fmt: skip
    return {element.code: number, reason_name(element): why}


def _shortest(amount: Decimal) -> Decimal | int:
    """«12» instead of «12,00», «12,5» instead of «12,50»."""
    return int(amount) if amount == amount.to_integral_value() else amount.normalize()


class ReturnForm(PortalForm):
    reason = forms.CharField(
        label="Что исправить", widget=forms.Textarea({"rows": 5}), max_length=2000,
        help_text="Назовите показатель и скажите, чего не хватает. Этот текст увидит оператор.",
    )  # fmt: skip
