"""Self-diagnosis: who answers, the statements, the choice of solutions, what is said about the tool."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.text import capfirst

from accounts.models import User
from accounts.roles import Permission
from cluster.models import Municipality, Organisation
from monitoring.diagnosing import Offered, WeakPoint, question
from monitoring.models import Diagnosis, DiagnosisAnswer, Indicator, Solution, municipalities_of
from ui.forms import PortalForm, PortalModelForm, RadioRow

UNKNOWN = "unknown"
CHOICES = [
    *((str(value), label.capitalize()) for value, label in sorted(DiagnosisAnswer.Answer.choices, reverse=True)),
    (UNKNOWN, "Не знаем или к нам не относится"),
]


class DiagnosisStartForm(PortalForm):
    """An operator may answer for the municipality, then its last results are offered as first answers."""

    organisation = forms.ModelChoiceField(
        label="Чья самодиагностика", queryset=Organisation.objects.none(), empty_label="Не выбрано"
    )
    municipality = forms.ModelChoiceField(
        label="Муниципальное образование",
        queryset=Municipality.objects.none(),
        required=False,
        empty_label="Не для муниципального образования, а для нашей команды",
        help_text="Для муниципального образования первые ответы возьмутся из последнего мониторинга.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields["organisation"]
        own.queryset = Organisation.objects.of_user(user)
        self.initial.setdefault("organisation", own.queryset.first())
        places: Any = self.fields["municipality"]
        places.queryset = municipalities_of(user)
        if user.can(Permission.SUBMISSION_FILL):
            self.initial.setdefault("municipality", places.queryset.first())
        else:
            del self.fields["municipality"]


class AnswersForm(PortalForm):
    """One statement of the framework a question; what the monitoring knows stands beside it."""

    def __init__(
        self,
        *args: Any,
        indicators: list[Indicator],
        offered: Mapping[int, Offered],
        given: Mapping[int, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = indicators
        for one in indicators:
            first = offered.get(one.pk)
            answer = given.get(one.pk, first.answer if first else None)
            self.fields[f"answer_{one.pk}"] = forms.ChoiceField(
                label=question(one),
                choices=CHOICES,
                widget=RadioRow,
                initial=UNKNOWN if answer is None else str(int(answer)),
                help_text=f"{one.why} {first.words if first else ''}".strip(),
                error_messages={"required": f"Ответьте на вопрос {one.code}"},
            )

    def answers(self) -> dict[int, int | None]:
        told = {one.pk: self.cleaned_data[f"answer_{one.pk}"] for one in self.indicators}
        return {key: None if answer == UNKNOWN else int(answer) for key, answer in told.items()}


class ChoiceOfSolutionsForm(PortalForm):
    """Solutions of the catalogue under each weak point."""

    title = forms.CharField(label="Название плана", max_length=200)

    def __init__(self, *args: Any, points: list[WeakPoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = points
        for point in points:
            if point.solutions:
                self.fields[f"solutions_{point.indicator.pk}"] = forms.MultipleChoiceField(
                    label=f"Решения: показатель {point.indicator.code}",
                    choices=[(str(one.pk), _told(one)) for one in point.solutions],
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(cleaned.get(name) for name in self.fields if name.startswith("solutions_")):
            raise forms.ValidationError("Отметьте хотя бы одно решение: из них сложится план.")
        return cleaned

    def chosen(self) -> list[tuple[WeakPoint, Solution]]:
        return [
            (point, solution)
            for point in self.points
            for solution in point.solutions
            if str(solution.pk) in self.cleaned_data.get(f"solutions_{point.indicator.pk}", [])
        ]


def _told(solution: Solution) -> str:
    """The title, what to do, what it gives and what it costs."""
    cost = format_html(" {}.", capfirst(solution.effort.rstrip("."))) if solution.effort else ""
    text = '<strong>{}</strong><br>{}<br><span class="meta">{}{}</span>'
    return format_html(text, solution.title, solution.text, solution.effect, cost)


class FeedbackForm(PortalModelForm):
    class Meta:
        model = Diagnosis
        fields = ["feedback", "wants_pilot"]
        help_texts = {"feedback": "Что помогло, чего не хватило. Отзыв прочтёт методист вашего региона."}
