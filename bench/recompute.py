"""Recomputing ten campaigns of 42 municipalities: grouped SQL against a query per figure and plain dictionaries.

Results are compared before anything is timed. Ours stores all results (municipal, regional, scores, totals); the peers
only work out the figures of the region, so the comparison favours them.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Min, Sum
from django.utils import timezone

from accounts.models import User
from cluster.models import Municipality, MunicipalityKind, Region
from monitoring.computation import compute
from monitoring.demonstration_values import SIZES, populations, values_of_2021
from monitoring.models import (
    Campaign,
    Edition,
    Expectation,
    Indicator,
    ReferencePopulation,
    RegionResult,
    Submission,
    Term,
    Value,
)

PREFIX = "97"
YEARS = range(2031, 2041)
RUNS = 9
Figures = dict[tuple[int, str], Decimal]


def main() -> dict[str, dict[str, Any]]:
    _clear()
    with transaction.atomic():
        campaigns = _campaigns()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    compute(campaigns)
    stored = _stored(campaigns)
    for peer in (_query_per_figure, _dictionaries):
        if peer(campaigns) != stored:
            raise SystemExit(f"{peer.__name__}: результаты различаются")
    case = {
        "ours": _median(lambda: compute(campaigns)),
        "unit": "с",
        "peers": {
            "запрос на каждый показатель": _median(lambda: _query_per_figure(campaigns)),
            "выборка и словари Python": _median(lambda: _dictionaries(campaigns)),
        },
    }
    _clear()
    return {"пересчёт 42 × 10 лет": case}


def _clear() -> None:
    """Leave nothing of an earlier run, a broken one included."""
    campaigns = Campaign.objects.filter(region__oktmo_prefix=PREFIX)
    Submission.objects.filter(campaign__in=campaigns).delete()
    campaigns.delete()
    Municipality.objects.filter(region__oktmo_prefix=PREFIX).delete()
    Region.objects.filter(oktmo_prefix=PREFIX).delete()


def _campaigns() -> list[Campaign]:
    edition = Edition.objects.published().first()
    region = Region.objects.create(name="Замерная область", name_genitive="Замерной области", oktmo_prefix=PREFIX)
    places = Municipality.objects.bulk_create(
        Municipality(region=region, name=f"Район {key}", kind=MunicipalityKind.DISTRICT, oktmo=f"{PREFIX}{key[2:]}")
        for key in SIZES
    )
    return [_campaign(edition, region, dict(zip(SIZES, places, strict=True)), year) for year in YEARS]


def _campaign(edition: Edition, region: Region, places: dict[str, Municipality], year: int) -> Campaign:
    opens_on, closes_on = date(year, 11, 15), date(year, 12, 15)
    campaign = Campaign.objects.create(
        region=region, year=year, edition=edition, opens_on=opens_on, closes_on=closes_on
    )
    Expectation.objects.bulk_create(Expectation(campaign=campaign, municipality=place) for place in places.values())
    heads = {population.code: population for population in edition.populations.all()}
    ReferencePopulation.objects.bulk_create(
        ReferencePopulation(campaign=campaign, municipality=places[key], population=heads[code], amount=amount)
        for code, parts in populations(2021).items()
        for key, amount in parts.items()
    )
    accepted = {"accepted_at": timezone.now(), "accepted_by": User.objects.first()}
    forms = Submission.objects.bulk_create(
        Submission(campaign=campaign, municipality=place, status=Submission.Status.ACCEPTED, **accepted)
        for place in places.values()
    )
    elements = {element.code: element for element in edition.elements.all()}
    Value.objects.bulk_create(
        Value(submission=form, element=elements[code], amount=amounts[key])
        for code, amounts in values_of_2021().items()
        for key, form in zip(places, forms, strict=True)
    )
    return campaign


def _stored(campaigns: list[Campaign]) -> Figures:
    rows = RegionResult.objects.filter(campaign__in=campaigns).values_list("campaign", "indicator__code", "numerator")
    return {(campaign, code): numerator for campaign, code, numerator in rows}


def _indicators() -> list[tuple[Indicator, list[int]]]:
    terms: dict[int, list[int]] = {}
    rows = Term.objects.filter(part=Term.Part.NUMERATOR).select_related("indicator")
    for term in rows:
        terms.setdefault(term.indicator_id, []).append(term.element_id)
    return [(indicator, terms[indicator.pk]) for indicator in Indicator.objects.filter(pk__in=terms)]


def _query_per_figure(campaigns: list[Campaign]) -> Figures:
    """The usual way: for each figure a grouped query of its own."""
    figures = {}
    for campaign in campaigns:
        for indicator, elements in _indicators():
            values = Value.objects.filter(submission__campaign=campaign, element__in=elements).order_by()
            rows = values.values("submission").annotate(total=Sum("amount"), least=Min("amount"), most=Max("amount"))
            found = [_numerator(indicator, row["total"], row["least"], row["most"]) for row in rows]
            figures[campaign.pk, indicator.code] = sum(found, Decimal(0))
    return figures


def _dictionaries(campaigns: list[Campaign]) -> Figures:
    """All values once, then arithmetic over dictionaries."""
    cells: dict[tuple[int, int], dict[int, Decimal]] = {}
    rows = Value.objects.filter(submission__campaign__in=campaigns)
    for campaign, form, element, amount in rows.values_list("submission__campaign", "submission", "element", "amount"):
        cells.setdefault((campaign, form), {})[element] = amount
    figures: Figures = {}
    indicators = _indicators()
    for (campaign, _), told in cells.items():
        for indicator, elements in indicators:
            amounts = [told[element] for element in elements]
            value = _numerator(indicator, sum(amounts), min(amounts), max(amounts))
            figures[campaign, indicator.code] = figures.get((campaign, indicator.code), Decimal(0)) + value
    return figures


def _numerator(indicator: Indicator, total: Decimal, least: Decimal, most: Decimal) -> Decimal:
    if indicator.operation != "sum":
        return Decimal((least if indicator.operation == "all" else most) > 0)
    if not indicator.comparison:
        return total
    return Decimal(total == indicator.threshold if indicator.comparison == "equals" else total > indicator.threshold)


def _median(work: Callable[[], object]) -> float:
    """Seconds of the middle run."""
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)
