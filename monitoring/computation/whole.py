"""Results of whole campaigns, or of some criteria of them, from the forms of every municipality."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from monitoring.computation.loading import Framework, cells, framework, grounds
from monitoring.computation.rules import column, regional
from monitoring.computation.storing import store_region, store_results, store_scores, store_totals, totals
from monitoring.models import Campaign, Edition, ElementTotal


@transaction.atomic
def compute(campaigns: Iterable[Campaign]) -> None:
    """Bring the stored results of these campaigns up to their accepted forms; running it twice changes nothing."""
    keys = sorted(campaign.pk for campaign in campaigns)
    locked = list(Campaign.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    for edition in Edition.objects.filter(pk__in={campaign.edition_id for campaign in locked}):
        own = [row for row in locked if row.edition_id == edition.pk]
        bring_up(own, framework(edition))
    _note(locked)


def bring_up(campaigns: list[Campaign], frame: Framework) -> None:
    """Compute the indicators of the framework for every municipality, and store what differs."""
    answers = cells(campaigns, frame)
    columns = [column(answers, frame, number) for number in range(len(frame.rules))]
    figures = [figure for made in columns for figure in regional(answers, made)]
    keys = answers.campaigns.tolist()
    change = store_region(keys, figures, None if frame.is_whole else [rule.indicator.pk for rule in frame.rules])
    store_results(answers, columns, change)
    store_scores(answers, columns, change)
    if frame.is_whole:
        store_totals(ElementTotal.objects.filter(campaign__in=keys), totals(answers, frame))


def _note(campaigns: list[Campaign]) -> None:
    """What the results now stand on: whether they can follow a single form is told by it."""
    stand_on = grounds(campaigns)
    for campaign in campaigns:
        campaign.computed_at, campaign.computed_on = timezone.now(), stand_on[campaign.pk]
    Campaign.objects.bulk_update(campaigns, ["computed_at", "computed_on"])
