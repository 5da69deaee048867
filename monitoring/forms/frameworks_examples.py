"""Whose numbers a worked example takes."""

from typing import Any

from django import forms

from cluster.models import Municipality
from monitoring.models import Campaign
from ui.forms import PortalForm


class ExampleForm(PortalForm):
    """Choices are lists at hand: a query each, however often the page prints them."""

    campaign = forms.ChoiceField(label="Кампания")
    municipality = forms.ChoiceField(label="Муниципальное образование")

    def __init__(self, *args: Any, campaigns: list[Campaign], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(row.pk): row for row in campaigns}
        asked = by_key.get(str(self.data.get("campaign", ""))) if self.is_bound else None
        self.campaign = asked or next(iter(campaigns), None)
        rows = Municipality.objects.filter(campaigns=self.campaign).order_by("sort_key") if self.campaign else []
        self.places = {str(row.pk): row for row in rows}
        names, places = (self._choice(name) for name in ("campaign", "municipality"))
        names.choices = [(key, str(row)) for key, row in by_key.items()]
        places.choices = [(key, row.name) for key, row in self.places.items()]

    def chosen(self) -> tuple[Campaign, Municipality] | None:
        """What was asked for; without a question the newest campaign and its first municipality."""
        if self.campaign is None or not self.places or (self.is_bound and not self.is_valid()):
            return None
        if self.is_bound:
            return self.campaign, self.places[self.cleaned_data["municipality"]]
        key, place = next(iter(self.places.items()))
        self.initial = {"campaign": str(self.campaign.pk), "municipality": key}
        return self.campaign, place

    def _choice(self, name: str) -> Any:
        return self.fields[name]
