"""Which published state of a campaign the open data come from, how to cite it and under which licence."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import Http404
from django.utils.text import capfirst

from monitoring.models import Campaign, Expectation, Snapshot, Submission
from ui.words import day_in_words


@dataclass(frozen=True)
class Licence:
    name: str
    url: str


@dataclass(frozen=True)
class Published:
    """A published campaign with its latest snapshot and how many municipalities stand behind it."""

    campaign: Campaign
    snapshot: Snapshot | None
    expected: int
    accepted: int

    @property
    def revision(self) -> str:
        """«редакция 2 от 5 марта 2022 года, снимок 0a1b2c3d4e5f»."""
        if self.snapshot is None:
            return ""
        made_on = day_in_words(self.snapshot.made_at)
        return f"редакция {self.snapshot.number} от {made_on}, снимок {self.snapshot.short}"

    @property
    def citation(self) -> str:
        """The line to put under a table made of these data."""
        parts = [self.campaign.operator, f"{self.campaign.edition.title}: {self.campaign}", capfirst(self.revision)]
        conditional = " Значения муниципальных образований условные." if self.campaign.is_conditional else ""
        return f"{'. '.join(part for part in parts if part)}. Портал кластера, {settings.BASE_URL}.{conditional}"


def licence() -> Licence:
    return Licence(settings.PORTAL["data_licence"], settings.PORTAL["data_licence_url"])


def published() -> list[Published]:
    """The newest first; four queries."""
    campaigns = Campaign.objects.published().select_related("region", "edition").order_by("-year", "region__sort_key")
    keys = [row.pk for row in campaigns]
    snapshots = Snapshot.objects.filter(campaign__in=keys).order_by("campaign_id", "-number").distinct("campaign_id")
    latest = {row.campaign_id: row for row in snapshots.defer("packed", "changes")}
    expected = _numbers(Expectation.objects.filter(campaign__in=keys))
    accepted = _numbers(Submission.objects.counted().filter(campaign__in=keys))
    return [Published(row, latest.get(row.pk), expected.get(row.pk, 0), accepted.get(row.pk, 0)) for row in campaigns]


def _numbers(rows: QuerySet[Any]) -> dict[int, int]:
    return dict(rows.order_by().values_list("campaign").annotate(Count("pk")))


def find_published(pk: int) -> Published:
    found = next((row for row in published() if row.campaign.pk == pk), None)
    if found is None:
        raise Http404
    return found
