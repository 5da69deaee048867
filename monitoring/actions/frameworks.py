"""From a definition to tables, and the publication that freezes them."""

from itertools import chain

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from monitoring.framework import linter
from monitoring.framework.definition import Definition, IndicatorDefinition
from monitoring.models import (
    Criterion,
    Edition,
    Element,
    Indicator,
    Population,
    Solution,
    SolutionTarget,
    SubsetRule,
    Term,
)

Elements = dict[str, Element]
Populations = dict[str, Population]


@transaction.atomic
def store_edition(definition: Definition) -> Edition:
    """Write a definition as an unpublished edition; a definition with faults is refused with all of them."""
    if found := linter.faults(definition):
        raise ValidationError(found)
    edition = Edition.objects.create(
        code=definition.code,
        number=definition.edition,
        title=definition.title,
        valid_from=definition.valid_from,
        valid_to=definition.valid_to,
        authored_by=definition.authored_by,
        checked_by=definition.checked_by,
        approved_by=definition.approved_by,
        next_review=definition.next_review,
        scale_code=definition.scale,
        digest=definition.digest,
    )
    criteria = {
        row.number: row
        for row in Criterion.objects.bulk_create(
            Criterion(edition=edition, number=row.number, name=row.name, short=row.short) for row in definition.criteria
        )
    }
    elements = _store_elements(edition, definition, criteria)
    populations = _store_populations(edition, definition)
    indicators = Indicator.objects.bulk_create(
        _indicator(edition, criteria[row.criterion], row, position)
        for position, row in enumerate(definition.indicators, start=1)
    )
    pairs = list(zip(indicators, definition.indicators, strict=True))
    Term.objects.bulk_create(
        chain.from_iterable(_terms(indicator, row, elements, populations) for indicator, row in pairs)
    )
    SubsetRule.objects.bulk_create(
        SubsetRule(edition=edition, part=elements[part], whole=elements[whole])
        for row in definition.indicators
        for part, whole in row.subset
    )
    _store_solutions(edition, definition, {row.code: row for row in indicators})
    return edition


@transaction.atomic
def publish_edition(edition: Edition) -> Edition:
    """From here on the database refuses any change of the edition."""
    if edition.published_at is not None:
        raise ValidationError("Эта редакция уже опубликована.")
    edition.published_at = timezone.now()
    edition.save(update_fields=["published_at"])
    return edition


def _store_elements(edition: Edition, definition: Definition, criteria: dict[int, Criterion]) -> Elements:
    rows = Element.objects.bulk_create(
        Element(
            edition=edition,
            criterion=criteria[row.criterion],
            code=row.code,
            kind=row.kind,
            name=row.name,
            hint=row.hint,
            position=position,
        )
        for position, row in enumerate(definition.elements, start=1)
    )
    return {row.code: row for row in rows}


def _store_populations(edition: Edition, definition: Definition) -> Populations:
    rows = Population.objects.bulk_create(
        Population(edition=edition, code=row.code, name=row.name, source=row.source) for row in definition.populations
    )
    return {row.code: row for row in rows}


def _store_solutions(edition: Edition, definition: Definition, indicators: dict[str, Indicator]) -> None:
    solutions = Solution.objects.bulk_create(
        Solution(
            edition=edition,
            code=row.code,
            level=row.level,
            title=row.title,
            text=row.text,
            effect=row.effect,
            effort=row.effort,
            position=position,
        )
        for position, row in enumerate(definition.solutions, start=1)
    )
    SolutionTarget.objects.bulk_create(
        SolutionTarget(edition=edition, solution=solution, indicator=indicators[code])
        for solution, row in zip(solutions, definition.solutions, strict=True)
        for code in row.indicators
    )


def _indicator(edition: Edition, criterion: Criterion, row: IndicatorDefinition, position: int) -> Indicator:
    return Indicator(
        edition=edition,
        criterion=criterion,
        code=row.code,
        position=position,
        kind=row.kind,
        name=row.name,
        operation=row.numerator.operation,
        comparison=row.numerator.comparison,
        threshold=row.numerator.threshold,
        region_rule=row.region,
        polarity=row.polarity,
        scoring=row.score,
        target=row.target,
        unit=row.unit,
        period=row.period,
        decimals=row.decimals,
        statement=row.statement,
        gap=row.gap,
        why=row.why,
        source=row.source,
    )


def _terms(indicator: Indicator, row: IndicatorDefinition, elements: Elements, populations: Populations) -> list[Term]:
    parts = (
        (Term.Part.NUMERATOR, row.numerator.operands),
        (Term.Part.DENOMINATOR, row.denominator.operands if row.denominator else ()),
        (Term.Part.SLICE, row.slices),
    )
    return [
        Term(
            edition=indicator.edition,
            indicator=indicator,
            part=part,
            position=position,
            element=elements.get(code),
            population=populations.get(code),
        )
        for part, codes in parts
        for position, code in enumerate(codes, start=1)
    ]
