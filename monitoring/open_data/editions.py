"""Which published state of a campaign the open data come from, how to cite it and under which licence."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from monitoring.models import Campaign, Snapshot, Submission
from monitoring.models.snapshots import SHORT
from ui.words import day_in_words

LATEST = Snapshot.objects.filter(campaign=OuterRef("pk")).order_by("-number")


@dataclass(frozen=True)
class Licence:
    name: str
    url: str


def licence() -> Licence:
    return Licence(settings.PORTAL["data_licence"], settings.PORTAL["data_licence_url"])


def open_campaigns() -> QuerySet[Campaign]:
    """Published campaigns with their latest snapshot and how many municipalities stand behind them; one query."""
    counted = Q(submissions__status__in=Submission.COUNTED)
    return (
        Campaign.objects.published()
        .select_related("region", "edition")
        .annotate(
            snapshot_number=Subquery(LATEST.values("number")[:1]),
            snapshot_digest=Subquery(LATEST.values("digest")[:1]),
            snapshot_made_at=Subquery(LATEST.values("made_at")[:1]),
            expected_number=Count("expectations", distinct=True),
            accepted_number=Count("submissions", filter=counted, distinct=True),
        )
        .order_by("-year", "region__sort_key")
    )


def revision(campaign: Campaign) -> str:
    """«редакция 2 от 5 марта 2022 года, снимок 0a1b2c3d4e5f»; a row of `open_campaigns`."""
    if not campaign.snapshot_number:
        return ""
    made_at: datetime = campaign.snapshot_made_at
    return f"редакция {campaign.snapshot_number} от {day_in_words(made_at)}, снимок {campaign.snapshot_digest[:SHORT]}"


def citation(campaign: Campaign) -> str:
    """The line to put under a table made of these data."""
    parts = [campaign.operator, f"{campaign.edition.title}: {campaign}", revision(campaign)]
    conditional = " Значения муниципальных образований условные." if campaign.is_conditional else ""
    return f"{'. '.join(part for part in parts if part)}. Портал кластера, {settings.BASE_URL}.{conditional}"
