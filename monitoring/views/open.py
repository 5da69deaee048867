"""Open indicators: what anybody may see of published campaigns. Small counts of people are hidden."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monitoring.models import Campaign, Indicator, RegionResult, Result
from monitoring.suppression import BELOW, hidden_cells

PEOPLE = "человек"


@dataclass(frozen=True)
class OpenRow:
    name: str
    printed: str
    pair: str


@login_not_required
def open_indicators(request: HttpRequest) -> HttpResponse:
    """Figures of the region; one indicator at choice opens to municipalities."""
    campaigns = list(Campaign.objects.published().select_related("region", "edition").order_by("-year"))
    campaign = _chosen(campaigns, request.GET.get("campaign", ""))
    results, rows, indicator = [], [], None
    if campaign is not None:
        found = RegionResult.objects.filter(campaign=campaign).select_related("indicator__criterion")
        results = [row for row in found.order_by("indicator__position") if row.is_reported]
        indicator = _indicator(results, request.GET.get("indicator", ""))
        rows = _rows(campaign, indicator) if indicator else []
    context = {
        "campaign": campaign,
        "campaigns": campaigns,
        "results": [(row, _public(row)) for row in results],
        "indicator": indicator,
        "rows": rows,
        "below": BELOW,
    }
    return render(request, "monitoring/open/open.html", context)


def _chosen(campaigns: list[Campaign], key: str) -> Campaign | None:
    return next((row for row in campaigns if str(row.pk) == key), campaigns[0] if campaigns else None)


def _indicator(results: list[RegionResult], code: str) -> Indicator | None:
    return next((row.indicator for row in results if row.indicator.code == code), None)


def _public(row: RegionResult) -> OpenRow:
    if _is_small(row):
        return OpenRow(row.indicator.name, f"<{BELOW}", f"меньше {BELOW}")
    return OpenRow(row.indicator.name, row.printed, row.pair)


def _is_small(row: RegionResult) -> bool:
    return row.indicator.unit.startswith(PEOPLE) and row.numerator is not None and 0 < row.numerator < BELOW


def _rows(campaign: Campaign, indicator: Indicator) -> list[OpenRow]:
    found = Result.objects.filter(campaign=campaign, indicator=indicator).select_related("municipality", "indicator")
    results = list(found.order_by("municipality__sort_key"))
    hidden: set[int] = set()
    if indicator.unit.startswith(PEOPLE):
        hidden = hidden_cells({row.pk: row.told for row in results if row.is_reported})
    return [
        OpenRow(row.municipality.name, "к", "скрыто: малое число")
        if row.pk in hidden
        else OpenRow(row.municipality.name, row.printed, row.pair)
        for row in results
    ]
