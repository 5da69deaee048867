import json
from argparse import ArgumentParser
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from monitoring import printing
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, CriterionScore, RegionResult, Result
from monitoring.place_names import name_then
from ui.words import NBSP


class Command(BaseCommand):
    help = "Печатает результаты кампании мониторинга: показатели региона и муниципалитетов."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--region", required=True, help="первые две цифры ОКТМО региона, например 25")
        parser.add_argument("--year", required=True, type=int, help="год кампании, например 2021")
        parser.add_argument("--json", action="store_true", help="вывод в виде JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        campaign = _campaign(options["region"], options["year"])
        if options["json"]:
            self.stdout.write(json.dumps(_report(campaign), ensure_ascii=False))
            return
        for row in _region_results(campaign):
            self.stdout.write(f"{row.indicator.code:6} {row.printed:>10}  {row.pair} ({row.coverage})")


def _campaign(prefix: str, year: int) -> Campaign:
    campaign = Campaign.objects.filter(region__oktmo_prefix=prefix, year=year).select_related("region").first()
    if campaign is None:
        raise CommandError(f"Кампании мониторинга региона {prefix} за {year} год на портале нет.")
    if campaign.computed_at is None:
        raise CommandError(f"Кампания региона {prefix} за {year} год ещё не рассчитана.")
    return campaign


def _region_results(campaign: Campaign) -> list[RegionResult]:
    rows = RegionResult.objects.filter(campaign=campaign).select_related("indicator__criterion")
    return list(rows.order_by("indicator__position"))


def _report(campaign: Campaign) -> dict[str, Any]:
    return {
        "region": campaign.region.oktmo_prefix,
        "year": campaign.year,
        "expected": campaign.expectations.count(),
        "accepted": campaign.submissions.counted().count(),
        "indicators": [_indicator(row) for row in _region_results(campaign)],
        "municipalities": _municipalities(campaign),
    }


def _indicator(row: RegionResult) -> dict[str, Any]:
    value = row.value
    return {
        "code": row.indicator.code,
        "criterion": row.indicator.criterion.number,
        "kind": row.indicator.kind,
        "numerator": _plain(row.numerator),
        "denominator": _plain(row.denominator),
        "reported": row.reported,
        "value": None if value is None else _plain(printing.half_up(value, 4)),
        "printed": row.printed.replace(NBSP, " "),
    }


def _municipalities(campaign: Campaign) -> list[dict[str, Any]]:
    places: dict[int, dict[str, Any]] = {}
    expected = campaign.expectations.select_related("municipality").annotate(name=name_then(campaign.year))
    for row in expected.order_by("municipality__oktmo"):
        place = row.municipality
        places[place.pk] = {"oktmo": place.oktmo, "name": row.name, "criteria": [], "indicators": []}
    scores = CriterionScore.objects.filter(campaign=campaign).select_related("criterion").order_by("criterion__number")
    for score in scores:
        places[score.municipality_id]["criteria"].append(
            {
                "number": score.criterion.number,
                "score": _plain(score.score),
                "assessed": score.assessed,
                "of": score.scorable,
            }
        )
    results = Result.objects.filter(campaign=campaign).select_related("indicator").order_by("indicator__position")
    for result in results:
        places[result.municipality_id]["indicators"].append(
            {
                "code": result.indicator.code,
                "state": State(result.state).code,
                "numerator": _plain(result.numerator),
                "denominator": _plain(result.denominator),
            }
        )
    return list(places.values())


def _plain(value: Decimal | None) -> int | float | None:
    """JSON keeps whole numbers whole; quarters of a post are exact in binary too."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
