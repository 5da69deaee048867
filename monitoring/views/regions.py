"""The picture of the region: ten criteria, typical problems, the heat-map table and the map of tiles."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring.comparison import previous_of
from monitoring.heat_table import PAGE, Column
from monitoring.pictures.csv_files import csv_url
from monitoring.pictures.regions import RegionData, map_picture, region_data
from monitoring.problems import GAP_SHARE
from monitoring.views.campaigns import crumbs, find_results


@dataclass(frozen=True)
class Head:
    """The head of a criterion: its link opens or closes the indicators."""

    column: Column
    url: str
    span: int


@requires(Permission.MONITORING_VIEW)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """All from stored results; eight queries with the session, however many municipalities."""
    campaign = find_results(request.user, pk)
    data = region_data(campaign, request.GET)
    context = {
        "campaign": campaign,
        "data": data,
        "heads": [_head(data, column) for column in data.heat.columns],
        "has_open": any(column.is_open for column in data.heat.columns),
        "all_url": _address(data, {"all"}),
        "none_url": _address(data, set()),
        "opened": ",".join(sorted(data.opened)),
        "page_obj": data.heat.page,
        "page_size": PAGE,
        "map": map_picture(data, csv_url(campaign, "map", data.kept)),
        "gap_share": GAP_SHARE,
        "csv": {name: csv_url(campaign, file) for name, file in FILES.items()},
        "previous": previous_of(campaign),
        "breadcrumbs": crumbs(campaign, "Итоги региона"),
    }
    return render(request, "monitoring/regions/detail.html", context)


FILES = {"region": "region", "problems": "problems", "heat": "heat-map"}


def _head(data: RegionData, column: Column) -> Head:
    number = str(column.criterion.number)
    now = {str(one.criterion.number) for one in data.heat.columns if one.is_open}
    return Head(column, _address(data, now ^ {number}), 1 + len(column.shown))


def _address(data: RegionData, opened: set[str]) -> str:
    """The same page with other criteria open; the table stays where it is."""
    query = {"sort": data.order, "map": data.measure, "page": data.heat.page.number}
    if opened:
        query["open"] = ",".join(sorted(opened))
    return f"?{urlencode(query)}#heat"
