"""Recommendations issued and sent all at once: to every municipality whose deficit nobody has answered yet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction

from accounts.mail import Draft, send_letters
from accounts.models import User
from cluster.models import Municipality
from monitoring.actions.recommendations import add_addresses, issue, operators_of
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
    _tell([places[key] for key in news], news)
    return Sent(sum(row.recommendation.is_draft for row in waiting), sum(map(len, news.values())))


def _tell(places: list[Municipality], news: dict[int, list[Recommendation]]) -> None:
    people = operators_of(places)
    send_letters(
        Draft(
            to=user.email,
            subject=f"Рекомендации по итогам мониторинга: {place.name}",
            template="monitoring/letters/recommendations_sent.txt",
            key=f"recommendations-sent:{max(row.pk for row in news[place.pk])}:{place.pk}:{user.pk}",
            context={
                "user": user,
                "place": place,
                "campaign": news[place.pk][0].campaign,
                "recommendations": news[place.pk],
                "base_url": settings.BASE_URL,
            },
        )
        for place in places
        for user in people.get(place.pk, [])
    )
