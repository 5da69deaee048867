"""A road map item made from a decision, a decision made from a partnership direction."""

from typing import Any

from django import forms

from cluster.models import Organisation, PartnershipDirection, RoadMap, RoadMapItem
from events.models import Decision, Meeting
from ui.forms import DayField, PortalForm, PortalModelForm


class RoadMapItemForm(PortalModelForm):
    class Meta:
        model = RoadMapItem
        fields = ["road_map", "text", "responsible", "starts_on", "ends_on", "expected_result"]

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cluster = decision.meeting.council.cluster
        maps: Any = self.fields["road_map"]
        maps.queryset = RoadMap.objects.filter(cluster=cluster)
        maps.empty_label = None
        organisations: Any = self.fields["responsible"]
        organisations.queryset = Organisation.objects.living().filter(region=cluster.region_id)
        proposed = {"text": decision.text[:500], "responsible": decision.responsible_id}
        days = {"starts_on": decision.meeting.held_on, "ends_on": decision.due_on}
        self.initial = {**self.initial, **proposed, **days}


class DirectionDecisionForm(PortalForm):
    meeting = forms.ModelChoiceField(
        label="Заседание", queryset=Meeting.objects.none(), help_text="Те, чей протокол ещё не подписан."
    )
    text = forms.CharField(label="Текст поручения", widget=forms.Textarea(attrs={"rows": 4}), max_length=5000)
    responsible = forms.ModelChoiceField(label="Ответственный", queryset=Organisation.objects.none(), required=False)
    due_on = DayField(label="Срок", required=False)

    def __init__(self, *args: Any, direction: PartnershipDirection, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("meeting", meetings), ("responsible", direction.parties.all())):
            field: Any = self.fields[name]
            field.queryset = rows
        self.initial.setdefault("text", direction.text or direction.title)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        meeting, due_on = cleaned.get("meeting"), cleaned.get("due_on")
        if meeting and due_on and due_on < meeting.held_on:
            self.add_error("due_on", f"Срок не может быть раньше даты заседания, {meeting.held_on:%d.%m.%Y}")
        return cleaned
