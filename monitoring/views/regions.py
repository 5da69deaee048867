"""The picture of the region: ten criteria with their coverage and the heat map of municipalities."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from cluster.models import Municipality
from monitoring import printing
from monitoring.comparison import previous_of
from monitoring.models import Campaign, Criterion, CriterionScore, RegionResult
from monitoring.views.campaigns import crumbs, find_results


@dataclass(frozen=True)
class HeatRow:
    place: Municipality
    scores: list[CriterionScore | None]
    mean: Decimal | None

    @property
    def mean_printed(self) -> str:
        return "…" if self.mean is None else printing.amount(printing.half_up(self.mean))


@dataclass(frozen=True)
class CriterionPart:
    criterion: Criterion
    results: list[RegionResult]


@requires(Permission.MONITORING_VIEW)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ten criteria of the region and the heat map of municipalities, all from stored results."""
    campaign = find_results(request.user, pk)
    criteria = list(campaign.edition.criteria.all())
    results = RegionResult.objects.filter(campaign=campaign).select_related("indicator").order_by("indicator__position")
    by_criterion: dict[int, list[RegionResult]] = {}
    for result in results:
        by_criterion.setdefault(result.indicator.criterion_id, []).append(result)
    order = request.GET.get("sort", "name")
    context = {
        "campaign": campaign,
        "parts": [CriterionPart(criterion, by_criterion.get(criterion.pk, [])) for criterion in criteria],
        "criteria": criteria,
        "rows": _sorted(_heat_rows(campaign, criteria), criteria, order),
        "order": order,
        "previous": previous_of(campaign),
        "breadcrumbs": crumbs(campaign, "Итоги региона"),
    }
    return render(request, "monitoring/regions/detail.html", context)


def _heat_rows(campaign: Campaign, criteria: list[Criterion]) -> list[HeatRow]:
    scores: dict[int, dict[int, CriterionScore]] = {}
    for score in CriterionScore.objects.filter(campaign=campaign):
        scores.setdefault(score.municipality_id, {})[score.criterion_id] = score
    expected = campaign.expectations.select_related("municipality").order_by("municipality__sort_key")
    rows = []
    for place in (row.municipality for row in expected):
        own = [scores.get(place.pk, {}).get(criterion.pk) for criterion in criteria]
        known = [score.score for score in own if score is not None and score.score is not None]
        rows.append(HeatRow(place, own, sum(known, Decimal(0)) / len(known) if known else None))
    return rows


def _sorted(rows: list[HeatRow], criteria: list[Criterion], order: str) -> list[HeatRow]:
    """By name, by the mean, or by one criterion; those without a score stand last."""
    if order == "mean":
        return sorted(rows, key=lambda row: _last_if_none(row.mean))
    numbers = {str(criterion.number): index for index, criterion in enumerate(criteria)}
    if order not in numbers:
        return rows
    return sorted(rows, key=lambda row: _last_if_none(_score(row.scores[numbers[order]])))


def _score(score: CriterionScore | None) -> Decimal | None:
    return score.score if score else None


def _last_if_none(score: Decimal | None) -> tuple[bool, Any]:
    return (score is None, -(score or 0))
