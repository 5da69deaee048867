"""Recommendations issued and sent all at once: to every municipality whose deficit nobody has answered yet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from accounts.models import User
from monitoring.actions.recommendations import add_addresses, issue, tell_addressed
from monitoring.deficits import unanswered_places
from monitoring.models import Campaign, Recommendation


@dataclass
class Waiting:
    """A recommendation that would answer something, and the municipalities it would go to (none if regional)."""

    recommendation: Recommendation
    places: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Sent:
    issued: int
    addressed: int


def waiting_of(campaign: Campaign) -> list[Waiting]:
    """Drafts that name an indicator, and issued municipal ones that have not reached everybody; three queries."""
    unanswered = unanswered_places(campaign)
    found = []
    for row in campaign.recommendations.prefetch_related("indicators"):
        indicators = row.indicators.all()
        places = set().union(*(unanswered[one.pk] for one in indicators)) if row.is_municipal else set()
        if indicators and (row.is_draft or places):
            found.append(Waiting(row, places))
    return found


@transaction.atomic
def send_waiting(campaign: Campaign, *, only: Iterable[Recommendation], by: User) -> Sent:
    """Issue the chosen drafts and send them where they are missing; one letter to a person for all of them."""
    locked = Campaign.objects.select_for_update().get(pk=campaign.pk)
    chosen = {row.pk for row in only}
    waiting = [row for row in waiting_of(locked) if row.recommendation.pk in chosen]
    places = {row.pk: row for row in locked.expected.all()}
    news: dict[int, list[Recommendation]] = defaultdict(list)
    for row in waiting:
        if row.recommendation.is_draft:
            issue(row.recommendation, by=by)
        for key in add_addresses(row.recommendation, to=(places[key] for key in row.places if key in places), by=by):
            news[key].append(row.recommendation)
    tell_addressed(places.values(), news)
    return Sent(sum(row.recommendation.is_draft for row in waiting), sum(map(len, news.values())))
