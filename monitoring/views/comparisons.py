"""Two years of the region side by side, and one indicator at choice down to its municipalities."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring.comparison import Comparison, Row, compare, previous_of
from monitoring.flows import FlowRow, flow_rows, lists_of, place_years
from monitoring.pictures.comparisons import flow_picture, moves_picture, years_picture
from monitoring.pictures.csv_files import csv_url
from monitoring.views.campaigns import crumbs, find_results


@requires(Permission.MONITORING_VIEW)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    campaign = find_results(request.user, pk)
    before = previous_of(campaign)
    comparison = compare(before, campaign) if before else None
    flows = flow_rows(comparison) if comparison else []
    chosen = chosen_row(comparison, flows, request.GET.get("indicator", "")) if comparison else None
    places = place_years(before, campaign, chosen.indicator.code) if before and chosen else []
    one = next((row for row in flows if chosen and row.row is chosen), None)
    context = {
        "campaign": campaign,
        "before": before,
        "comparison": comparison,
        "years": years_picture(comparison) if comparison else None,
        "flows": flows,
        "chosen": chosen,
        "flow": flow_picture(comparison, one, places) if comparison and one else None,
        "lists": lists_of(places) if one else {},
        "moves": moves_picture(before, campaign, chosen.indicator, places) if before and chosen and not one else None,
        "csv": {"all": csv_url(campaign, "comparison"), "flows": csv_url(campaign, "flows")},
        "breadcrumbs": crumbs(campaign, "Сравнение двух лет"),
    }
    return render(request, "monitoring/comparisons/detail.html", context)


def chosen_row(comparison: Comparison, flows: list[FlowRow], code: str) -> Row | None:
    """The one asked for, else the flag that moved most, else the first that can be compared."""
    rows = [*(row for row in comparison.comparable if row.indicator.code == code), *(one.row for one in flows)]
    return next(iter([*rows, *comparison.comparable]), None)
