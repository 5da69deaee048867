"""Open indicators: what anybody may see of published campaigns. Small counts of people are hidden."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monitoring.models import Campaign
from monitoring.open_data.answers import csv_lines
from monitoring.open_data.api import api
from monitoring.open_data.editions import Published, find_published, licence, published
from monitoring.open_data.figures import ALL, open_figures
from monitoring.suppression import BASE_BELOW, BELOW, WIDTH
from ui.csv_files import lines_response


@login_not_required
def open_indicators(request: HttpRequest) -> HttpResponse:
    """Figures of the region; one indicator at choice opens to municipalities."""
    campaigns = published()
    chosen = _chosen(campaigns, request.GET.get("campaign", ""))
    campaign = chosen.campaign if chosen else None
    results, rows, indicator = [], [], None
    if campaign is not None:
        code = request.GET.get("indicator", "")
        figures = open_figures(campaign, code)
        results = figures.region
        indicator = next((row.indicator for row, _ in results if row.indicator.code == code), None)
        rows = figures.municipal(indicator) if indicator else []
    context = {
        "campaign": campaign,
        "campaigns": [row.campaign for row in campaigns],
        "results": results,
        "indicator": indicator,
        "rows": rows,
        "hidden_count": sum(row.is_hidden for row in rows),
        "largest_small": BELOW - 1,
        "base_below": BASE_BELOW,
        "range_size": WIDTH + 1,
        "published": chosen,
        "licence": licence(),
    }
    return render(request, "monitoring/open/open.html", context)


def _chosen(campaigns: list[Published], key: str) -> Published | None:
    return next((row for row in campaigns if str(row.campaign.pk) == key), campaigns[0] if campaigns else None)


@login_not_required
def figures_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The region's figures, or with `indicator` those of municipalities: of one indicator or of `all`."""
    found = find_published(pk)
    code = request.GET.get("indicator", "")
    figures = open_figures(found.campaign, code)
    if code not in ("", ALL, *(row.indicator.code for row in figures.region_results)):
        raise Http404
    name = f"открытые-показатели-{found.campaign.year}{f'-{code}' if code else ''}.csv"
    return lines_response(name, csv_lines(found, figures, code))


@login_not_required
def for_developers(request: HttpRequest) -> HttpResponse:
    """The addresses of the API in words, from its own description."""
    described = api.get_openapi_schema()
    context = {
        "operations": [
            {"path": path, "summary": operation["summary"]}
            for path, methods in described["paths"].items()
            for operation in methods.values()
        ],
        "fields": [
            {"name": name, "words": field["description"]}
            for shape in ("CampaignOut", "SnapshotOut", "IndicatorFigureOut")
            for name, field in described["components"]["schemas"][shape]["properties"].items()
            if "description" in field
        ],
        "description": described["info"]["description"],
        "licence": licence(),
        "first": Campaign.objects.published().order_by("-year").first(),
        "breadcrumbs": [(reverse("monitoring:open"), "Открытые показатели"), ("", "Для программ")],
    }
    return render(request, "monitoring/open/developers.html", context)
