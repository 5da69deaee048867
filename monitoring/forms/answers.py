"""Forms around one answer: what confirms it, what the methodologist thinks of it."""

from typing import Any

from django import forms

from monitoring.models import Evidence
from monitoring.models.evidence import MOST
from ui.forms import PortalForm, PortalModelForm


class EvidenceForm(PortalModelForm):
    url = forms.URLField(
        label="Ссылка",
        max_length=500,
        assume_scheme="https",
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
        help_text="Адрес страницы или документа, начинается с https://",
    )

    class Meta:
        model = Evidence
        fields = ["title", "url"]
        help_texts = {
            "title": "Что откроется по ссылке: «Программа профориентации, постановление № 412».",
        }

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        own = Evidence.objects.filter(submission=self.instance.submission_id, element=self.instance.element_id)
        if own.filter(url=url).exists():
            raise forms.ValidationError("Эта ссылка у вопроса уже есть")
        if own.count() >= MOST:
            raise forms.ValidationError(f"К одному вопросу можно приложить до {MOST} ссылок. Уберите лишнюю")
        return url


class ReviewForm(PortalForm):
    """The methodologist's view of one answer."""

    is_flagged = forms.BooleanField(label="Вернуться к этому ответу позже", required=False)
    is_rejected = forms.BooleanField(
        label="Отклонить ответ",
        required=False,
        help_text="В итогах он станет «отклонено при проверке». Прежний ответ останется в журнале.",
    )
    note = forms.CharField(
        label="Замечание",
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text="Его увидит оператор. Для отклонённого ответа обязательно.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_rejected") and not cleaned.get("note") and not self.has_error("note"):
            self.add_error("note", "Напишите в поле «Замечание», почему ответ отклонён")
        return cleaned
