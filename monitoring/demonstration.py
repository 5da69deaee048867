"""Demonstration campaigns of Irkutsk oblast: 2020 and 2021 published, 2026 being collected; invented values."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pghistory

from accounts.models import User
from cluster.models import Municipality, Region
from monitoring.actions.frameworks import publish_edition, store_edition
from monitoring.computation import compute
from monitoring.demonstration_cycle import load_cycle
from monitoring.demonstration_editions import load_editions
from monitoring.demonstration_files import load_files
from monitoring.demonstration_plans import load_plan
from monitoring.demonstration_snapshots import load_snapshots
from monitoring.demonstration_success import load_success
from monitoring.demonstration_texts import BASIS, BASIS_OF_CURRENT, OPERATOR
from monitoring.demonstration_values import (
    ABSENT_IN_2020,
    ASSESSED_IN_2020,
    Values,
    populations,
    values_of_2020,
    values_of_2021,
)
from monitoring.demonstration_year import load_year
from monitoring.distribution import chance
from monitoring.framework.reading import shipped
from monitoring.models import (
    Campaign,
    Edition,
    Expectation,
    ReferencePopulation,
    Submission,
    Value,
    municipalities_of,
)

CURRENT = 2026
LATE_FORMS = 3
Places = dict[str, Municipality]


def load() -> None:
    """Put the framework and three campaigns into the database; a second call changes nothing."""
    if Edition.objects.exists():
        return
    edition = publish_edition(store_edition(shipped("irkutsk")))
    region = Region.objects.get(oktmo_prefix="25")
    places = {place.oktmo: place for place in Municipality.objects.of_region(region)}
    methodologist = User.objects.get_by_natural_key("methodologist@demo.example")
    earlier, later, current = (_campaign(edition, region, places, year) for year in (2020, 2021, CURRENT))
    earlier.not_assessed.set(edition.indicators.exclude(code__in=ASSESSED_IN_2020))
    _load_published(earlier, _without(places, ABSENT_IN_2020), values_of_2020(), methodologist)
    _load_published(later, places, values_of_2021(), methodologist)
    _load_current(current, places, methodologist)
    load_files(current)
    load_editions(edition)
    load_year(current, by=methodologist)
    compute([earlier, later, current])
    load_cycle(earlier, later)
    load_plan(later)
    load_success()
    load_snapshots(earlier, later)


def _campaign(edition: Edition, region: Region, places: Places, year: int) -> Campaign:
    is_open = year == CURRENT
    campaign = Campaign.objects.create(
        region=region,
        year=year,
        edition=edition,
        opens_on=date(year, 11, 15),
        closes_on=date(year, 12, 15),
        status=Campaign.Status.OPEN if is_open else Campaign.Status.PUBLISHED,
        basis=BASIS_OF_CURRENT if is_open else BASIS,
        operator=OPERATOR,
        is_conditional=True,
        published_at=None if is_open else datetime(year + 1, 2, 1, 5, tzinfo=UTC),
    )
    Expectation.objects.bulk_create(Expectation(campaign=campaign, municipality=place) for place in places.values())
    heads = populations(2020 if year == 2020 else 2021)
    kinds = {population.code: population for population in edition.populations.all()}
    ReferencePopulation.objects.bulk_create(
        ReferencePopulation(
            campaign=campaign,
            municipality=places[key],
            population=kinds[code],
            amount=amount,
            source="условная численность, сумма по региону опубликована"
            if code != "pupils"
            else "условная численность",
        )
        for code, parts in heads.items()
        for key, amount in parts.items()
    )
    return campaign


def _load_published(campaign: Campaign, places: Places, values: Values, by: User) -> None:
    moment = datetime(campaign.year, 12, 17, 4, tzinfo=UTC)
    submissions = _submissions(campaign, places, Submission.Status.DRAFT)
    _load_values(campaign.edition, submissions, values)
    campaign.submissions.update(
        status=Submission.Status.PUBLISHED, submitted_at=moment, accepted_at=moment, accepted_by=by
    )
    rows = list(campaign.submissions.order_by("pk"))
    for number, submission in enumerate(rows):
        late = moment - timedelta(hours=20 - number)
        submission.submitted_at = late if number < LATE_FORMS else _handed_in(campaign.year, number)
    Submission.objects.bulk_update(rows, ["submitted_at"])


def _handed_in(year: int, number: int) -> datetime:
    """Forms come on different days and hours of the window, as they do in life."""
    after = timedelta(days=number * 5 % 12, hours=number * 3 % 8, minutes=number * 7 % 50)
    return datetime(year, 11, 17, 1, 10, tzinfo=UTC) + after


def _submissions(campaign: Campaign, places: Places, status: str, **fields: object) -> dict[str, Submission]:
    rows = Submission.objects.bulk_create(
        Submission(campaign=campaign, municipality=place, status=status, **fields) for place in places.values()
    )
    return dict(zip(places, rows, strict=True))


def _load_values(
    edition: Edition, submissions: dict[str, Submission], values: Values, only: Iterable[str] | None = None
) -> None:
    elements = {element.code: element for element in edition.elements.all()}
    codes = set(values if only is None else only)
    Value.objects.bulk_create(
        Value(submission=submission, element=elements[code], amount=amounts[key])
        for code, amounts in values.items()
        if code in codes
        for key, submission in submissions.items()
    )


def _load_current(campaign: Campaign, places: Places, by: User) -> None:
    """The running campaign: some forms accepted, some waiting, one returned, the operator's own half filled in."""
    operator = User.objects.get_by_natural_key("operator@demo.example")
    own = set(municipalities_of(operator).values_list("oktmo", flat=True))
    others = sorted((key for key in places if key not in own), key=lambda key: chance("current", key))
    values = _scaled(values_of_2021())
    moment = datetime(campaign.year, 11, 19, 4, tzinfo=UTC)
    accepted = _submissions(
        campaign,
        _only(places, others[:14]),
        Submission.Status.ACCEPTED,
        submitted_at=moment,
        accepted_at=moment,
        accepted_by=by,
    )
    waiting = _submissions(campaign, _only(places, others[14:18]), Submission.Status.SUBMITTED, submitted_at=moment)
    returned = _submissions(
        campaign,
        _only(places, others[18:20]),
        Submission.Status.RETURNED,
        submitted_at=moment,
        return_reason="Поступивших по профилю больше, чем в прошлом году, втрое. Проверьте графы 9 и 11 классов.",
    )
    drafts = _submissions(campaign, _only(places, [*own, *others[20:22]]), Submission.Status.DRAFT)
    unlocked = _submissions(
        campaign,
        _only(places, others[22:23]),
        Submission.Status.ACCEPTED,
        submitted_at=moment,
        accepted_at=moment,
        accepted_by=by,
    )
    _load_values(campaign.edition, accepted | waiting | returned | unlocked, values)
    begun = [code for code in values if code.startswith(("b_", "u_"))]
    _load_values(campaign.edition, {key: drafts[key] for key in drafts if key not in own}, values, only=begun)
    with pghistory.context(user=operator.pk, source="form"):
        _load_values(campaign.edition, {key: drafts[key] for key in drafts if key in own}, values, only=begun)
    _date_forms(campaign)


def _date_forms(campaign: Campaign) -> None:
    """Forms of the running campaign come one after another and are accepted a day later."""
    rows = list(campaign.submissions.exclude(submitted_at=None).order_by("pk"))
    for number, submission in enumerate(rows):
        submission.submitted_at = _handed_in(campaign.year, number)
        if submission.accepted_at:
            submission.accepted_at = submission.submitted_at + timedelta(days=1, hours=2)
    Submission.objects.bulk_update(rows, ["submitted_at", "accepted_at"])


def _scaled(values: Values) -> Values:
    """Counts of another year: each municipality a little lower, so that parts stay within their wholes."""
    return {
        code: {
            key: Decimal(int(amount * Decimal(str(round(0.85 + 0.15 * chance("scale", key), 3)))))
            if code.startswith("n_") else amount
            for key, amount in amounts.items()
        }
        for code, amounts in values.items()
    }  # fmt: skip


def _without(places: Places, keys: Iterable[str]) -> Places:
    return {key: place for key, place in places.items() if key not in set(keys)}


def _only(places: Places, keys: Iterable[str]) -> Places:
    return {key: places[key] for key in keys}
