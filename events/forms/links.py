"""Issue of a personal link."""

from datetime import date

from django import forms
from django.utils import timezone

from events.models import PersonalLink
from ui.forms import DayField, PortalModelForm


class PersonalLinkForm(PortalModelForm):
    expires_on = DayField(label="Действует по", help_text="После этого дня ссылка перестанет открываться.")

    class Meta:
        model = PersonalLink
        fields = ["executor", "email", "expires_on"]
        help_texts = {
            "executor": "Организация или человек, который отчитается. Эти слова будут стоять под отчётом.",
            "email": "Для памяти: портал писем туда не отправляет, передайте ссылку сами.",
        }

    def clean_expires_on(self) -> date:
        day = self.cleaned_data["expires_on"]
        if day < timezone.localdate():
            raise forms.ValidationError("Этот день уже прошёл: выберите сегодняшний или более поздний")
        return day
