"""The page of one municipality: its criteria among all, its indicators, and how each number was made."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString

from accounts.access import SignedInRequest, requires
from accounts.models import User
from accounts.roles import Permission
from cluster.models import Municipality
from monitoring.models import Campaign, Criterion, CriterionScore, RegionResult, Result, Submission, municipalities_of
from monitoring.provenance import Making, makings
from monitoring.views.campaigns import crumbs, find_campaign
from ui.charts import dots
from ui.words import count


@dataclass(frozen=True)
class IndicatorLine:
    result: Result
    region: RegionResult | None
    making: Making


@dataclass(frozen=True)
class CriterionCard:
    criterion: Criterion
    score: CriterionScore | None
    chart: SafeString
    lines: list[IndicatorLine]


@requires(Permission.MONITORING_VIEW)
def detail(request: SignedInRequest, pk: int, municipality: int) -> HttpResponse:
    campaign = find_campaign(request.user, pk)
    place = _find_place(request.user, campaign, municipality)
    seen = Submission.objects.visible_to(request.user).filter(pk=OuterRef("pk"))
    submission = (
        Submission.objects.filter(campaign=campaign, municipality=place)
        .annotate(is_seen=Exists(seen))
        .select_related("filled_by", "accepted_by")
        .first()
    )
    may_order = request.user.can(Permission.REPORT_ORDER)
    context = {
        "campaign": campaign,
        "place": place,
        "submission": submission,
        "cards": _cards(campaign, place, submission),
        "can_order": may_order and submission is not None and submission.is_counted and submission.is_seen,
        "shows_region": campaign.shows_results_to(request.user),
        "breadcrumbs": crumbs(campaign, place.name),
    }
    return render(request, "monitoring/municipalities/detail.html", context)


def _find_place(user: User, campaign: Campaign, pk: int) -> Municipality:
    """Before publication only one's own municipality is open."""
    places = Municipality.objects.filter(campaigns=campaign)
    if not campaign.shows_results_to(user):
        places = places.filter(pk__in=municipalities_of(user))
    place = get_object_or_404(places, pk=pk)
    if campaign.computed_at is None:
        raise Http404
    return place


def _cards(campaign: Campaign, place: Municipality, submission: Submission | None) -> list[CriterionCard]:
    results = list(
        Result.objects.filter(campaign=campaign, municipality=place)
        .select_related("indicator")
        .order_by("indicator__position")
    )
    region = {
        row.indicator_id: row for row in RegionResult.objects.filter(campaign=campaign).select_related("indicator")
    }
    made = makings(campaign, results, submission)
    scores: dict[int, list[CriterionScore]] = {}
    for score in CriterionScore.objects.filter(campaign=campaign):
        scores.setdefault(score.criterion_id, []).append(score)
    cards = []
    for criterion in campaign.edition.criteria.all():
        everyone = scores.get(criterion.pk, [])
        own = next((score for score in everyone if score.municipality_id == place.pk), None)
        lines = [
            IndicatorLine(result, region.get(result.indicator_id), made[result.indicator_id])
            for result in results
            if result.indicator.criterion_id == criterion.pk
        ]
        cards.append(CriterionCard(criterion, own, _chart(criterion, place, own, everyone), lines))
    return cards


def _chart(
    criterion: Criterion, place: Municipality, own: CriterionScore | None, everyone: list[CriterionScore]
) -> SafeString:
    known = sorted(score.rounded for score in everyone if score.rounded is not None)
    forms = "муниципального образования,муниципальных образований,муниципальных образований"
    title = f"Критерий {criterion.number}: {place.name} среди всех"
    told = own.printed if own and own.score is not None else "нет данных"
    ends = f", от {known[0]} до {known[-1]}" if known else ""
    return dots(
        known,
        own.rounded if own else None,
        own_text=f"{place.name}: {told}",
        title=title,
        description=f"Балл: {told}. Показаны баллы {count(len(known), forms)}{ends}.",
        ident=f"criterion-{criterion.number}",
    )
