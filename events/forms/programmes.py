"""Parts of an event, the people in it, its materials."""

from typing import Any

from django import forms

from cluster.models import Organisation, Person
from events.actions.attendance import People
from events.forms.attendance import NameField
from events.models import Event, EventMaterial, Participation, SessionPart
from ui.forms import DocumentField, PortalModelForm

KINDS = ("docx", "xlsx", "pdf", "txt", "md", "jpg", "png")


class SessionPartForm(PortalModelForm):
    class Meta:
        model = SessionPart
        fields = ["title", "starts_at", "ends_at", "text"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        begin, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if begin and end and end < begin:
            self.add_error("ends_at", "Окончание не может быть раньше начала")
        return cleaned

    def _post_clean(self) -> None:
        """The words of the form above stand in for those of the same rule in the table."""
        super()._post_clean()
        if self.has_error("ends_at"):
            self._errors.pop("__all__", None)


class ParticipationForm(PortalModelForm):
    name = NameField(label="Кто", help_text="Например, Иванова Анна Петровна или Иванова А.П.")

    class Meta:
        model = Participation
        fields = ["role", "degree", "post", "organisation", "organisation_words", "topic", "part"]
        help_texts = {
            "post": "Какой она была в день события: потом должность может измениться, здесь останется эта.",
            "organisation_words": "Если организации нет в списке.",
        }

    field_order = ["name", "role", "post", "organisation", "organisation_words", "degree", "topic", "part"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        event: Event = self.instance.event
        self.fields["organisation"].queryset = Organisation.objects.living().filter(region=event.region_id)
        self.fields["part"].queryset = event.parts.all()
        if self.instance.pk:
            self.fields["name"].initial = self.instance.person.full_name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("name"):
            return cleaned
        people = People(self.instance.event.region)
        if question := people.question(cleaned["name"]):
            self.add_error("name", question)
            return cleaned
        known = people.known(cleaned["name"])
        same = self.instance.event.participations.filter(person=known, role=cleaned.get("role"))
        if known and same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", "Этот человек уже записан в этой роли")
        return cleaned

    def person(self) -> Person:
        return People(self.instance.event.region).find_or_create(self.cleaned_data["name"])


class EventMaterialForm(PortalModelForm):
    file = DocumentField(label="Файл", required=False, max_megabytes=20, kinds=KINDS)
    link = forms.URLField(label="Ссылка", required=False, max_length=300, assume_scheme="https")

    class Meta:
        model = EventMaterial
        fields = ["title", "file", "link"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("file") and not cleaned.get("link") and not self.has_error("file"):
            self.add_error("file", "Приложите файл или дайте ссылку")
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.has_error("file") or self.has_error("link"):
            self._errors.pop("__all__", None)
