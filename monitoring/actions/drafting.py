"""Drafts of recommendations from the catalogue of solutions, for deficits that nobody has answered."""

from dataclasses import dataclass

from django.db import transaction

from monitoring.deficits import municipal_shares, region_deficits
from monitoring.framework.vocabulary import Level
from monitoring.models import Campaign, Indicator, Recommendation, Solution


@dataclass(frozen=True)
class Drafted:
    """How many drafts were made, and codes of indicators for which the catalogue knows nothing."""

    made: int
    unknown: list[str]


@transaction.atomic
def draft_from_catalogue(campaign: Campaign) -> Drafted:
    """One draft per fitting solution; a second call drafts nothing that is there already."""
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    known = {level: _advised(campaign, level) for level in Level}
    of_region = {row.indicator_id for row in region_deficits(campaign)} - known[Level.REGIONAL] - known[Level.MUNICIPAL]
    of_places = {row.indicator for row in municipal_shares(campaign) if row.share.unanswered} - known[Level.MUNICIPAL]
    wanted = {Level.REGIONAL: of_region, Level.MUNICIPAL: of_places | of_region}
    used = set(campaign.recommendations.values_list("solution", flat=True))
    position = campaign.recommendations.count()
    made, answered = 0, set()
    for solution in campaign.edition.solutions.prefetch_related("targets").order_by("position"):
        targets = {target.indicator_id for target in solution.targets.all()} & wanted[Level(solution.level)]
        answered |= targets
        if targets and solution.pk not in used:
            made += 1
            _draft(campaign, solution, targets, position + made)
    unknown = Indicator.objects.filter(pk__in=(of_region | of_places) - answered).order_by("position")
    return Drafted(made, list(unknown.values_list("code", flat=True)))


def _advised(campaign: Campaign, level: Level) -> set[int]:
    """Indicators that a recommendation of this level answers already, drafts included."""
    rows = campaign.recommendations.filter(level=level).exclude(indicators=None)
    return set(rows.values_list("indicators", flat=True))


def _draft(campaign: Campaign, solution: Solution, targets: set[int], position: int) -> None:
    row = Recommendation.objects.create(
        campaign=campaign,
        level=solution.level,
        position=position,
        text=f"{solution.title}. {solution.text}"[:2000],
        solution=solution,
    )
    row.indicators.set(targets)
