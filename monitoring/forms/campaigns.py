"""Forms of whoever runs a campaign: its frame, its last day, who is expected."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from cluster.models import Municipality, Region
from cluster.models.scope import regions_of
from monitoring.models import Campaign, Edition, Indicator
from ui.forms import DayField, PortalForm, PortalModelForm

FIRST_YEAR, YEARS_AHEAD = 2015, 1


class FrameForm(PortalModelForm):
    """Year, edition and window: what every unopened campaign has to agree on."""

    class Meta:
        model = Campaign
        fields = ["year", "edition", "opens_on", "closes_on", "basis", "operator"]
        widgets = {"basis": forms.Textarea({"rows": 3})}
        help_texts = {
            "edition": "Если не выбрать, возьмётся действующая за этот год.",
            "basis": "Приказ или распоряжение, по которому собирают данные.",
            "operator": "Организация, которая проводит мониторинг.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = Edition.objects.published()
        self.fields["edition"].required = False
        self.fields["edition"].empty_label = "Действующая за этот год"

    def clean_year(self) -> int:
        year, last = self.cleaned_data["year"], timezone.localdate().year + YEARS_AHEAD
        if not FIRST_YEAR <= year <= last:
            raise forms.ValidationError(f"Год кампании — от {FIRST_YEAR} до {last}")
        return int(year)

    def clean_closes_on(self) -> date:
        closes_on: date = self.cleaned_data["closes_on"]
        if "closes_on" in self.changed_data and closes_on < timezone.localdate():
            raise forms.ValidationError("Этот день уже прошёл: собрать формы до него нельзя")
        return closes_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opens_on, closes_on = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", "Сбор не может закончиться раньше, чем начался")
        if year := cleaned.get("year"):
            self._choose_edition(year, cleaned)
            self._check_once(year)
        return cleaned

    def validate_unique(self) -> None:
        """See `_check_once`: the words stand beside the year."""

    def validate_constraints(self) -> None:
        """The window and the year are checked beside their fields."""

    def region(self) -> Region | None:
        return self.cleaned_data.get("region") or (self.instance.region if self.instance.pk else None)

    def _choose_edition(self, year: int, cleaned: dict[str, Any]) -> None:
        chosen = cleaned.get("edition")
        valid = Edition.objects.published().filter(valid_from__lte=year).exclude(valid_to__lt=year)
        if chosen is None:
            chosen = cleaned["edition"] = valid.order_by("-valid_from", "-number").first()
        if chosen is None:
            self.add_error("edition", f"За {year} год не действует ни одна опубликованная редакция")
        elif not valid.filter(pk=chosen.pk).exists():
            self.add_error("edition", f"Эта редакция за {year} год не действует")

    def _check_once(self, year: int) -> None:
        region = self.region()
        if region and Campaign.objects.filter(region=region, year=year).exclude(pk=self.instance.pk).exists():
            self.add_error("year", "Кампания этого региона за этот год уже есть")


class CampaignForm(FrameForm):
    class Meta(FrameForm.Meta):
        fields = ["region", *FrameForm.Meta.fields]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = Region.objects.filter(pk__in=regions_of(user))
        self.fields["region"].queryset = regions
        if regions.count() == 1:
            self.initial.setdefault("region", regions.get().pk)


class DraftCampaignForm(FrameForm):
    """A draft with its lists: who is expected and what is not assessed this year."""

    expected = forms.ModelMultipleChoiceField(
        label="От кого ждут форму",
        queryset=Municipality.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одно муниципальное образование"},
    )
    not_assessed = forms.ModelMultipleChoiceField(
        label="Какие показатели в этом году не оцениваются",
        queryset=Indicator.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        campaign = self.instance
        self.fields["expected"].queryset = Municipality.objects.of_region(campaign.region)
        self.fields["not_assessed"].queryset = campaign.edition.indicators.all()
        self.fields["not_assessed"].label_from_instance = _indicator_label
        self.initial["expected"] = list(campaign.expected.values_list("pk", flat=True))
        self.initial["not_assessed"] = list(campaign.not_assessed.values_list("pk", flat=True))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = cleaned.get("edition")
        if chosen and chosen.pk != self.instance.edition_id:  # indicators of another edition are other indicators
            cleaned["not_assessed"] = []
        return cleaned


class RunningCampaignForm(PortalModelForm):
    """While collection goes on, the frame stands; its papers may still be named better."""

    class Meta:
        model = Campaign
        fields = ["basis", "operator"]
        widgets = {"basis": forms.Textarea({"rows": 3})}


class WindowForm(PortalForm):
    closes_on = DayField(label="Новый последний день сбора")
    reason = forms.CharField(
        label="Почему меняется срок", max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text="Причину увидят все, кто заполняет формы.",
    )  # fmt: skip

    def clean_closes_on(self) -> date:
        closes_on: date = self.cleaned_data["closes_on"]
        if closes_on < timezone.localdate():
            raise forms.ValidationError("Этот день уже прошёл. Укажите сегодняшний или более поздний")
        return closes_on


class ExpectedForm(PortalForm):
    """Add or excuse one municipality of a running campaign."""

    municipality = forms.ModelChoiceField(label="Муниципальное образование", queryset=Municipality.objects.none())
    what = forms.ChoiceField(
        label="Что сделать", widget=forms.RadioSelect, initial="expect",
        choices=[("expect", "Ждать форму и отсюда"), ("excuse", "Больше не ждать форму отсюда")],
    )  # fmt: skip
    reason = forms.CharField(label="Причина", max_length=500, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Municipality.objects.of_region(campaign.region)


def next_year_of(user: User) -> int:
    """The year after the last campaign of the own regions, not later than this year's successor."""
    last = Campaign.objects.filter(region__in=regions_of(user)).aggregate(last=Max("year"))["last"]
    today = timezone.localdate().year
    return min(last + 1, today + YEARS_AHEAD) if last else today


def _indicator_label(indicator: Indicator) -> str:
    return f"{indicator.code} {indicator.name}"
