from typing import Any

from django import forms

from events.actions.attendance import People
from events.forms.attendance import NameField
from events.models import Protocol
from ui.forms import PortalForm, PortalModelForm


class ProtocolForm(PortalModelForm):
    """The head of a draft: number and who signs."""

    signatory_name = NameField(label="Кто подписывает", required=False, help_text="Например, Иванова А.П.")

    class Meta:
        model = Protocol
        fields = ["number", "signatory_post"]

    field_order = ["number", "signatory_name", "signatory_post"]

    def __init__(self, *args: Any, proposal: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if proposal:
            self.fields["number"].help_text = f"Следующий по порядку: {proposal}"
        signatory = self.instance.signatory
        self.fields["signatory_name"].initial = signatory.full_name if signatory else ""

    def clean_signatory_name(self) -> str:
        typed: str = self.cleaned_data["signatory_name"]
        people = People(self.instance.meeting.council.cluster.region)
        if "signatory_name" in self.changed_data and (question := people.question(typed)):
            raise forms.ValidationError(question)
        return typed

    def save(self, commit: bool = True) -> Protocol:
        typed = self.cleaned_data["signatory_name"]
        people = People(self.instance.meeting.council.cluster.region)
        self.instance.signatory = people.find_or_create(typed) if typed else None
        return super().save(commit)


class SignForm(PortalForm):
    """The number is proposed; the one already looked at goes along, so that a remark about it is told once."""

    number = forms.CharField(label="Номер протокола", max_length=60, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class CorrectionForm(PortalForm):
    reason = forms.CharField(label="Почему нужно исправить", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
