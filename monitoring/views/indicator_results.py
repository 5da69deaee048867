"""One indicator of a campaign in all municipalities."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring.heat_table import PAGE
from monitoring.intervals import wilson
from monitoring.models import RegionResult
from monitoring.pictures.csv_files import csv_url
from monitoring.pictures.funnels import funnel_picture
from monitoring.pictures.indicators import interval_words, lines_of, range_picture
from monitoring.pictures.municipalities import MOST_DRAWN
from monitoring.standings import Standings
from monitoring.views.campaigns import crumbs, find_results


@requires(Permission.MONITORING_VIEW)
def detail(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Values with their intervals and places; for shares the funnel; `own` marks one municipality."""
    campaign = find_results(request.user, pk)
    standings = Standings.of(campaign, only=code)
    result = result_of(standings, code)
    own = own_of(standings, request.GET.get("own", ""))
    is_drawn = len(standings.municipalities) <= MOST_DRAWN
    page = Paginator(lines_of(standings, result.indicator), PAGE).get_page(request.GET.get("page"))
    context = {
        "campaign": campaign,
        "indicator": result.indicator,
        "result": result,
        "interval": _interval(result),
        "page_obj": page,
        "own": own,
        "ranges": range_picture(standings, result, own) if is_drawn else None,
        "funnel": funnel_picture(standings, result, own),
        "csv_url": csv_url(campaign, "indicator", {"indicator": code}),
        "breadcrumbs": crumbs(campaign, f"Показатель {code}"),
    }
    return render(request, "monitoring/indicator_results/detail.html", context)


def result_of(standings: Standings, code: str) -> RegionResult:
    for result in standings.region.values():
        if result.indicator.code == code:
            return result
    raise Http404


def own_of(standings: Standings, key: str) -> int | None:
    return next((one for one in standings.municipalities if str(one) == key), None)


def _interval(result: RegionResult) -> str:
    if not result.indicator.is_share or not result.is_reported or not result.denominator:
        return ""
    return interval_words(wilson(result.told, result.base))
