"""Items of an agenda: the question, who reports, when and for how long."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from events.actions.agenda import Speaker
from events.actions.attendance import AttendanceLine, People
from events.agenda_tree import DEEPEST, flat, grow
from events.forms.attendance import AttendanceLinesField
from events.models import AgendaItem
from ui.forms import PortalModelForm

LONGEST = 600


class AgendaItemForm(PortalModelForm):
    speakers = AttendanceLinesField(
        label="Докладчики",
        required=False,
        rows=3,
        help_text="Каждый с новой строки. Должность в тот день — после запятой; "
        "если её не написать, портал возьмёт должность из карточки человека.",
    )
    minutes = forms.IntegerField(label="Минут на вопрос", required=False, min_value=1, max_value=LONGEST)

    class Meta:
        model = AgendaItem
        fields = ["parent", "number", "title", "starts_at", "minutes", "state", "postponed_words"]
        widgets = {"title": forms.Textarea(attrs={"rows": 3})}
        labels = {"postponed_words": "Что перенесено или почему вопрос снят"}
        help_texts = {
            "number": "Оставьте пустым, и портал пронумерует вопрос по порядку.",
            "starts_at": "Если не указать, вопрос начнётся сразу после предыдущего.",
        }

    field_order = ["parent", "number", "title", "speakers", "starts_at", "minutes", "state", "postponed_words"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["parent"]
            rows = self.instance.agenda_speakers.select_related("person")
            self.fields["speakers"].initial = "\n".join(_line(row.person.full_name, row.post) for row in rows)
        else:
            self._offer_parents()

    def _offer_parents(self) -> None:
        branches = flat(grow(list(self.instance.meeting.agenda_items.all())))
        open_for_parts = [branch.row.pk for branch in branches if branch.depth < DEEPEST]
        parent = self.fields["parent"]
        parent.queryset = self.instance.meeting.agenda_items.filter(pk__in=open_for_parts)
        parent.empty_label = "Самостоятельный вопрос"
        if not open_for_parts:
            del self.fields["parent"]

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"].strip()
        others = self.instance.meeting.agenda_items.exclude(pk=self.instance.pk)
        if number and others.filter(number=number).exists():
            raise ValidationError(f"Вопрос с номером {number} уже есть в повестке")
        return number

    def clean_speakers(self) -> list[AttendanceLine]:
        lines: list[AttendanceLine] = self.cleaned_data["speakers"]
        people = People(self.instance.meeting.council.cluster.region)
        for line in lines:
            if question := people.question(line.name):
                raise ValidationError(question)
        return lines

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_withdrawn = cleaned.get("state") == AgendaItem.State.WITHDRAWN
        if is_withdrawn and not cleaned.get("postponed_words") and not self.has_error("postponed_words"):
            self.add_error("postponed_words", "Напишите, почему вопрос снят")
        opens_at, starts_at = self.instance.meeting.held_at, cleaned.get("starts_at")
        if opens_at and starts_at and starts_at < opens_at:
            self.add_error("starts_at", f"Вопрос не может начаться раньше заседания, {opens_at:%H:%M}")
        return cleaned

    def people(self) -> list[Speaker]:
        known = People(self.instance.meeting.council.cluster.region)
        return [Speaker(known.find_or_create(line.name), line.post) for line in self.cleaned_data["speakers"]]


def _line(name: str, post: str) -> str:
    return f"{name}, {post}" if post else name
