"""What a deficit is, and which deficits nobody has answered yet.

A municipality has a deficit where a condition is not met, a share is below its target, or nothing at all is counted.
The region has one where a condition lacks in at least `GAP_SHARE` per cent of the municipalities that answered, the
pooled share is below its target, or nothing is counted. What was not reported is no deficit: a blank is not a zero.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from cluster.models import Municipality
from events.models import Decision
from monitoring import printing
from monitoring.framework.vocabulary import Polarity, State
from monitoring.models import (
    Campaign,
    Indicator,
    Measure,
    Recommendation,
    RecommendationAddress,
    RegionResult,
    Result,
)
from monitoring.problems import DEFICIT, GAP_SHARE, lacking


def municipal_deficits(campaign: Campaign) -> QuerySet[Result]:
    """Deficits of all municipalities, each knowing whether a recommendation was sent (`is_advised`)."""
    found = Result.objects.filter(DEFICIT, campaign=campaign, state=State.REPORTED)
    sent = RecommendationAddress.objects.filter(
        municipality=OuterRef("municipality"),
        recommendation__campaign=campaign,
        recommendation__status=Recommendation.Status.ISSUED,
        recommendation__indicators=OuterRef("indicator"),
    )
    return found.annotate(is_advised=Exists(sent)).order_by("municipality__sort_key", "indicator__position")


def region_deficits(campaign: Campaign) -> list[RegionResult]:
    rows = RegionResult.objects.filter(campaign=campaign, state=State.REPORTED).select_related("indicator__criterion")
    return [row for row in rows.order_by("indicator__position") if is_deficit_of_region(row)]


def is_deficit_of_region(row: RegionResult) -> bool:
    """Judged on the exact pair of a reported figure."""
    indicator = row.indicator
    if indicator.polarity == Polarity.NONE or not row.is_reported:
        return False
    if indicator.is_flag:
        gap = lacking(row)
        return gap is not None and row.base > 0 and gap * 100 >= GAP_SHARE * row.base
    if indicator.polarity == Polarity.LOW:
        return False
    if indicator.target is not None:
        return row.denominator is not None and row.denominator > 0 and row.told * 100 < indicator.target * row.base
    return row.told == 0


def reason(indicator: Indicator, *, of_region: bool = False) -> str:
    """Why the figure counts as a deficit, in words that stand beside it."""
    if indicator.is_flag:
        if of_region:
            return f"условия нет у {printing.amount(GAP_SHARE)} % муниципальных образований или больше"
        return indicator.statement if indicator.polarity == Polarity.LOW else indicator.gap
    if indicator.target is not None:
        return f"ниже целевого значения: {printing.amount(indicator.target)}\N{NO-BREAK SPACE}%"
    return "ничего не учтено: ноль"


@dataclass(frozen=True)
class Share:
    """How many deficits there are and how many of them nobody has answered."""

    total: int
    unanswered: int

    @property
    def printed(self) -> str:
        """«без рекомендации: 3 из 118 (3 %)»."""
        if not self.total:
            return "дефицитов нет"
        percent = printing.percent(self.unanswered, self.total)
        return f"без рекомендации: {printing.amount(self.unanswered)} из {printing.amount(self.total)} ({percent})"


@dataclass(frozen=True)
class IndicatorShare:
    """Municipal deficits of one indicator."""

    indicator: int
    code: str
    name: str
    share: Share


def municipal_shares(campaign: Campaign) -> list[IndicatorShare]:
    """Deficits by indicator, in the order of the framework; one query."""
    rows = (
        municipal_deficits(campaign)
        .order_by("indicator__position")
        .values("indicator", "indicator__code", "indicator__name")
        .annotate(total=Count("pk"), unanswered=Count("pk", filter=Q(is_advised=False)))
    )
    return [
        IndicatorShare(
            row["indicator"], row["indicator__code"], row["indicator__name"], Share(row["total"], row["unanswered"])
        )
        for row in rows
    ]


def unanswered_places(campaign: Campaign) -> dict[int, set[int]]:
    """By indicator: municipalities whose deficit no recommendation has answered; one query."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = municipal_deficits(campaign).filter(Q(is_advised=False)).order_by()
    for indicator, place in rows.values_list("indicator", "municipality"):
        found[indicator].add(place)
    return found


def total_of(shares: list[IndicatorShare]) -> Share:
    return Share(sum(row.share.total for row in shares), sum(row.share.unanswered for row in shares))


DECIDED = Prefetch("decisions", Decision.objects.select_related("agenda_item"))


@dataclass
class Answers:
    """What was done about one deficit."""

    recommendations: list[Recommendation] = field(default_factory=list)
    drafts: int = 0
    measures: list[Measure] = field(default_factory=list)


def answers_of_region(campaign: Campaign) -> dict[int, Answers]:
    """By indicator: issued recommendations of either level with their decisions, and measures of the region."""
    found: dict[int, Answers] = {}
    rows = campaign.recommendations.prefetch_related("indicators", DECIDED)
    for row in rows:
        for indicator in row.indicators.all():
            answers = found.setdefault(indicator.pk, Answers())
            if row.is_draft:
                answers.drafts += 1
            else:
                answers.recommendations.append(row)
    for measure in campaign.answers.filter(municipality=None).order_by("pk"):
        found.setdefault(measure.indicator_id, Answers()).measures.append(measure)
    return found


def answers_of_places(campaign: Campaign, places: set[int]) -> dict[tuple[int, int], Answers]:
    """By municipality and indicator: recommendations that went there and measures of the municipality."""
    found: dict[tuple[int, int], Answers] = {}
    addresses = RecommendationAddress.objects.filter(
        municipality__in=places,
        recommendation__campaign=campaign,
        recommendation__status=Recommendation.Status.ISSUED,
    )
    rows = addresses.select_related("recommendation").prefetch_related(
        "recommendation__indicators",
        Prefetch("recommendation__decisions", Decision.objects.select_related("agenda_item")),
    )
    for row in rows:
        for indicator in row.recommendation.indicators.all():
            key = row.municipality_id, indicator.pk
            found.setdefault(key, Answers()).recommendations.append(row.recommendation)
    for measure in campaign.answers.filter(municipality__in=places).order_by("pk"):
        if measure.municipality_id is not None:
            found.setdefault((measure.municipality_id, measure.indicator_id), Answers()).measures.append(measure)
    return found


def places_with(campaign: Campaign, indicators: QuerySet[Indicator]) -> QuerySet[Municipality]:
    """Municipalities that have at least one of these deficits."""
    having = municipal_deficits(campaign).filter(indicator__in=indicators).order_by().values("municipality")
    return Municipality.objects.filter(pk__in=having).order_by("sort_key")
