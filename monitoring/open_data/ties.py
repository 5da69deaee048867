"""Which printed sums of people contain each other, by the definitions of an edition: what a reader may reason with."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import permutations

from monitoring.framework.vocabulary import Operation
from monitoring.models import Campaign, Indicator, SubsetRule, Term

PEOPLE = "человек"
Operands = frozenset[tuple[str, int]]
Columns = tuple[str, ...]
Ties = tuple[tuple[Columns, Columns], ...]


def is_of_people(indicator: Indicator) -> bool:
    return indicator.unit.startswith(PEOPLE)


def rest_of(code: str) -> str:
    """Column of those in the base who are not counted: base = counted + rest, which ties the two by nothing else."""
    return f"{code} rest"


def ties_of(campaign: Campaign) -> Ties:
    return ties(sides(campaign), inner_elements(campaign))


def ties(printed: Mapping[Columns, Operands], inner: set[tuple[int, int]]) -> Ties:
    """Pairs (part, whole) of columns: the sum of the first cannot exceed the sum of the second."""
    return tuple(
        (part, whole)
        for (part, part_operands), (whole, whole_operands) in permutations(printed.items(), 2)
        if not set(part) <= set(whole) and is_within(part_operands, whole_operands, inner)
    )


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
