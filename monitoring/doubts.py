"""Doubts of the control rules about stored or uploaded forms: five queries, whatever the size of the region."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from monitoring.control_rules import Cell, Doubt, Form, Peer, Relations, check, limits_of
from monitoring.control_rules import Element as Question
from monitoring.framework.vocabulary import IndicatorKind, State
from monitoring.models import (
    Campaign,
    ControlRule,
    Element,
    ReferencePopulation,
    Submission,
    SubsetRule,
    Term,
    Value,
)

NEAREST = 40
Heads = dict[tuple[int, int], dict[str, int]]
Cells = dict[tuple[int, int], dict[str, Cell]]


def doubts_about(submission: Submission, elements: Iterable[Element]) -> list[Doubt]:
    """Doubts about the stored answers, the strongest first. `elements` are the questions asked, with their criterion.

    Last year means the campaign of the year before; peers are forms handed in or accepted, nearest by pupils.
    """
    around = Surroundings(submission.campaign, elements, near=submission.municipality_id, own=submission.pk)
    return around.doubts(submission.municipality_id)


def doubts_in(
    campaign: Campaign, elements: Iterable[Element], told: Mapping[int, dict[str, Cell]]
) -> dict[int, list[Doubt]]:
    """Doubts about answers that are not stored yet, by municipality; the region is read once for all of them."""
    around = Surroundings(campaign, elements)
    return {place: around.doubts(place, cells) for place, cells in told.items()}


class Surroundings:
    """What the control rules want to know around a form. `near` narrows the reading to what one municipality needs."""

    def __init__(
        self, campaign: Campaign, elements: Iterable[Element], *, near: int | None = None, own: int | None = None
    ) -> None:
        self.year, elements = campaign.year, list(elements)
        self.questions = {
            row.code: Question(row.code, row.kind, row.name, row.criterion.number)
            for row in sorted(elements, key=lambda row: row.position)
        }
        self.heads = _heads(campaign)
        self.sizes = {key: row.get(campaign.edition.scale_code, 0) for key, row in self.heads.items()}
        places = None if near is None else [near, *self._nearest(near)]
        self.cells = _cells(campaign, places, self.questions, own)
        relations, self.names = _relations(campaign, self.questions)
        restated = {row.code: (row.restates,) for row in elements if row.restates}
        self.relations = replace(relations, restated=restated)
        self.limits = limits_of(ControlRule.objects.filter(edition=campaign.edition_id))
        self.amounts = {key: _amounts(row) for key, row in self.cells.items()}

    def doubts(self, own: int, told: dict[str, Cell] | None = None) -> list[Doubt]:
        """About the stored answers of a municipality, or about those that are told."""
        year, last = self.year, self.year - 1
        return check(
            Form(
                elements=self.questions,
                relations=self.relations,
                cells=self.cells.get((year, own), {}) if told is None else told,
                size=self.sizes.get((year, own), 0),
                heads=self.heads.get((year, own), {}),
                head_names=self.names,
                last=self.cells.get((last, own), {}),
                last_size=self.sizes.get((last, own), 0),
                peers=tuple(
                    Peer(
                        size=self.sizes[year, place],
                        amounts=self.amounts.get((year, place), {}),
                        last_size=self.sizes.get((last, place), 0),
                        last_amounts=self.amounts.get((last, place), {}),
                    )
                    for place in self._nearest(own)
                ),
                limits=self.limits,
            )
        )

    def _nearest(self, own: int) -> list[int]:
        return _nearest(own, {place: size for (of, place), size in self.sizes.items() if of == self.year})


def _heads(campaign: Campaign) -> Heads:
    """Head counts by (year, municipality) and population code."""
    heads: Heads = defaultdict(dict)
    rows = ReferencePopulation.objects.filter(campaign__region=campaign.region_id)
    rows = rows.filter(campaign__year__in=_years(campaign))
    for year, place, code, amount in rows.values_list(
        "campaign__year", "municipality_id", "population__code", "amount"
    ):
        heads[year, place][code] = amount
    return heads


def _nearest(own: int, sizes: dict[int, int]) -> list[int]:
    """Municipalities nearest in pupils; nobody while the own size is not known."""
    mine = sizes.get(own)
    if not mine:
        return []
    others = [place for place, size in sizes.items() if size and place != own]
    return sorted(others, key=lambda place: (abs(math.log(sizes[place] / mine)), place))[:NEAREST]


def _cells(campaign: Campaign, places: list[int] | None, questions: dict[str, Question], own: int | None) -> Cells:
    """Answers by (year, municipality) and element code: own ones as they stand, of others only what was handed in."""
    cells: Cells = defaultdict(dict)
    rows = Value.objects.filter(
        submission__campaign__region=campaign.region_id,
        submission__campaign__year__in=_years(campaign),
        element__code__in=questions,
    )
    if places is not None:
        rows = rows.filter(submission__municipality__in=places)
    told = (*Submission.COUNTED, Submission.Status.SUBMITTED)
    for pk, status, year, place, code, state, amount in rows.values_list(
        "submission_id", "submission__status", "submission__campaign__year", "submission__municipality_id",
        "element__code", "state", "amount",
    ):  # fmt: skip
        if pk == own or status in told:
            cells[year, place][code] = Cell(amount, State(state).code)
    return cells


def bounds_of(campaign: Campaign, codes: Collection[str]) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Which of these elements together cannot exceed the sum of populations."""
    return _relations(campaign, codes)[0].bounds


def _relations(campaign: Campaign, questions: Collection[str]) -> tuple[Relations, dict[str, str]]:
    """What must hold, and the names of the populations it speaks of."""
    edition = campaign.edition_id
    pairs = SubsetRule.objects.filter(edition=edition, part__code__in=questions, whole__code__in=questions)
    bases: dict[int, dict[str, list[tuple[str | None, str | None]]]] = defaultdict(lambda: defaultdict(list))
    terms = Term.objects.filter(edition=edition, indicator__kind=IndicatorKind.SHARE).exclude(part=Term.Part.SLICE)
    names: dict[str, str] = {}
    for indicator, part, element, population, name in terms.values_list(
        "indicator_id", "part", "element__code", "population__code", "population__name"
    ):
        if population:
            names[population] = name
        bases[indicator][part].append((element, population))
    bounds = []
    for parts in bases.values():
        people = [element for element, _ in parts[Term.Part.NUMERATOR] if element in questions]
        heads = [population for _, population in parts[Term.Part.DENOMINATOR] if population]
        if people and len(heads) == len(parts[Term.Part.DENOMINATOR]):
            bounds.append((tuple(filter(None, people)), tuple(heads)))
    subsets = tuple(pairs.values_list("part__code", "whole__code"))
    return Relations(subsets=subsets, bounds=tuple(bounds)), names


def _amounts(cells: dict[str, Cell]) -> dict[str, Decimal]:
    return {code: cell.amount for code, cell in cells.items() if cell.amount is not None}


def _years(campaign: Campaign) -> tuple[int, int]:
    return campaign.year - 1, campaign.year
