"""When a document would come out different: a cheap stand-in for building and hashing it."""

from typing import Any

from django.core.exceptions import PermissionDenied

from accounts.models import User
from monitoring.comparison import previous_of
from monitoring.models import Campaign, Submission

TEXT = 1  # raise when the wording of the documents changes


def briefing_version(campaign: Campaign, viewer: User, **params: Any) -> str:
    if not campaign.shows_results_to(viewer):
        raise PermissionDenied("Результаты кампании ещё не опубликованы.")
    before = previous_of(campaign)
    parts = (TEXT, campaign.pk, campaign.computed_at, before and before.computed_at, _advice(campaign))
    return ":".join(map(str, parts))


def municipal_sheet_version(submission: Submission, viewer: User, **params: Any) -> str:
    campaign = submission.campaign
    shows_region = campaign.shows_results_to(viewer)
    parts = (TEXT, submission.pk, submission.status, campaign.computed_at, shows_region, _advice(campaign))
    return ":".join(map(str, parts))


def _advice(campaign: Campaign) -> str:
    texts = sorted([*campaign.measures.values_list("pk", "text"), *campaign.recommendations.values_list("pk", "text")])
    return str(texts)
