"""What anybody may see of a published campaign: every open table takes its figures from here, already suppressed.

All tables of people of a campaign are hidden together, since one helps to solve another: a share is printed beside its
base, bases contain each other, and an element of one indicator may be a part of an element of another.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Q

from cluster.models import named_on
from monitoring.models import Campaign, Indicator, RegionResult, Result
from monitoring.models.results import Figure
from monitoring.open_data.ties import PEOPLE, Ties, is_of_people, rest_of, ties_of
from monitoring.suppression import BASE_BELOW, TOTAL, Label, Relation, Table, hidden_figures

SIGN = "к"
ALL = "all"


@dataclass(frozen=True)
class OpenRow:
    """One printed figure; the numbers are those that may be known, None where nothing may."""

    name: str
    printed: str
    pair: str
    is_hidden: bool = False
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass
class OpenFigures:
    """Reported figures of the region and figures of municipalities of one campaign, in the order of print."""

    region_results: list[RegionResult]
    results: list[Result]
    ties: Ties

    @cached_property
    def region(self) -> list[tuple[RegionResult, OpenRow]]:
        return [(row, self._open(row, row.indicator.name, TOTAL)) for row in self.region_results]

    def municipal(self, indicator: Indicator) -> list[OpenRow]:
        return [shown for _, shown in self.municipal_rows(indicator)]

    def municipal_rows(self, indicator: Indicator) -> list[tuple[Result, OpenRow]]:
        return self._by_indicator[indicator.pk]

    @cached_property
    def _by_indicator(self) -> dict[int, list[tuple[Result, OpenRow]]]:
        found = defaultdict(list)
        for row in self.everything:
            found[row[0].indicator_id].append(row)
        return found

    @cached_property
    def everything(self) -> list[tuple[Result, OpenRow]]:
        """All municipal figures that were read, of all indicators."""
        return [(row, self._open(row, row.municipality.name, row.municipality_id)) for row in self.results]

    def _open(self, row: Figure, name: str, key: Label) -> OpenRow:
        code = row.indicator.code
        if (key, code) in self.hidden:
            return OpenRow(name, SIGN, "скрыто", is_hidden=True)
        if (key, rest_of(code)) in self.hidden:
            return OpenRow(name, row.printed, f"0 из {SIGN}", is_hidden=True, numerator=Decimal(0))
        return OpenRow(name, row.printed, row.pair, numerator=row.numerator, denominator=row.denominator)

    @cached_property
    def hidden(self) -> frozenset[tuple[Label, Label]]:
        return hidden_figures(self.table)

    @cached_property
    def table(self) -> Table:
        cells: dict[tuple[Label, Label], int] = {}
        small = set()
        for row in self.results:
            if not row.is_reported or not is_of_people(row.indicator):
                continue
            place, code = row.municipality_id, row.indicator.code
            cells[place, code] = int(row.told)
            if row.denominator is None:
                continue
            rest = int(row.denominator - row.told)
            cells[place, rest_of(code)] = max(rest, 0)
            if rest < 0 or row.denominator < BASE_BELOW:
                small |= {(place, code), (place, rest_of(code))}
        codes = sorted({str(column) for _, column in cells})
        return Table(
            cells,
            relations=tuple(self._relations(cells)),
            beside=tuple(frozenset({code, rest_of(code)}) for code in codes if rest_of(code) in codes),
            small=frozenset(small),
        )

    def _relations(self, cells: dict[tuple[Label, Label], int]) -> Iterable[Relation]:
        places = sorted({place for place, _ in cells}, key=str)
        for part, whole in self.ties:
            for place in places:
                parts, wholes = ([(place, column) for column in side] for side in (part, whole))
                is_told = all(key in cells for key in parts + wholes)
                if is_told and sum(cells[key] for key in parts) <= sum(cells[key] for key in wholes):
                    yield Relation(tuple(parts), tuple(wholes))


def open_figures(campaign: Campaign, chosen: str = "") -> OpenFigures:
    """`chosen` adds an indicator that does not count people to the municipal tables, `ALL` adds every one of them.

    What is hidden does not depend on what is asked for.
    """
    region = RegionResult.objects.filter(campaign=campaign).select_related("indicator__criterion")
    wanted = Q() if chosen == ALL else Q(indicator__unit__startswith=PEOPLE) | Q(indicator__code=chosen)
    found = Result.objects.filter(wanted, campaign=campaign).select_related("municipality", "indicator")
    results = list(found.order_by("municipality__sort_key", "indicator__position"))
    named_on((row.municipality for row in results), campaign.year_end)
    return OpenFigures(
        [row for row in region.order_by("indicator__position") if row.is_reported],
        results,
        ties_of(campaign),
    )
