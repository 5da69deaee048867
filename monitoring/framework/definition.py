"""A framework as plain data: what a TOML file says, before anything of it reaches the database.

Reading is tolerant: what is missing or odd becomes an empty field, so that the linter can name every fault at once.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from monitoring.framework.vocabulary import Comparison, Operation

FOLDER = Path(__file__).parent


class DefinitionError(ValueError):
    """The file is no framework at all: not TOML, or without its main table."""


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


@dataclass(frozen=True)
class IndicatorDefinition:
    code: str
    criterion: int
    kind: str
    name: str
    numerator: Formula
    denominator: Formula | None
    slices: tuple[str, ...]
    subset: tuple[tuple[str, str], ...]
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
    solutions: tuple[SolutionDefinition, ...]
    digest: str


def shipped(name: str = "irkutsk") -> Definition:
    """A framework that comes with the portal."""
    return read((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def read(text: str) -> Definition:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(f"Файл не читается как TOML: {error}") from error
    head = tables.get("framework")
    if not isinstance(head, dict):
        raise DefinitionError("В файле нет раздела [framework].")
    review = head.get("next_review")
    return Definition(
        code=_text(head, "code"),
        title=_text(head, "title"),
        edition=_whole(head, "edition"),
        valid_from=_whole(head, "valid_from"),
        valid_to=_whole(head, "valid_to") or None,
        authored_by=_text(head, "authored_by"),
        checked_by=_text(head, "checked_by"),
        approved_by=_text(head, "approved_by"),
        next_review=review if isinstance(review, date) else None,
        scale=_text(head, "scale"),
        populations=tuple(
            PopulationDefinition(_text(row, "code"), _text(row, "name"), _text(row, "source"))
            for row in _rows(tables, "populations")
        ),
        criteria=tuple(
            CriterionDefinition(_whole(row, "number"), _text(row, "name"), _text(row, "short"))
            for row in _rows(tables, "criteria")
        ),
        elements=tuple(_element(row) for row in _rows(tables, "elements")),
        indicators=tuple(_indicator(row) for row in _rows(tables, "indicators")),
        solutions=tuple(_solution(row) for row in _rows(tables, "solutions")),
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )


def _element(row: Mapping[str, Any]) -> ElementDefinition:
    return ElementDefinition(
        code=_text(row, "code"),
        criterion=_whole(row, "criterion"),
        kind=_text(row, "kind"),
        name=_text(row, "name"),
        hint=_text(row, "hint"),
    )


def _indicator(row: Mapping[str, Any]) -> IndicatorDefinition:
    return IndicatorDefinition(
        code=_text(row, "code"),
        criterion=_whole(row, "criterion"),
        kind=_text(row, "kind"),
        name=_text(row, "name"),
        numerator=_formula(row.get("numerator")) or NOTHING,
        denominator=_formula(row.get("denominator")),
        slices=_codes(row.get("slices")),
        subset=tuple((pair[0], pair[1]) for pair in map(_codes, _list(row.get("subset"))) if len(pair) == 2),
        region=_text(row, "region"),
        polarity=_text(row, "polarity"),
        score=_text(row, "score"),
        target=_number(row.get("target")),
        unit=_text(row, "unit"),
        period=_text(row, "period") or "calendar_year",
        decimals=_whole(row, "decimals"),
        statement=_text(row, "statement"),
        gap=_text(row, "gap"),
        why=_text(row, "why"),
        source=_text(row, "source"),
    )


def _solution(row: Mapping[str, Any]) -> SolutionDefinition:
    return SolutionDefinition(
        code=_text(row, "code"),
        level=_text(row, "level"),
        title=_text(row, "title"),
        text=_text(row, "text"),
        effect=_text(row, "effect"),
        effort=_text(row, "effort"),
        indicators=_codes(row.get("indicators")),
    )


def _formula(table: Any) -> Formula | None:
    if not isinstance(table, Mapping):
        return None
    operations = [key for key in table if key in Operation.values]
    comparisons = [key for key in table if key in Comparison.values]
    unknown = [key for key in table if key not in Operation.values + Comparison.values]
    threshold = _number(table[comparisons[0]]) if comparisons else None
    return Formula(
        operation=operations[0] if operations else "",
        operands=_codes(table[operations[0]]) if operations else (),
        comparison=comparisons[0] if comparisons else "",
        threshold=threshold or Decimal(0),
        unknown_keys=(*unknown, *operations[1:], *comparisons[1:]),
    )


def _rows(tables: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    return [row for row in _list(tables.get(name)) if isinstance(row, Mapping)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _codes(value: Any) -> tuple[str, ...]:
    return tuple(str(code) for code in _list(value))


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key, "")
    return value.strip() if isinstance(value, str) else ""


def _whole(row: Mapping[str, Any], key: str) -> int:
    value = row.get(key, 0)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _number(value: Any) -> Decimal | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
