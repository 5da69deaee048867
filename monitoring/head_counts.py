"""Head counts beside last year's and beside what municipalities have typed: jumps and contradictions worth a look."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from monitoring import printing
from monitoring.control_rules.reference import DIFFERENCE, base_doubts
from monitoring.doubts import bounds_of
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Population, ReferencePopulation, Value

Amounts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Sum:
    """One population of the region."""

    population: Population
    now: int | None
    before: int | None

    @property
    def change(self) -> str:
        if self.now is None or not self.before:
            return "—"
        return f"{printing.signed(printing.half_up(Decimal(self.now - self.before) * 100 / self.before))} %"

    @property
    def is_jump(self) -> bool:
        return self.now is not None and bool(self.before) and differs(self.now, self.before or 0)


def differs(now: int, before: int) -> bool:
    """Ten per cent or more, the bound of the control rules."""
    return abs(now - before) >= before * DIFFERENCE


def stored(campaign: Campaign) -> dict[str, dict[str, int]]:
    """Head counts of a campaign by population code and OKTMO."""
    amounts: dict[str, dict[str, int]] = {}
    rows = ReferencePopulation.objects.filter(campaign=campaign)
    for code, oktmo, amount in rows.values_list("population__code", "municipality__oktmo", "amount"):
        amounts.setdefault(code, {})[oktmo] = amount
    return amounts


def last_year_of(campaign: Campaign) -> Campaign | None:
    """The nearest earlier campaign of the region that has head counts."""
    rows = Campaign.objects.filter(region=campaign.region_id, year__lt=campaign.year)
    return rows.filter(reference_populations__isnull=False).order_by("-year").first()


def sums(campaign: Campaign, now: Amounts, before: Amounts) -> list[Sum]:
    return [
        Sum(row, _total(now, row.code), _total(before, row.code))
        for row in Population.objects.filter(edition=campaign.edition_id)
    ]


def jumps(places: Mapping[str, str], rows: list[Sum], now: Amounts, before: Amounts) -> list[str]:
    """Sentences: the region first, then each municipality whose head count has jumped. `places`: names by OKTMO."""
    names = {row.population.code: row.population.name for row in rows}
    heads = {row.population.code: row.now for row in rows if row.now is not None}
    last = {row.population.code: row.before for row in rows if row.before is not None}
    told = base_doubts(heads, last, names)
    for code, amounts in now.items():
        for oktmo, amount in amounts.items():
            old = before.get(code, {}).get(oktmo)
            if old and differs(amount, old) and oktmo in places:
                told.append(
                    f"{places[oktmo]}, {names.get(code, code)}: было {printing.amount(old)}, "
                    f"стало {printing.amount(amount)}."
                )
    return told


def contradictions(campaign: Campaign, places: Mapping[str, str], now: Amounts) -> list[str]:
    """Municipalities that have typed more people than there are by these head counts."""
    typed: dict[str, dict[str, Decimal]] = {}
    values = Value.objects.filter(submission__campaign=campaign, state=State.REPORTED)
    for oktmo, code, amount in values.values_list("submission__municipality__oktmo", "element__code", "amount"):
        typed.setdefault(oktmo, {})[code] = amount or Decimal(0)
    told = []
    for elements, populations in bounds_of(campaign, {code for cells in typed.values() for code in cells}):
        for oktmo, cells in typed.items():
            heads = [now[code][oktmo] for code in populations if oktmo in now.get(code, {})]
            people = sum((cells[code] for code in elements if code in cells), Decimal(0))
            if len(heads) == len(populations) and people > sum(heads) and oktmo in places:
                told.append(
                    f"{places[oktmo]}: в форме {printing.amount(people)}, а всего людей {printing.amount(sum(heads))} "
                    f"({', '.join(elements)} против {', '.join(populations)})."
                )
    return told


def _total(amounts: Amounts, code: str) -> int | None:
    return sum(amounts[code].values()) if amounts.get(code) else None
