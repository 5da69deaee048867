from typing import Any

from django import forms

from cluster.models import Person
from events.models import Dissent, Meeting
from events.presence import people_there
from ui.forms import DocumentField, PortalModelForm


class DissentForm(PortalModelForm):
    """The opinion of somebody who was at the meeting, on an item or on a decision."""

    subject = forms.ChoiceField(label="О чём", required=False)
    file = DocumentField(label="Файл", required=False, max_megabytes=20, kinds=("docx", "pdf", "txt", "jpg", "png"))

    class Meta:
        model = Dissent
        fields = ["person", "text", "file"]
        labels = {"text": "Особое мнение"}

    field_order = ["person", "subject", "text", "file"]

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {f"item-{item.pk}": item for item in meeting.agenda_items.all()}
        rows = meeting.decisions.select_related("agenda_item")
        self.decisions = {f"decision-{decision.pk}": decision for decision in rows}
        self.fields["subject"].choices = [
            ("", "Заседание в целом"),
            *((key, f"Вопрос {_short(str(item))}") for key, item in self.items.items()),
            *((key, f"Решение {_short(str(decision))}") for key, decision in self.decisions.items()),
        ]
        there = people_there(meeting.attendance.all())
        self.fields["person"].queryset = Person.objects.filter(pk__in=there)
        self.fields["person"].help_text = "" if there else "Сначала запишите участников заседания."
        self.instance.meeting = meeting

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = cleaned.get("subject", "")
        decision = self.decisions.get(chosen)
        self.instance.decision = decision
        self.instance.agenda_item = decision.agenda_item if decision else self.items.get(chosen)
        return cleaned


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:89].rstrip()}…"
