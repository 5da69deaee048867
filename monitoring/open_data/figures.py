"""What anybody may see of a published campaign: every open table takes its figures from here, already suppressed.

All tables of people of a campaign are hidden together, since one helps to solve another: a share is printed beside its
base, bases contain each other, and an element of one indicator may be a part of an element of another.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import permutations

from django.db.models import Q

from monitoring.framework.vocabulary import Operation
from monitoring.models import Campaign, Indicator, RegionResult, Result, SubsetRule, Term
from monitoring.models.results import Figure
from monitoring.suppression import BASE_BELOW, TOTAL, Label, Relation, Table, hidden_figures

PEOPLE = "человек"
SIGN = "к"
ALL = "all"
Operands = frozenset[tuple[str, int]]
Columns = tuple[str, ...]


@dataclass(frozen=True)
class OpenRow:
    """One printed figure; the numbers are those that may be known, None where nothing may."""

    name: str
    printed: str
    pair: str
    is_hidden: bool = False
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def is_of_people(indicator: Indicator) -> bool:
    return indicator.unit.startswith(PEOPLE)


def rest_of(code: str) -> str:
    """Column of those in the base who are not counted: base = counted + rest, which ties the two by nothing else."""
    return f"{code} rest"


@dataclass
class OpenFigures:
    """Figures of one campaign; `chosen` adds an indicator that does not count people to the municipal tables.

    `ALL` adds every one of them. What is hidden does not depend on what is asked for.
    """

    campaign: Campaign
    chosen: str = ""

    @cached_property
    def region_results(self) -> list[RegionResult]:
        found = RegionResult.objects.filter(campaign=self.campaign).select_related("indicator__criterion")
        return [row for row in found.order_by("indicator__position") if row.is_reported]

    @cached_property
    def results(self) -> list[Result]:
        wanted = Q() if self.chosen == ALL else Q(indicator__unit__startswith=PEOPLE) | Q(indicator__code=self.chosen)
        found = Result.objects.filter(wanted, campaign=self.campaign).select_related("municipality", "indicator")
        return list(found.order_by("municipality__sort_key", "indicator__position"))

    def region(self) -> list[tuple[RegionResult, OpenRow]]:
        return [(row, self._open(row, row.indicator.name, TOTAL)) for row in self.region_results]

    def municipal(self, indicator: Indicator) -> list[OpenRow]:
        return [shown for _, shown in self.municipal_rows(indicator)]

    def municipal_rows(self, indicator: Indicator) -> list[tuple[Result, OpenRow]]:
        return [row for row in self.everything() if row[0].indicator_id == indicator.pk]

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
        inner = inner_elements(self.campaign)
        for (part, part_operands), (whole, whole_operands) in permutations(sides(self.campaign).items(), 2):
            if set(part) <= set(whole) or not is_within(part_operands, whole_operands, inner):
                continue
            for place in places:
                parts, wholes = ([(place, column) for column in side] for side in (part, whole))
                is_told = all(key in cells for key in parts + wholes)
                if is_told and sum(cells[key] for key in parts) <= sum(cells[key] for key in wholes):
                    yield Relation(tuple(parts), tuple(wholes))


def sides(campaign: Campaign) -> dict[Columns, Operands]:
    """Printed sums of people and what they are sums of."""
    operands: dict[Columns, set[tuple[str, int]]] = defaultdict(set)
    terms = Term.objects.filter(
        edition=campaign.edition_id, indicator__operation=Operation.SUM, indicator__comparison=""
    )
    for term in terms.exclude(part=Term.Part.SLICE).select_related("indicator"):
        code = term.indicator.code
        columns = (code,) if term.part == Term.Part.NUMERATOR else (code, rest_of(code))
        kind, key = ("element", term.element_id) if term.element_id else ("population", term.population_id)
        if is_of_people(term.indicator) and key is not None:
            operands[columns].add((kind, key))
    return {columns: frozenset(found) for columns, found in operands.items()}


def inner_elements(campaign: Campaign) -> set[tuple[int, int]]:
    """Pairs (part, whole) of elements, through any number of rules."""
    pairs = set(SubsetRule.objects.filter(edition=campaign.edition_id).values_list("part_id", "whole_id"))
    while more := {(part, far) for part, near in pairs for whole, far in pairs if near == whole} - pairs:
        pairs |= more
    return pairs


def is_within(parts: Operands, wholes: Operands, inner: set[tuple[int, int]]) -> bool:
    """Has every operand its own operand in the other sum that it equals or is a part of?"""
    free = set(wholes)
    for kind, key in sorted(parts):
        fits = [(kind, key)] if (kind, key) in free else [row for row in sorted(free) if kind == row[0] == "element"]
        found = next((row for row in fits if row[1] == key or (key, row[1]) in inner), None)
        if found is None:
            return False
        free.remove(found)
    return True
