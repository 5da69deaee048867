"""Candidates: who is proposed, how the meeting voted for them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from cluster.models import Council, CouncilMember, Organisation
from events.actions.attendance import People
from events.forms.attendance import NameField
from events.models import AgendaItem, Meeting, Nomination
from events.presence import people_there
from events.quorum import too_many_votes
from ui.forms import PortalForm, PortalModelForm


class NominationForm(PortalModelForm):
    name = NameField(label="Кого предлагают", help_text="Например, Иванова Анна Петровна или Иванова А.П.")

    class Meta:
        model = Nomination
        fields = ["duty", "organisation", "proposed_by", "agenda_item"]
        labels = {"proposed_by": "Кто предложил"}
        help_texts = {"agenda_item": "Вопрос, на котором кандидатуру рассмотрят. Можно выбрать позже."}

    field_order = ["name", "duty", "organisation", "proposed_by", "agenda_item"]

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.council = council
        self.instance.council = council
        region = council.cluster.region_id
        self.fields["organisation"].queryset = Organisation.objects.living().filter(region=region)
        self.fields["organisation"].empty_label = "Без организации"
        duties = [choice for choice in CouncilMember.Duty.choices if choice[0] != CouncilMember.Duty.CANDIDATE]
        self.fields["duty"].choices = duties
        item = self.fields["agenda_item"]
        item.queryset = items_of_open_meetings(council)
        item.label_from_instance = _item_label
        item.empty_label = "Пока не выбран"
        if self.instance.pk:
            self.fields["name"].initial = self.instance.person.full_name

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if question := People(self.council.cluster.region).question(name):
            raise ValidationError(question)
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        name, duty = cleaned.get("name"), cleaned.get("duty")
        if name and duty:
            person = People(self.council.cluster.region).known(name)
            same = Nomination.objects.filter(council=self.council, person=person, duty=duty)
            if person and same.filter(state__in=("proposed", "postponed")).exclude(pk=self.instance.pk).exists():
                self.add_error("name", "Эта кандидатура уже предложена")
            elif person and self.council.members.serving_on(_day(cleaned)).filter(person=person, duty=duty).exists():
                self.add_error("name", "Этот человек уже занимает это место в совете")
        return cleaned

    def save(self, commit: bool = True) -> Nomination:
        self.instance.person = People(self.council.cluster.region).find_or_create(self.cleaned_data["name"])
        return super().save(commit)


def _day(cleaned: dict[str, Any]) -> Any:
    from_item = cleaned.get("agenda_item")
    return from_item.meeting.held_on if from_item else timezone.localdate()


def items_of_open_meetings(council: Council) -> Any:
    """Items of the cluster's meetings whose latest protocol is not signed, the latest meetings first."""
    meetings = Meeting.objects.filter(council__cluster=council.cluster_id)
    open_meetings = meetings.filter(protocols__state="draft") | meetings.filter(protocols=None)
    rows = AgendaItem.objects.filter(meeting__in=open_meetings).select_related("meeting")
    return rows.order_by("-meeting__held_on", "meeting", "position")


def _item_label(item: AgendaItem) -> str:
    text = str(item)
    return f"{item.meeting.held_on:%d.%m.%Y}: {text if len(text) <= 90 else text[:89] + '…'}"


class CountForm(PortalForm):
    """Votes for one candidate; they fit those present."""

    in_favour = forms.IntegerField(label="За", min_value=0)
    against = forms.IntegerField(label="Против", min_value=0, required=False)
    abstained = forms.IntegerField(label="Воздержались", min_value=0, required=False)

    def __init__(self, *args: Any, nomination: Nomination, **kwargs: Any) -> None:
        initial = {
            "in_favour": nomination.for_count,
            "against": nomination.against_count,
            "abstained": nomination.abstained_count,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.nomination = nomination

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("against", "abstained"):
            cleaned[name] = cleaned.get(name) or 0
        item = self.nomination.agenda_item
        if not self.errors and item is not None:
            present = len(people_there(item.meeting.attendance.all()))
            if told := too_many_votes(*(cleaned[name] for name in self.fields), present=present):
                self.add_error("in_favour", told)
        return cleaned
