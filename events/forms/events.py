from typing import Any

from django import forms

from accounts.models import User
from cluster.models import Municipality, Organisation, Practice, Region
from cluster.models.scope import regions_of
from events.models import Event
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
            *("title", "kind", "format", "starts_on", "ends_on", "date_words", "starts_at", "ends_at"),
            *("region", "municipality", "place", "link", "organiser", "goal", "audience", "topics", "description"),
            *("funding_basis", "practices", "takes_registrations", "capacity", "registration_until"),
            *("contact_name", "contact_phone", "contact_email", "has_contact_consent", "is_public"),
        ]
        widgets = {
            "goal": forms.Textarea(attrs={"rows": 3}),
            "topics": forms.Textarea(attrs={"rows": 4}),
            "description": forms.Textarea(attrs={"rows": 6}),
            "practices": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "takes_registrations": "На странице события появится форма заявки.",
            "capacity": "Пусто — без ограничения. Кому не хватило места, тот ждёт, пока кто-то откажется.",
            "has_contact_consent": "Без согласия имя, телефон и почта не показываются.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = Region.objects.filter(pk__in=regions_of(user))
        self.fields["region"].queryset = regions
        self.fields["region"].initial = regions.first()
        self.fields["municipality"].queryset = Municipality.objects.filter(region__in=regions)
        self.fields["organiser"].queryset = Organisation.objects.living().filter(region__in=regions)
        self.fields["practices"].queryset = Practice.objects.published().filter(region__in=regions)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_days(cleaned)
        self._check_place(cleaned)
        self._check_registration(cleaned)
        return cleaned

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Последний день не может быть раньше первого")
        begin, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if begin and end and end < begin and (last is None or last == first):
            self.add_error("ends_at", "Окончание не может быть раньше начала")
        if self.instance.is_published and first is None and not self.has_error("starts_on"):
            self.add_error("starts_on", "Событие опубликовано: укажите его день")

    def _check_place(self, cleaned: dict[str, Any]) -> None:
        kind = cleaned.get("format")
        is_remote = kind in (Event.Format.ONLINE, Event.Format.HYBRID)
        if is_remote and not cleaned.get("link") and not self.has_error("link"):
            self.add_error("link", "Укажите ссылку: событие проходит дистанционно")
        if kind in (Event.Format.IN_PERSON, Event.Format.HYBRID) and not cleaned.get("place"):
            self.add_error("place", "Укажите место: на событие приходят очно")

    def _check_registration(self, cleaned: dict[str, Any]) -> None:
        until, last = cleaned.get("registration_until"), cleaned.get("ends_on") or cleaned.get("starts_on")
        if until and last and until > last:
            self.add_error("registration_until", "Заявки принимают не позже дня события")
        if cleaned.get("capacity") == 0:
            self.add_error("capacity", "Укажите хотя бы одно место или оставьте поле пустым")
