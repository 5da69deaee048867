"""What is done about a deficit, and how it ended."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from cluster.forms.choices import organisations_for
from cluster.forms.projects import past_day
from cluster.models import Organisation, Person, RoadMapItem
from cluster.models.scope import regions_of
from monitoring.models import Measure, municipalities_of
from ui.forms import DayField, DocumentField, PortalForm, PortalModelForm

KINDS = ("pdf", "docx", "odt", "xlsx", "jpg", "jpeg", "png", "txt")


class MeasureForm(PortalModelForm):
    """The campaign and the recommendation are known beforehand; the rest is chosen among what the person keeps."""

    class Meta:
        model = Measure
        fields = ["municipality", "indicator", "text", "owner", "person", "due_on", "road_map_item"]
        widgets = {"text": forms.Textarea({"rows": 4})}
        help_texts = {
            "text": "Что именно будет сделано. Одна мера — одно дело с одним сроком.",
            "road_map_item": "Если мера выполняет мероприятие дорожной карты кластера.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_places(user)
        measure, fields = self.instance, self.fields
        indicators = measure.shown_by.edition.indicators.order_by("position")
        if measure.recommendation_id:
            indicators = indicators.filter(recommendations=measure.recommendation_id)
        fields["indicator"].queryset = indicators
        fields["owner"].required, fields["due_on"].required = True, True
        fields["owner"].queryset = organisations_for(user, measure.owner_id)
        people = Person.objects.living().filter(memberships__organisation__region__in=regions_of(user))
        fields["person"].queryset = (people | Person.objects.filter(pk=measure.person_id)).distinct()
        items = RoadMapItem.objects.visible_to(user).filter(
            Q(road_map__cluster__region=measure.shown_by.region_id)
            | Q(road_map__cluster__members__in=Organisation.objects.of_user(user))
        )
        fields["road_map_item"].queryset = (
            items.open().distinct() | RoadMapItem.objects.filter(pk=measure.road_map_item_id).distinct()
        )

    def _offer_places(self, user: User) -> None:
        field: Any = self.fields["municipality"]
        field.queryset = self.instance.shown_by.expected.order_by("sort_key")
        if user.can(Permission.MONITORING_MANAGE):
            field.empty_label = "Регион в целом"
            return
        field.queryset = municipalities_of(user).filter(campaigns=self.instance.shown_by)
        field.required = True
        if len(field.queryset) == 1:
            del self.fields["municipality"]
            self.instance.municipality = field.queryset.get()

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        is_new = self.instance.pk is None or "due_on" in self.changed_data
        if is_new and day < timezone.localdate():
            raise forms.ValidationError("Срок уже прошёл. Укажите день, к которому мера будет выполнена.")
        return day


class FinishMeasureForm(PortalForm):
    """The fact and its evidence: a link or a file, or nobody else could be sure."""

    done_on = DayField(label="Когда выполнена")
    result = forms.CharField(
        label="Что получилось",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="Итог в числах и словах.",
    )
    evidence_url = forms.URLField(
        label="Ссылка на подтверждение", required=False, max_length=500, assume_scheme="https",
        help_text="Страница с приказом, новостью, отчётом: https://example.ru",
    )  # fmt: skip
    evidence_file = DocumentField(label="Файл подтверждения", required=False, kinds=KINDS)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure

    def clean_done_on(self) -> date:
        day = past_day(self.cleaned_data["done_on"])
        started = self.measure.started_on
        if started and day < started:
            raise forms.ValidationError(f"Выполнена не может быть раньше, чем начата, {started:%d.%m.%Y}")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_refused = self.has_error("evidence_file") or self.has_error("evidence_url")
        if not is_refused and not cleaned.get("evidence_file") and not cleaned.get("evidence_url"):
            self.add_error("evidence_url", "Дайте ссылку или приложите файл: чем подтверждается выполнение")
        return cleaned


class DropMeasureForm(PortalForm):
    reason = forms.CharField(label="Почему снята", max_length=500, widget=forms.Textarea({"rows": 3}))
