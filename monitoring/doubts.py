"""Doubts of the control rules about one stored form: five queries, whatever the size of the region."""

import math
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from monitoring.control_rules import Cell, Doubt, Form, Peer, Relations, check, limits_of
from monitoring.control_rules import Element as Question
from monitoring.framework.vocabulary import IndicatorKind, State
from monitoring.models import ControlRule, Element, ReferencePopulation, Submission, SubsetRule, Term, Value

NEAREST = 40
Heads = dict[tuple[int, int], dict[str, int]]
Cells = dict[tuple[int, int], dict[str, Cell]]


def doubts_about(submission: Submission, elements: Iterable[Element]) -> list[Doubt]:
    """Doubts about the stored answers, the strongest first. `elements` are the questions asked, with their criterion.

    Last year means the campaign of the year before; peers are forms handed in or accepted, nearest by pupils.
    """
    campaign, own = submission.campaign, submission.municipality_id
    questions = {
        row.code: Question(row.code, row.kind, row.name, row.criterion.number)
        for row in sorted(elements, key=lambda row: row.position)
    }
    heads, year = _heads(submission), campaign.year
    sizes = {key: row.get(campaign.edition.scale_code, 0) for key, row in heads.items()}
    near = _nearest(own, {place: size for (of, place), size in sizes.items() if of == year})
    cells = _cells(submission, [own, *near], questions)
    relations, names = _relations(submission, questions)
    return check(
        Form(
            elements=questions,
            relations=relations,
            cells=cells[year, own],
            size=sizes.get((year, own), 0),
            heads=heads[year, own],
            head_names=names,
            last=cells[year - 1, own],
            last_size=sizes.get((year - 1, own), 0),
            peers=tuple(
                Peer(
                    size=sizes[year, place],
                    amounts=_amounts(cells[year, place]),
                    last_size=sizes.get((year - 1, place), 0),
                    last_amounts=_amounts(cells[year - 1, place]),
                )
                for place in near
            ),
            limits=limits_of(ControlRule.objects.filter(edition=campaign.edition_id)),
        )
    )


def _heads(submission: Submission) -> Heads:
    """Head counts by (year, municipality) and population code."""
    heads: Heads = defaultdict(dict)
    rows = ReferencePopulation.objects.filter(campaign__region=submission.campaign.region_id)
    rows = rows.filter(campaign__year__in=_years(submission))
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


def _cells(submission: Submission, places: list[int], questions: dict[str, Question]) -> Cells:
    """Answers by (year, municipality) and element code: own ones as they stand, of others only what was handed in."""
    cells: Cells = defaultdict(dict)
    rows = Value.objects.filter(
        submission__campaign__region=submission.campaign.region_id,
        submission__campaign__year__in=_years(submission),
        submission__municipality__in=places,
        element__code__in=questions,
    )
    told = (*Submission.COUNTED, Submission.Status.SUBMITTED)
    for pk, status, year, place, code, state, amount in rows.values_list(
        "submission_id", "submission__status", "submission__campaign__year", "submission__municipality_id",
        "element__code", "state", "amount",
    ):  # fmt: skip
        if pk == submission.pk or status in told:
            cells[year, place][code] = Cell(amount, State(state).code)
    return cells


def _relations(submission: Submission, questions: dict[str, Question]) -> tuple[Relations, dict[str, str]]:
    """What must hold, and the names of the populations it speaks of."""
    edition = submission.campaign.edition_id
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


def _years(submission: Submission) -> tuple[int, int]:
    return submission.campaign.year - 1, submission.campaign.year
