"""What a step for many decisions needs to know: one form for each step that asks anything."""

from typing import Any

from django import forms

from cluster.models import Person, Region
from events.actions.people import People
from events.forms.attendance import NameField, one_person
from ui.forms import DayField, PortalForm


class BulkForm(PortalForm):
    """Steps without questions."""

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = region

    def details(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class BulkSupervisorForm(BulkForm):
    supervisor = NameField(label="Контролёр", help_text="Например, Иванова А.П.")

    def clean_supervisor(self) -> str:
        return one_person(str(self.cleaned_data["supervisor"]), People(self.region))

    def details(self) -> dict[str, Any]:
        person: Person = People(self.region).find_or_create(self.cleaned_data["supervisor"])
        return {"supervisor": person}


class BulkExtensionForm(BulkForm):
    new_due_on = DayField(label="Новый срок")
    reason = forms.CharField(
        label="Причина", widget=forms.Textarea(attrs={"rows": 3}), help_text="Одна для всех выбранных решений."
    )


FORMS: dict[str, type[BulkForm]] = {"supervisor": BulkSupervisorForm, "extend": BulkExtensionForm}
