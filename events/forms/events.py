from typing import Any

from django import forms

from accounts.models import User
from cluster.models import Municipality, Organisation, Region
from events.models import Event
from events.models.scope import regions_of
from ui.forms import PortalModelForm


class EventForm(PortalModelForm):
    link = forms.URLField(
        label="ссылка для подключения",
        help_text="Для дистанционного участия.",
        max_length=300,
        required=False,
        assume_scheme="https",
    )

    class Meta:
        model = Event
        fields = [
            *(
                "title",
                "kind",
                "format",
                "starts_on",
                "ends_on",
                "starts_at",
                "region",
                "municipality",
                "place",
                "link",
            ),
            *("organiser", "goal", "audience", "description", "funding_basis"),
            *("contact_name", "contact_phone", "contact_email", "has_contact_consent", "is_public"),
        ]
        widgets = {"goal": forms.Textarea(attrs={"rows": 3}), "description": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "has_contact_consent": "Без согласия имя, телефон и почта не показываются.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = Region.objects.filter(pk__in=regions_of(user))
        self.fields["region"].queryset = regions
        self.fields["region"].initial = regions.first()
        self.fields["municipality"].queryset = Municipality.objects.filter(region__in=regions)
        self.fields["organiser"].queryset = Organisation.objects.filter(region__in=regions)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Последний день не может быть раньше первого")
        kind = cleaned.get("format")
        if (
            kind in (Event.Format.ONLINE, Event.Format.HYBRID)
            and not cleaned.get("link")
            and not self.has_error("link")
        ):
            self.add_error("link", "Укажите ссылку: событие проходит дистанционно")
        if kind in (Event.Format.IN_PERSON, Event.Format.HYBRID) and not cleaned.get("place"):
            self.add_error("place", "Укажите место: на событие приходят очно")
        if self.instance.is_published and starts_on is None and not self.has_error("starts_on"):
            self.add_error("starts_on", "Событие опубликовано: укажите его день")
        return cleaned
