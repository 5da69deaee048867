"""Open indicators: what anybody may see of published campaigns. Small counts of people are hidden."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monitoring.models import Campaign
from monitoring.open_figures import OpenFigures
from monitoring.suppression import BASE_BELOW, BELOW, WIDTH


@login_not_required
def open_indicators(request: HttpRequest) -> HttpResponse:
    """Figures of the region; one indicator at choice opens to municipalities."""
    campaigns = list(Campaign.objects.published().select_related("region", "edition").order_by("-year"))
    campaign = _chosen(campaigns, request.GET.get("campaign", ""))
    results, rows, indicator = [], [], None
    if campaign is not None:
        code = request.GET.get("indicator", "")
        figures = OpenFigures(campaign, code)
        results = figures.region()
        indicator = next((row.indicator for row, _ in results if row.indicator.code == code), None)
        rows = figures.municipal(indicator) if indicator else []
    context = {
        "campaign": campaign,
        "campaigns": campaigns,
        "results": results,
        "indicator": indicator,
        "rows": rows,
        "hidden_count": sum(row.is_hidden for row in rows),
        "largest_small": BELOW - 1,
        "base_below": BASE_BELOW,
        "range_size": WIDTH + 1,
    }
    return render(request, "monitoring/open/open.html", context)


def _chosen(campaigns: list[Campaign], key: str) -> Campaign | None:
    return next((row for row in campaigns if str(row.pk) == key), campaigns[0] if campaigns else None)
