"""From the tables of editions back to definitions: the same shape the file has, so every reader sees one thing."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import QuerySet

from monitoring.framework.definition import (
    CriterionDefinition,
    Definition,
    ElementDefinition,
    Formula,
    IndicatorDefinition,
    PopulationDefinition,
    RuleDefinition,
    SolutionDefinition,
)
from monitoring.framework.vocabulary import Operation
from monitoring.models import (
    ControlRule,
    Criterion,
    Edition,
    Element,
    Indicator,
    Population,
    Solution,
    SubsetRule,
    Term,
)

Row = TypeVar("Row")
Parts = dict[str, list[str]]
# Field of a definition and the column that keeps it; formulas and links are put together separately.
EDITION_COLUMNS = {
    **{
        name: name
        for name in (
            "code", "title", "valid_from", "valid_to", "authored_by", "checked_by", "approved_by", "next_review",
        )
    },
    "edition": "number",
    "scale": "scale_code",
}  # fmt: skip
INDICATOR_COLUMNS = {
    **{
        name: name
        for name in (
            "code", "kind", "name", "polarity", "target", "unit", "period", "decimals", "statement", "gap", "why",
            "source", "broken_with", "broken_note",
        )
    },
    "region": "region_rule",
    "score": "scoring",
}  # fmt: skip


def definition_of(edition: Edition) -> Definition:
    return definitions_of([edition])[edition.pk]


def definitions_of(editions: Iterable[Edition]) -> dict[int, Definition]:
    """Definitions by key of the edition; eight queries, however many editions."""
    wanted = {edition.pk: edition for edition in editions}
    populations = _by_edition(
        (row.edition_id, PopulationDefinition(row.code, row.name, row.source))
        for row in Population.objects.filter(edition__in=wanted).order_by("edition_id", "pk")
    )
    criteria = _by_edition(
        (row.edition_id, CriterionDefinition(row.number, row.name, row.short))
        for row in Criterion.objects.filter(edition__in=wanted)
    )
    elements = _by_edition(
        (row.edition_id, ElementDefinition(row.code, row.criterion.number, row.kind, row.name, row.hint, row.restates))
        for row in Element.objects.filter(edition__in=wanted).select_related("criterion")
    )
    indicators = indicators_of(Indicator.objects.filter(edition__in=wanted))
    pairs = SubsetRule.objects.filter(edition__in=wanted).values_list("edition_id", "part__code", "whole__code")
    subsets = _by_edition((edition, (part, whole)) for edition, part, whole in pairs)
    rules = _by_edition(
        (row.edition_id, RuleDefinition(row.code, row.is_on, row.threshold, row.severity, row.advice))
        for row in ControlRule.objects.filter(edition__in=wanted)
    )
    solutions = _by_edition((row.edition_id, _solution(row)) for row in solutions_with_codes(wanted))
    return {
        key: Definition(
            **{name: getattr(edition, column) for name, column in EDITION_COLUMNS.items()},
            populations=populations[key],
            criteria=criteria[key],
            elements=elements[key],
            indicators=tuple(indicators.get(key, {}).values()),
            subsets=subsets[key],
            rules=rules[key],
            solutions=solutions[key],
        )
        for key, edition in wanted.items()
    }


def indicators_of(rows: QuerySet[Indicator]) -> dict[int, dict[str, IndicatorDefinition]]:
    """Indicators by edition and code, in the order of the edition; two queries."""
    return indicators_from(list(rows.select_related("criterion").order_by("edition_id", "position", "pk")))


def indicators_from(found: list[Indicator]) -> dict[int, dict[str, IndicatorDefinition]]:
    """The same for indicators at hand with their criteria; one query."""
    terms: dict[int, Parts] = defaultdict(lambda: defaultdict(list))
    operands = Term.objects.filter(indicator__in=[row.pk for row in found]).order_by("position", "pk")
    for indicator, part, element, population in operands.values_list(
        "indicator_id", "part", "element__code", "population__code"
    ):
        terms[indicator][part].append(element or population)
    made: dict[int, dict[str, IndicatorDefinition]] = defaultdict(dict)
    for row in found:
        made[row.edition_id][row.code] = _indicator(row, terms[row.pk])
    return made


def solutions_with_codes(editions: Iterable[int]) -> QuerySet[Solution]:
    """Solutions with `codes`, the indicators they answer, in one query."""
    codes = ArrayAgg("targets__indicator__code", order_by="targets__pk")
    return Solution.objects.filter(edition__in=editions).annotate(codes=codes).order_by("edition_id", "position", "pk")


def _indicator(row: Indicator, terms: Parts) -> IndicatorDefinition:
    lower = tuple(terms[Term.Part.DENOMINATOR])
    return IndicatorDefinition(
        **{name: getattr(row, column) for name, column in INDICATOR_COLUMNS.items()},
        criterion=row.criterion.number,
        numerator=Formula(row.operation, tuple(terms[Term.Part.NUMERATOR]), row.comparison, row.threshold),
        denominator=Formula(Operation.SUM, lower) if lower else None,
        slices=tuple(terms[Term.Part.SLICE]),
    )


def _solution(row: Any) -> SolutionDefinition:
    codes = tuple(code for code in row.codes or () if code)
    return SolutionDefinition(row.code, row.level, row.title, row.text, row.effect, row.effort, codes)


def _by_edition(pairs: Iterable[tuple[int, Row]]) -> dict[int, tuple[Row, ...]]:
    rows: dict[int, list[Row]] = defaultdict(list)
    for edition, row in pairs:
        rows[edition].append(row)
    return defaultdict(tuple, {edition: tuple(found) for edition, found in rows.items()})
