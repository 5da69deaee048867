from typing import Any

from django import forms

from events.models import Event, Registration
from events.wishes import CONDITIONS
from ui.forms import PortalForm


class RegistrationForm(PortalForm):
    """Anybody may ask for a place. A diagnosis is never asked for."""

    name = forms.CharField(label="Фамилия и имя", max_length=200)
    email = forms.EmailField(label="Электронная почта", help_text="Сюда придёт подтверждение и ссылка для отмены.")
    organisation_words = forms.CharField(label="Откуда вы", max_length=300, required=False)
    conditions = forms.MultipleChoiceField(
        label="Что вам нужно, чтобы участвовать",
        choices=CONDITIONS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Это увидят только организаторы. Через месяц после события ответ будет удалён.",
    )
    words = forms.CharField(
        label="Что ещё важно учесть",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Диагноз писать не нужно.",
    )
    has_consent = forms.BooleanField(
        label="Согласие на обработку имени, почты и ответов для подготовки этого события",
        error_messages={"required": "Без согласия заявку принять нельзя"},
    )


class AttendanceOfEventForm(PortalForm):
    """Who came: ticks beside the names, and the number of all who came, with those who did not apply."""

    came = forms.ModelMultipleChoiceField(
        label="Пришли", queryset=Registration.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    attended_count = forms.IntegerField(
        label="Сколько человек пришло всего", min_value=0, max_value=30000, required=False
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["came"].queryset = event.registrations.exclude(state=Registration.State.CANCELLED)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        came, total = cleaned.get("came"), cleaned.get("attended_count")
        if came is not None and total is not None and total < len(came):
            self.add_error("attended_count", f"Отмечено больше: {len(came)}. Проверьте число")
        return cleaned
