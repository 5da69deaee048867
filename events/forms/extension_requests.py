"""A request for more time, and the answer to it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from events.models import Decision
from ui.forms import DayField, PortalForm


class ExtensionRequestForm(PortalForm):
    new_due_on = DayField(label="Новый срок")
    reason = forms.CharField(
        label="Почему нужно время", widget=forms.Textarea(attrs={"rows": 4}), help_text="Это увидит координатор."
    )

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision = decision

    def clean_new_due_on(self) -> date:
        day: date = self.cleaned_data["new_due_on"]
        if self.decision.due_on and day <= self.decision.due_on:
            raise ValidationError(f"Новый срок должен быть позже прежнего, {self.decision.due_on:%d.%m.%Y}")
        return day


class ExtensionAnswerForm(PortalForm):
    ALLOW, REFUSE = "allow", "refuse"
    answer = forms.ChoiceField(
        label="Ответ", choices=((ALLOW, "Продлить срок"), (REFUSE, "Отказать")), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Причина отказа",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Нужна, если вы отказываете. Её увидит тот, кто просил.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") == self.REFUSE and not cleaned.get("reason"):
            self.add_error("reason", "Напишите, почему отказано")
        return cleaned

    @property
    def is_allowed(self) -> bool:
        return bool(self.cleaned_data["answer"] == self.ALLOW)
