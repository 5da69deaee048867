"""Campaigns for tests, built from plain dictionaries."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from cluster.models import Municipality, MunicipalityKind, Region
from monitoring.framework.vocabulary import State
from monitoring.models import (
    Campaign,
    Edition,
    Expectation,
    ReferencePopulation,
    Submission,
    Value,
)

Places = dict[str, Municipality]


def make_places(count: int) -> Places:
    """Municipalities of a region of their own, keyed by OKTMO."""
    region, _ = Region.objects.get_or_create(
        oktmo_prefix="99", defaults={"name": "Пробная область", "name_genitive": "Пробной области"}
    )
    rows = Municipality.objects.bulk_create(
        Municipality(region=region, name=f"Район {number}", kind=MunicipalityKind.DISTRICT, oktmo=f"99{number:06d}")
        for number in range(1, count + 1)
    )
    return {row.oktmo: row for row in rows}


def make_campaign(
    edition: Edition, places: Places, *, year: int = 2030, status: str = Campaign.Status.OPEN, skipped: Any = ()
) -> Campaign:
    campaign = Campaign.objects.create(
        region=next(iter(places.values())).region,
        year=year,
        edition=edition,
        opens_on=date(year, 11, 15),
        closes_on=date(year, 12, 15),
        status=status,
    )
    Expectation.objects.bulk_create(Expectation(campaign=campaign, municipality=place) for place in places.values())
    campaign.not_assessed.set(edition.indicators.filter(code__in=skipped))
    return campaign


def fill(campaign: Campaign, places: Places, plan: dict[str, Any], by: User) -> None:
    """Put values and head counts of a plain campaign into tables.

    The plan: {"places": {key: {"counted": bool, "values": {code: (state, amount)}}}, "heads": {population: {key: n}}}.
    """
    elements = {element.code: element for element in campaign.edition.elements.all()}
    populations = {population.code: population for population in campaign.edition.populations.all()}
    for key, place in plan["places"].items():
        accepted = {"accepted_at": timezone.now(), "accepted_by": by} if place["counted"] else {}
        status = Submission.Status.ACCEPTED if place["counted"] else Submission.Status.SUBMITTED
        submission = Submission.objects.create(campaign=campaign, municipality=places[key], status=status, **accepted)
        Value.objects.bulk_create(
            Value(
                submission=submission,
                element=elements[code],
                state=state,
                amount=amount,
                note="не сходится" if state == State.REJECTED else "",
            )
            for code, (state, amount) in place["values"].items()
        )
    ReferencePopulation.objects.bulk_create(
        ReferencePopulation(campaign=campaign, municipality=places[key], population=populations[code], amount=amount)
        for code, heads in plan["heads"].items()
        for key, amount in heads.items()
    )


def make_methodologist() -> User:
    return User.objects.create_user("m@test.example", "x", full_name="Методист", role=Role.METHODOLOGIST)


def told(amount: int | str | Decimal) -> tuple[State, Decimal]:
    return State.REPORTED, Decimal(amount)


def tomorrow() -> datetime:
    return timezone.now() + timedelta(days=1)
