"""From a definition to tables, and the publication that freezes them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from monitoring.framework import linter
from monitoring.framework.definition import Definition, IndicatorDefinition
from monitoring.framework.tables import EDITION_COLUMNS, INDICATOR_COLUMNS, definition_of
from monitoring.framework.writing import digest_of
from monitoring.models import (
    ControlRule,
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


@dataclass
class Rows:
    """Everything of an edition as unsaved rows, in the order in which they can be saved."""

    edition: Edition
    populations: list[Population] = field(default_factory=list)
    criteria: list[Criterion] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    subsets: list[SubsetRule] = field(default_factory=list)
    rules: list[ControlRule] = field(default_factory=list)
    solutions: list[Solution] = field(default_factory=list)
    targets: list[SolutionTarget] = field(default_factory=list)

    def all(self) -> Iterator[models.Model]:
        yield self.edition
        for name, rows in vars(self).items():
            if name != "edition":
                yield from rows


@transaction.atomic
def store_edition(definition: Definition, *, author: User | None = None, base: Edition | None = None) -> Edition:
    """Write a definition as a draft; one with faults is refused with all of them and nothing is written."""
    if found := linter.faults(definition):
        raise ValidationError(found)
    rows = _rows(definition, author, base)
    if found := [fault for row in rows.all() for fault in _misfits(row)]:
        raise ValidationError(found)
    if Edition.objects.filter(code=definition.code, number=definition.edition).exists():
        raise ValidationError(f"Редакция {definition.edition} системы «{definition.code}» уже есть.")
    rows.edition.save()
    for name, objects in vars(rows).items():
        if name != "edition" and objects:
            type(objects[0])._default_manager.bulk_create(objects)
    return rows.edition


@transaction.atomic
def publish_edition(edition: Edition) -> Edition:
    """From here on the database refuses any change of the edition.

    Called for what ships with the portal; an edition written by a person is published by `approve_edition`.
    """
    if edition.published_at is not None:
        raise ValidationError("Эта редакция уже опубликована.")
    edition.digest = digest_of(definition_of(edition))
    edition.status, edition.published_at = Edition.Status.PUBLISHED, timezone.now()
    edition.save()
    return edition


def _misfits(row: models.Model) -> Iterator[str]:
    """What the columns do not take: too long, out of range, an odd character in a code."""
    try:
        row.clean_fields(exclude={one.name for one in row._meta.fields if one.is_relation})
    except ValidationError as error:
        place = f"{row._meta.verbose_name} «{getattr(row, 'code', None) or row}»"
        for name, texts in error.message_dict.items():
            column = row._meta.get_field(name)
            yield f"{place[:1].upper()}{place[1:]}, {column.verbose_name}: {' '.join(texts)}"  # type: ignore[union-attr]


def _rows(definition: Definition, author: User | None, base: Edition | None) -> Rows:
    rows = Rows(_edition(definition, author, base))
    edition = rows.edition
    rows.populations = [
        Population(edition=edition, code=row.code, name=row.name, source=row.source) for row in definition.populations
    ]
    rows.criteria = [
        Criterion(edition=edition, number=row.number, name=row.name, short=row.short) for row in definition.criteria
    ]
    criteria = {row.number: row for row in rows.criteria}
    rows.elements = [
        Element(
            edition=edition,
            criterion=criteria[row.criterion],
            code=row.code,
            kind=row.kind,
            name=row.name,
            hint=row.hint,
            restates=row.restates,
            position=position,
        )
        for position, row in enumerate(definition.elements, start=1)
    ]
    rows.indicators = [
        _indicator(edition, criteria[row.criterion], row, position)
        for position, row in enumerate(definition.indicators, start=1)
    ]
    _add_terms(rows, definition)
    _add_rules(rows, definition)
    _add_solutions(rows, definition)
    return rows


def _edition(definition: Definition, author: User | None, base: Edition | None) -> Edition:
    own = {column: getattr(definition, name) for name, column in EDITION_COLUMNS.items()}
    return Edition(**own, digest=digest_of(definition), author=author, base=base)


def _indicator(edition: Edition, criterion: Criterion, row: IndicatorDefinition, position: int) -> Indicator:
    return Indicator(
        **{column: getattr(row, name) for name, column in INDICATOR_COLUMNS.items()},
        edition=edition,
        criterion=criterion,
        position=position,
        operation=row.numerator.operation,
        comparison=row.numerator.comparison,
        threshold=row.numerator.threshold,
    )


def _add_terms(rows: Rows, definition: Definition) -> None:
    elements = {row.code: row for row in rows.elements}
    populations = {row.code: row for row in rows.populations}
    for indicator, row in zip(rows.indicators, definition.indicators, strict=True):
        for part, codes in (
            (Term.Part.NUMERATOR, row.numerator.operands),
            (Term.Part.DENOMINATOR, row.denominator.operands if row.denominator else ()),
            (Term.Part.SLICE, row.slices),
        ):
            rows.terms += [
                Term(
                    edition=rows.edition,
                    indicator=indicator,
                    part=part,
                    position=position,
                    element=elements.get(code),
                    population=populations.get(code),
                )
                for position, code in enumerate(codes, start=1)
            ]


def _add_rules(rows: Rows, definition: Definition) -> None:
    elements = {row.code: row for row in rows.elements}
    rows.subsets = [
        SubsetRule(edition=rows.edition, part=elements[part], whole=elements[whole])
        for part, whole in definition.subsets
    ]
    rows.rules = [
        ControlRule(
            edition=rows.edition,
            code=row.code,
            is_on=row.is_on,
            threshold=row.threshold,
            severity=row.severity,
            advice=row.advice,
            position=position,
        )
        for position, row in enumerate(definition.rules, start=1)
    ]


def _add_solutions(rows: Rows, definition: Definition) -> None:
    indicators = {row.code: row for row in rows.indicators}
    for position, row in enumerate(definition.solutions, start=1):
        solution = Solution(
            edition=rows.edition,
            code=row.code,
            level=row.level,
            title=row.title,
            text=row.text,
            effect=row.effect,
            effort=row.effort,
            position=position,
        )
        rows.solutions.append(solution)
        rows.targets += [
            SolutionTarget(edition=rows.edition, solution=solution, indicator=indicators[code])
            for code in row.indicators
        ]
