"""The way of a recommendation: issued, sent to municipalities, acknowledged by each."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from accounts.mail import Draft, send_letters
from accounts.models import User
from accounts.roles import Permission
from cluster.models import Membership, Municipality
from monitoring.models import Recommendation, RecommendationAddress


@transaction.atomic
def issue(recommendation: Recommendation, *, by: User) -> Recommendation:
    """The words stand from here on; two people at once issue it once."""
    locked = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    locked.issue(by=by)
    return locked


@transaction.atomic
def delete_draft(recommendation: Recommendation) -> None:
    locked = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    locked.check_draft("Удалить")
    locked.delete()


@transaction.atomic
def address(recommendation: Recommendation, *, to: Iterable[Municipality], by: User) -> int:
    """Send an issued recommendation to municipalities; who has it already gets no second letter."""
    places = {place.pk: place for place in to}
    new = add_addresses(recommendation, to=places.values(), by=by)
    tell_addressed(places.values(), {key: [recommendation] for key in new})
    return len(new)


@transaction.atomic
def add_addresses(recommendation: Recommendation, *, to: Iterable[Municipality], by: User) -> list[int]:
    """Without letters: keys of the municipalities that did not have it yet."""
    places = list(to)
    if not places:
        return []
    locked = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    if locked.is_draft:
        raise ValidationError("Направить можно выпущенную рекомендацию: сначала выпустите её.")
    if not locked.is_municipal:
        raise ValidationError("Рекомендация регионального уровня муниципальным образованиям не направляется.")
    known = set(locked.addresses.values_list("municipality_id", flat=True))
    new = [place for place in places if place.pk not in known]
    RecommendationAddress.objects.bulk_create(
        RecommendationAddress(recommendation=locked, municipality=place, addressed_by=by) for place in new
    )
    return [place.pk for place in new]


@transaction.atomic
def acknowledge(address: RecommendationAddress, *, comment: str, by: User) -> RecommendationAddress:
    """The municipality has read it; the first answer stays."""
    locked = RecommendationAddress.objects.select_for_update().get(pk=address.pk)
    locked.acknowledge(by=by, comment=comment)
    return locked


def operators_of(places: Iterable[Municipality]) -> dict[int, list[User]]:
    """People who answer for municipalities today, by municipality; one query."""
    today = timezone.localdate()
    rows = Membership.objects.filter(
        models.Q(to_on=None) | models.Q(to_on__gt=today),
        organisation__municipality__in=[place.pk for place in places],
        person__user__is_active=True,
    ).select_related("person__user", "organisation")
    found: dict[int, list[User]] = {}
    for row in rows:
        user, place = row.person.user, row.organisation.municipality_id
        if user is not None and place is not None and user.can(Permission.SUBMISSION_FILL):
            found.setdefault(place, []).append(user)
    return found


def tell_addressed(places: Iterable[Municipality], news: Mapping[int, list[Recommendation]]) -> int:
    """One letter to a person for all that came to a municipality; `news` by its key."""
    told = [place for place in places if news.get(place.pk)]
    people = operators_of(told)
    return send_letters(
        Draft(
            to=user.email,
            subject=f"Рекомендации по итогам мониторинга: {place.name}",
            template="monitoring/letters/recommendations_addressed.txt",
            key=f"recommendation-addressed:{max(row.pk for row in news[place.pk])}:{place.pk}:{user.pk}",
            context={
                "user": user,
                "place": place,
                "campaign": news[place.pk][0].campaign,
                "recommendations": news[place.pk],
                "base_url": settings.BASE_URL,
            },
        )
        for place in told
        for user in people.get(place.pk, [])
    )
