"""The form of one section: a question per data element, each kept for itself.

Every box travels with what stood in it when the page was opened (`…-was`). So a person writes only what this person has
changed, a wrong answer keeps no right one from being saved, and two people in one section overwrite nothing unseen.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html

from monitoring.actions.submissions import Answer
from monitoring.control_rules import Doubt
from monitoring.forms.submissions import CHOICES, COMMENT_LENGTH, UNTOLD, FlagAnswer, answer_field
from monitoring.framework.vocabulary import ElementKind, State
from monitoring.models import Element, Evidence, SubsetRule, Value
from ui.forms import PortalForm


class Change(NamedTuple):
    """What this person did to one cell; no answer empties it."""

    answer: Answer | None
    comment: str


@dataclass(frozen=True)
class Question:
    """One question as the page shows it."""

    element: Element
    answer: BoundField
    comment: BoundField
    marks: list[tuple[str, str]]
    value: Value | None
    evidence: list[Evidence]

    @property
    def is_rejected(self) -> bool:
        return self.value is not None and self.value.state == State.REJECTED

    @property
    def is_open(self) -> bool:
        """A comment that is written or wanted is not hidden behind a click."""
        return bool(self.comment.errors or self.comment.value() or self.evidence)


class SectionForm(PortalForm):
    """Questions of one criterion, with the rules «part is not greater than the whole»."""

    def __init__(
        self,
        *args: Any,
        elements: list[Element],
        values: Mapping[int, Value],
        rules: list[SubsetRule],
        neighbour: str = "другой человек",
        **kwargs: Any,
    ) -> None:
        self.elements, self.values, self.rules, self.neighbour = elements, values, rules, neighbour
        self.marks: dict[str, str] = {}
        self.saved: dict[str, str] = {}
        super().__init__(*args, **kwargs)
        for element in elements:
            value = values.get(element.pk)
            self.fields[element.code] = answer_field(element, value)
            self.fields[comment_name(element)] = forms.CharField(
                label="Пояснение",
                initial=value.comment if value else "",
                required=False,
                max_length=COMMENT_LENGTH,
                widget=forms.Textarea({"rows": 2}),
                error_messages={"max_length": _too_long(element)},
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        own = {element.pk: element for element in self.elements}
        for rule in self.rules:
            part, whole = own.get(rule.part_id), own.get(rule.whole_id)
            if part and whole:
                self._check_subset(part, whole)
        for element in self.elements:
            if self._is_changed(element) and not self._has_errors(element):
                self._check_neighbour(element)
                self._check_comment(element)
        return cleaned

    def changes(self) -> dict[Element, Change]:
        """Cells to write: changed by this person and right. Works after `is_valid`, whatever it said."""
        return {
            element: Change(self._new_answer(element), self.cleaned_data.get(comment_name(element), ""))
            for element in self.elements
            if self._is_changed(element) and not self._has_errors(element)
        }

    def remember(self, changes: Iterable[Element]) -> None:
        """After saving, what was written is what the next save is compared with."""
        for element in changes:
            for name in _boxes(element):
                self.saved[_was(name)] = str(self.data.get(name, ""))
        self.marks |= self.saved

    def mistakes(self) -> list[str]:
        """Names of the questions that were not saved."""
        return [element.name for element in self.elements if self._has_errors(element)]

    def questions(self, evidence: Mapping[int, list[Evidence]]) -> Iterator[Question]:
        for element in self.elements:
            answer, comment = (self[name] for name in _boxes(element))
            marks = [(_was(name), self._mark(name)) for name in _boxes(element)]
            yield Question(
                element, answer, comment, marks, self.values.get(element.pk), evidence.get(element.pk, [])
            )  # fmt: skip

    def show_doubts(self, doubts: Iterable[Doubt]) -> None:
        """Words of the control rules beside the fields they are about; they forbid nothing."""
        for doubt in doubts:
            for code in doubt.elements:
                if field := self.fields.get(code):
                    text = "{} <strong>Проверьте:</strong> {} {}"
                    field.help_text = format_html(text, field.help_text, doubt.words, doubt.advice)

    def _answer(self, element: Element) -> Answer | None:
        field, given = self.fields[element.code], self.cleaned_data.get(element.code)
        return field.answer_of(given) if isinstance(field, FlagAnswer) else given

    def _new_answer(self, element: Element) -> Answer | None:
        """A box left alone keeps its stored answer: what the methodologist rejected is shown empty, yet stands."""
        value = self.values.get(element.pk)
        if value and not self._is_box_changed(element.code):
            return State(value.state), value.amount
        return self._answer(element)

    def _check_subset(self, part: Element, whole: Element) -> None:
        less, more = self._answer(part), self._answer(whole)
        if less and more and less[1] is not None and more[1] is not None and less[1] > more[1]:
            self.add_error(part.code, _subset_words(part, whole))

    def _check_comment(self, element: Element) -> None:
        answer, comment = self._new_answer(element), self.cleaned_data.get(comment_name(element), "")
        if answer and answer[0] in UNTOLD and not comment:
            self.add_error(comment_name(element), f"Напишите, почему нет ответа на вопрос «{element.name}»")
        if answer is None and comment and not self.values.get(element.pk):
            self.add_error(element.code, f"Ответьте на вопрос «{element.name}»: пояснение хранится вместе с ответом")

    def _check_neighbour(self, element: Element) -> None:
        """Somebody else has written into the same cell meanwhile: both answers are shown, none is lost."""
        for name in _boxes(element):
            now, typed = self._stored(name), str(self.data.get(name, ""))
            if self._is_box_changed(name) and _bare(now) not in (_bare(self._mark(name)), _bare(typed)):
                theirs, mine = (_shown(element, name, text) for text in (now, typed))
                self.add_error(
                    name,
                    f"Вопрос «{element.name}»: пока вы писали, {self.neighbour} ставит здесь {theirs}, у вас {mine}. "
                    "Чтобы осталось ваше, сохраните раздел ещё раз.",
                )
                self.marks[_was(name)] = now

    def _is_changed(self, element: Element) -> bool:
        return any(self._is_box_changed(name) for name in _boxes(element))

    def _is_box_changed(self, name: str) -> bool:
        if name not in self.data and _was(name) not in self.data:
            return False
        return _bare(str(self.data.get(name, ""))) != _bare(str(self.data.get(_was(name), self._stored(name))))

    def _has_errors(self, element: Element) -> bool:
        return any(self.has_error(name) for name in _boxes(element))

    def _stored(self, name: str) -> str:
        return str(self.fields[name].initial or "")

    def _mark(self, name: str) -> str:
        if name not in self.data and _was(name) not in self.data:
            return self._stored(name)
        return self.marks.get(_was(name), str(self.data.get(_was(name), self._stored(name))))


def comment_name(element: Element) -> str:
    return f"{element.code}-comment"


def _boxes(element: Element) -> tuple[str, str]:
    return element.code, comment_name(element)


def _was(name: str) -> str:
    return f"{name}-was"


def _bare(text: str) -> str:
    """Spaces and the point of decimals make no other answer."""
    return re.sub(r"\s", "", text).lower().replace(".", ",")


def _shown(element: Element, name: str, text: str) -> str:
    if name == element.code and element.kind == ElementKind.FLAG:
        text = dict(CHOICES).get(text, text)
    return f"«{text}»" if text else "пустое поле"


def _too_long(element: Element) -> str:
    return f"Сократите пояснение к вопросу «{element.name}»: не больше {COMMENT_LENGTH} знаков"


def _subset_words(part: Element, whole: Element) -> str:
    if part.kind == ElementKind.FLAG:
        return f"«Да» в вопросе «{part.name}» требует «да» в вопросе «{whole.name}»"
    return f"Число в вопросе «{part.name}» не может быть больше, чем в вопросе «{whole.name}»"
