"""A framework as plain data: the one shape between a TOML file, the tables of an edition, the linter and pages."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Formula:
    """A sum of operands, that sum compared with a number, or all/any of flags. Nothing else can be said."""

    operation: str
    operands: tuple[str, ...]
    comparison: str = ""
    threshold: Decimal = Decimal(0)
    unknown_keys: tuple[str, ...] = ()


NOTHING = Formula("", ())


@dataclass(frozen=True)
class PopulationDefinition:
    code: str
    name: str
    source: str


@dataclass(frozen=True)
class CriterionDefinition:
    number: int
    name: str
    short: str


@dataclass(frozen=True)
class ElementDefinition:
    code: str
    criterion: int
    kind: str
    name: str
    hint: str
    restates: str = ""  # code of the population that an independent source tells too


@dataclass(frozen=True)
class IndicatorDefinition:
    code: str
    criterion: int
    kind: str
    name: str
    numerator: Formula
    denominator: Formula | None
    slices: tuple[str, ...]
    region: str
    polarity: str
    score: str
    target: Decimal | None
    unit: str
    period: str
    decimals: int
    statement: str
    gap: str
    why: str
    source: str
    broken_with: int | None
    broken_note: str

    @property
    def operands(self) -> tuple[str, ...]:
        """Codes that make the value, numerator first."""
        return (*self.numerator.operands, *(self.denominator.operands if self.denominator else ()))


@dataclass(frozen=True)
class RuleDefinition:
    """What an edition says about one control rule; the rules themselves are in `monitoring.control_rules`."""

    code: str
    is_on: bool
    threshold: Decimal | None
    severity: str
    advice: str


@dataclass(frozen=True)
class SolutionDefinition:
    """A typical answer to a deficit, from the catalogue."""

    code: str
    level: str
    title: str
    text: str
    effect: str
    effort: str
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Definition:
    code: str
    title: str
    edition: int
    valid_from: int
    valid_to: int | None
    authored_by: str
    checked_by: str
    approved_by: str
    next_review: date | None
    scale: str
    populations: tuple[PopulationDefinition, ...]
    criteria: tuple[CriterionDefinition, ...]
    elements: tuple[ElementDefinition, ...]
    indicators: tuple[IndicatorDefinition, ...]
    subsets: tuple[tuple[str, str], ...]
    rules: tuple[RuleDefinition, ...]
    solutions: tuple[SolutionDefinition, ...]
    oddities: tuple[str, ...] = field(default=(), compare=False)
