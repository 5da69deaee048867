"""Results of campaigns: cells are read whole, computed as columns of whole numbers, and what changed is written.

The rules (design of the portal, section 8):
- a municipality's indicator takes the worst state of the elements in its formula; only accepted forms count;
- region: yes-count of those who reported, sum, or sum of numerators over sum of denominators of the same reporters;
- score 0-100: flag 0/100 (reversed when less is better), share against its target, the rest per head of the scale
  population with the best municipality at 100; a criterion is the mean of its indicators that have a score.
Nothing is rounded here except scores, to six digits; pairs stay exact. Why arrays and not SQL: docs/adr/0011.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from monitoring.computation.loading import cells, framework
from monitoring.computation.rules import column, regional
from monitoring.computation.storing import store_region, store_results, store_scores, store_totals
from monitoring.models import Campaign, Edition

__all__ = ["compute"]


@transaction.atomic
def compute(campaigns: Iterable[Campaign]) -> None:
    """Bring the stored results of these campaigns up to their accepted forms; running it twice changes nothing."""
    keys = sorted(campaign.pk for campaign in campaigns)
    locked = list(Campaign.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    for edition in Edition.objects.filter(pk__in={campaign.edition_id for campaign in locked}):
        _compute_edition(edition, [campaign for campaign in locked if campaign.edition_id == edition.pk])
    Campaign.objects.filter(pk__in=keys).update(computed_at=timezone.now())


def _compute_edition(edition: Edition, campaigns: list[Campaign]) -> None:
    frame = framework(edition)
    answers = cells(campaigns, frame)
    columns = [column(answers, frame, number) for number in range(len(frame.rules))]
    figures = [figure for made in columns for figure in regional(answers, made)]
    change = store_region([campaign.pk for campaign in campaigns], figures)
    store_results(answers, columns, change)
    store_scores(answers, columns, change)
    store_totals(answers, frame)
