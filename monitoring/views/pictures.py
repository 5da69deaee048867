"""The data of every picture of a campaign as CSV, under the name of the picture."""

from collections.abc import Callable

from django.http import Http404, HttpResponse

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring.comparison import Comparison, compare, previous_of
from monitoring.flows import flow_rows, place_years
from monitoring.models import Campaign, RegionResult
from monitoring.pictures.collection import progress_table
from monitoring.pictures.comparisons import (
    comparison_table,
    flow_picture,
    flow_table,
    moves_picture,
    years_picture,
)
from monitoring.pictures.csv_files import heading
from monitoring.pictures.funnels import funnel_picture
from monitoring.pictures.indicators import lines_of, lines_table, range_picture
from monitoring.pictures.municipalities import cards_of, dots_picture, own_table, peers_table
from monitoring.pictures.regions import heat_csv_table, map_picture, problems_table, region_data, region_table
from monitoring.standings import Standings
from monitoring.views.campaigns import find_campaign, find_results, progress_of
from monitoring.views.indicator_results import own_of, result_of
from monitoring.views.municipalities import past_of
from ui.csv_files import lines_response
from ui.pictures import Picture, Table, file_lines

Maker = Callable[[SignedInRequest, Campaign], list[Table]]


@requires(Permission.MONITORING_VIEW)
def picture_csv(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    maker = MAKERS.get(name)
    if maker is None:
        raise Http404
    find = find_campaign if name == "progress" else find_results
    campaign = find(request.user, pk)
    file_name = f"{campaign.region.oktmo_prefix}-{campaign.year}-{name}.csv"
    return lines_response(file_name, file_lines(maker(request, campaign), heading(campaign)))


def _region(request: SignedInRequest, campaign: Campaign) -> list[Table]:
    return [region_table(region_data(campaign, request.GET))]


def _problems(request: SignedInRequest, campaign: Campaign) -> list[Table]:
    return [problems_table(region_data(campaign, request.GET))]


def _heat_map(request: SignedInRequest, campaign: Campaign) -> list[Table]:
    return [heat_csv_table(region_data(campaign, request.GET, is_whole=True))]


def _map(request: SignedInRequest, campaign: Campaign) -> list[Table]:
    return _tables(map_picture(region_data(campaign, request.GET), ""))


def _indicator(request: SignedInRequest, campaign: Campaign) -> list[Table]:
    standings, result = _one_indicator(request, campaign)
    return [lines_table(lines_of(standings, result.indicator), result.indicator)]


def _ranges(request: SignedInRequest, campaign: Campaign) -> list[Table]:
    return _tables(range_picture(*_one_indicator(request, campaign)))


def _funnel(request: SignedInRequest, campaign: Campaign) -> list[Table]:
    return _tables(funnel_picture(*_one_indicator(request, campaign)))


def _one_indicator(request: SignedInRequest, campaign: Campaign) -> tuple[Standings, RegionResult]:
    code = request.GET.get("indicator", "")
    standings = Standings.of(campaign, only=code)
    return standings, result_of(standings, code)


def _municipality(request: SignedInRequest, campaign: Campaign) -> list[Table]:
    standings, key = _one_place(request, campaign)
    past = past_of(campaign, key)
    return [own_table(cards_of(standings, key, {}, past), past)]


def _peers(request: SignedInRequest, campaign: Campaign) -> list[Table]:
    table = peers_table(*_one_place(request, campaign))
    return [table] if table else []


def _dots(request: SignedInRequest, campaign: Campaign) -> list[Table]:
    standings, key = _one_place(request, campaign)
    number = request.GET.get("criterion", "")
    found = {str(one.criterion.number): one.criterion for one in standings.indicators}
    if number not in found:
        raise Http404
    return _tables(dots_picture(standings, found[number], key))


def _one_place(request: SignedInRequest, campaign: Campaign) -> tuple[Standings, int]:
    standings = Standings.of(campaign)
    key = own_of(standings, request.GET.get("municipality", ""))
    if key is None:
        raise Http404
    return standings, key


def _comparison(request: SignedInRequest, campaign: Campaign) -> list[Table]:
    return [comparison_table(_two_years(campaign))]


def _two_years_shares(request: SignedInRequest, campaign: Campaign) -> list[Table]:
    return _tables(years_picture(_two_years(campaign)))


def _flows(request: SignedInRequest, campaign: Campaign) -> list[Table]:
    comparison = _two_years(campaign)
    return [flow_table(comparison, flow_rows(comparison))]


def _flow(request: SignedInRequest, campaign: Campaign) -> list[Table]:
    comparison = _two_years(campaign)
    one = next((row for row in flow_rows(comparison) if row.row.indicator.code == request.GET.get("indicator")), None)
    if one is None:
        raise Http404
    return [flow_picture(comparison, one, place_years(comparison.before, campaign, one.row.indicator.code)).table]


def _moves(request: SignedInRequest, campaign: Campaign) -> list[Table]:
    comparison = _two_years(campaign)
    rows = {row.indicator.code: row.indicator for row in comparison.comparable}
    indicator = rows.get(request.GET.get("indicator", ""))
    if indicator is None:
        raise Http404
    places = place_years(comparison.before, campaign, indicator.code)
    return _tables(moves_picture(comparison.before, campaign, indicator, places))


def _two_years(campaign: Campaign) -> Comparison:
    before = previous_of(campaign)
    if before is None:
        raise Http404
    return compare(before, campaign)


def _progress(request: SignedInRequest, campaign: Campaign) -> list[Table]:
    """Open while forms are collected; an operator gets the own municipality alone, as on the page."""
    return [progress_table(progress_of(campaign, request.user))]


def _tables(picture: Picture | None) -> list[Table]:
    return [picture.table] if picture else []


MAKERS: dict[str, Maker] = {
    "region": _region,
    "problems": _problems,
    "heat-map": _heat_map,
    "map": _map,
    "indicator": _indicator,
    "ranges": _ranges,
    "funnel": _funnel,
    "municipality": _municipality,
    "peers": _peers,
    "dots": _dots,
    "comparison": _comparison,
    "two-years": _two_years_shares,
    "flows": _flows,
    "flow": _flow,
    "moves": _moves,
    "progress": _progress,
}
