"""How often a task comes again, from which day and until when."""

from datetime import date
from typing import Any

from django import forms

from events.models import Decision
from events.recurrence import HALF_YEAR, MONTH, QUARTER, YEAR, days_of, months_of, read_words
from ui.forms import DayField, PortalForm

PERIODS = (
    (MONTH, "ежемесячно"),
    (QUARTER, "ежеквартально"),
    (HALF_YEAR, "раз в полгода"),
    (YEAR, "ежегодно"),
    (0, "раз в несколько лет"),
)


class RecurrenceForm(PortalForm):
    months = forms.TypedChoiceField(label="Как часто", choices=PERIODS, coerce=int)
    years = forms.IntegerField(
        label="Раз в сколько лет",
        required=False,
        min_value=2,
        max_value=20,
        help_text="Только для «раз в несколько лет».",
    )
    first_on = DayField(
        label="Ближайший контрольный день", help_text="Его число повторится: 10.04.2026 значит «10-го числа»."
    )
    recurs_until = DayField(label="Повторять по", required=False, help_text="Пусто — пока поручение не снимут.")

    def __init__(self, *args: Any, decision: Decision, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision = decision
        self.suggestion = read_words(decision.deadline_rule or decision.deadline_words, today)
        if decision.recurrence:
            nearest = decision.due_on or next(days_of(decision.recurrence, after=today), None)
            self._propose(months_of(decision.recurrence), nearest, decision.recurs_until)
        elif self.suggestion:
            self._propose(self.suggestion.months, self.suggestion.first_on, None)

    def _propose(self, months: int, first_on: date | None, until: date | None) -> None:
        is_long = months > YEAR
        proposed = {"months": 0 if is_long else months, "first_on": first_on, "recurs_until": until}
        self.initial = {**proposed, "years": months // YEAR if is_long else None, **self.initial}

    def clean_first_on(self) -> date:
        day: date = self.cleaned_data["first_on"]
        done = self.decision.control_points.exclude(executed_on=None).order_by("-due_on").first()
        if day < self.decision.meeting.held_on:
            raise forms.ValidationError("Контрольный день не может быть раньше дня заседания")
        if done is not None and day <= done.due_on:
            raise forms.ValidationError(f"Точка {done.due_on:%d.%m.%Y} уже исполнена: назовите более поздний день")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first_on, until = cleaned.get("first_on"), cleaned.get("recurs_until")
        if first_on and until and until < first_on:
            self.add_error("recurs_until", "Последний день не может быть раньше ближайшего контрольного дня")
        if cleaned.get("months") == 0 and not cleaned.get("years") and "years" not in self.errors:
            self.add_error("years", "Напишите, раз в сколько лет, например 3")
        return cleaned

    def said(self) -> dict[str, Any]:
        """Arguments of the action."""
        said = self.cleaned_data
        months = said["months"] or said["years"] * YEAR
        return {"months": months, "first_on": said["first_on"], "recurs_until": said["recurs_until"]}
