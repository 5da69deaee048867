"""What executors and the coordinator say about the work: reports, returns, extensions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from events.models import Decision, ExecutionReport, Extension, GroupMember
from events.reporters import Reporter, find_reporter
from ui.forms import DayField, DocumentField, PortalForm, PortalModelForm
from ui.uploads import ManyFilesInput

KINDS = ("pdf", "docx", "odt", "xlsx", "jpg", "png", "txt")
MOST_FILES = 10


class EvidenceField(DocumentField):
    """Several files at once, each checked by itself; every refused one is named."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(given) > MOST_FILES:
            raise ValidationError(f"К отчёту можно приложить до {MOST_FILES} файлов, сейчас их {len(given)}.")
        files, problems = [], []
        for one in given:
            try:
                files.append(super().clean(one, initial))
            except ValidationError as error:
                problems.extend(error.error_list)
        if problems:
            raise ValidationError(problems)
        return files


class ReportForm(PortalModelForm):
    on_behalf = forms.ChoiceField(label="За кого отчёт")
    files = EvidenceField(
        label="Подтверждающие файлы",
        kinds=KINDS,
        required=False,
        help_text="Можно несколько: PDF, Word, OpenDocument, Excel, снимки .jpg и .png, текст. До 10 МБ каждый.",
    )

    class Meta:
        model = ExecutionReport
        fields = ["text", "is_partial"]
        help_texts = {"is_partial": "Промежуточный отчёт сообщает о ходе дела и не снимает решение с контроля."}

    field_order = ["on_behalf", "text", "files", "is_partial"]

    def __init__(self, *args: Any, reporters: Sequence[Reporter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reporters = list(reporters)
        field: Any = self.fields["on_behalf"]
        field.choices = [(one.key, one.label) for one in self.reporters]
        if len(self.reporters) == 1:
            del self.fields["on_behalf"]
        if self.reporters and all(one.is_contribution for one in self.reporters):
            del self.fields["is_partial"]

    def said(self) -> dict[str, Any]:
        """Arguments of the action."""
        one = find_reporter(self.reporters, self.cleaned_data.get("on_behalf", "")) or self.reporters[0]
        return {
            "text": self.cleaned_data["text"],
            "is_partial": self.cleaned_data.get("is_partial", False),
            "files": self.cleaned_data["files"],
            "reporter": one,
        }


class AcceptForm(PortalForm):
    """Asks to confirm that the work is whole although a co-executor has not reported."""

    is_whole = forms.BooleanField(label="Работа сделана целиком, отчёта этих соисполнителей не ждём")


class ReturnForm(PortalForm):
    reason = forms.CharField(
        label="Что исправить", widget=forms.Textarea(attrs={"rows": 4}), help_text="Это увидит исполнитель."
    )
    members = forms.ModelMultipleChoiceField(
        label="Кому из группы вернуть",
        queryset=GroupMember.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте, кому вернуть отчёт"},
    )

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reported = decision.group_members.filter(state=GroupMember.State.REPORTED)
        rows = reported.select_related("organisation", "person")
        field: Any = self.fields["members"]
        field.queryset = rows
        if not rows:
            del self.fields["members"]


class ExtensionForm(PortalModelForm):
    new_due_on = DayField(label="Новый срок")

    class Meta:
        model = Extension
        fields = ["new_due_on", "reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, due_on: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.due_on = due_on

    def clean_new_due_on(self) -> date:
        new_due_on = self.cleaned_data["new_due_on"]
        if self.due_on and new_due_on <= self.due_on:
            raise forms.ValidationError(f"Новый срок должен быть позже прежнего, {self.due_on:%d.%m.%Y}")
        return new_due_on

    def _get_validation_exclusions(self) -> set[str]:
        """The old day is set by the action: the row is not whole before it."""
        return {*super()._get_validation_exclusions(), "old_due_on"}
