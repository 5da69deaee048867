"""Opening a form for correction: why and until which day."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone

from ui.forms import DayField, PortalForm

LONGEST = timedelta(days=60)


class UnlockingForm(PortalForm):
    reason = forms.CharField(
        label="Зачем открывать форму",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text="Например: «Ставки школ указаны вместе с колледжем». Причину увидит оператор, она войдёт в журнал.",
    )
    last_day = DayField(label="Править можно по какой день включительно")

    def clean_last_day(self) -> datetime:
        """The end of the day, as a moment."""
        day, today = self.cleaned_data["last_day"], timezone.localdate()
        if day < today:
            raise forms.ValidationError("Этот день уже прошёл. Укажите сегодняшний или более поздний")
        if day > today + LONGEST:
            raise forms.ValidationError(f"Открыть форму можно не больше чем на {LONGEST.days} дней")
        return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


class LockAgainForm(PortalForm):
    reason = forms.CharField(
        label="Почему исправление не принято", max_length=500, widget=forms.Textarea({"rows": 3})
    )  # fmt: skip
