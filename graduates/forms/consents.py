from typing import Any

from django import forms
from django.utils import timezone

from graduates.models import Consent
from ui.forms import DayField, PortalForm


class ConsentForm(PortalForm):
    """A consent signed on paper: a tick on a page is no consent to use health data."""

    purpose = forms.ChoiceField(label="На что дано согласие", choices=Consent.Purpose.choices, widget=forms.RadioSelect)
    channel = forms.ChoiceField(label="Как получено", choices=Consent.Channel.choices, widget=forms.RadioSelect)
    given_on = DayField(label="Когда подписано")
    valid_until = DayField(label="До какого дня действует", help_text="Например, 31.08.2029")

    def clean_given_on(self) -> Any:
        given_on = self.cleaned_data["given_on"]
        if given_on > timezone.localdate():
            raise forms.ValidationError("Согласие не может быть подписано в будущем")
        return given_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given_on, valid_until = cleaned.get("given_on"), cleaned.get("valid_until")
        if given_on and valid_until and valid_until < given_on:
            self.add_error("valid_until", "Согласие не может закончиться раньше, чем подписано")
        return cleaned
