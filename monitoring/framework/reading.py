"""From a TOML file to a definition.

Reading is tolerant: what is missing or odd becomes an empty field and a sentence in `oddities`, so that the linter can
name every fault at once. Only a file that is no framework at all is refused here.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from monitoring.framework.definition import (
    NOTHING,
    CriterionDefinition,
    Definition,
    ElementDefinition,
    Formula,
    IndicatorDefinition,
    PopulationDefinition,
    RuleDefinition,
    SolutionDefinition,
)
from monitoring.framework.vocabulary import Comparison, Operation, Period, Severity

FOLDER = Path(__file__).parent
Row = TypeVar("Row")
PARTS = {
    "populations": "Численность",
    "criteria": "Критерий",
    "elements": "Элемент",
    "indicators": "Показатель",
    "subsets": "Правило «часть не больше целого»",
    "rules": "Правило проверки",
    "solutions": "Решение",
}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
PLACE = re.compile(r"at line (\d+), column (\d+)")


class DefinitionError(ValueError):
    """The file is no framework at all: not TOML, or without its main table."""


class Table:
    """One table of the file: hands out its values by kind and notes what does not fit."""

    def __init__(self, row: Mapping[str, Any], place: str, oddities: list[str]) -> None:
        self.row, self.place, self.oddities = row, place, oddities
        self.known: set[str] = set()

    def take(self, key: str, kind: type | tuple[type, ...], what: str) -> Any:
        """The value, or None when it is missing or of another kind."""
        self.known.add(key)
        value = self.row.get(key)
        if value is None or (isinstance(value, kind) and (kind is bool or not isinstance(value, bool))):
            return value
        self.note(f"«{key}» — здесь нужно {what}.")
        return None

    def note(self, sentence: str) -> None:
        self.oddities.append(f"{self.place}: {sentence}")

    def text(self, key: str) -> str:
        text = (self.take(key, str, "слово в кавычках") or "").strip()
        if CONTROL.search(text):
            self.note(f"«{key}» содержит невидимые знаки.")
            return CONTROL.sub("", text)
        return str(text)

    def whole(self, key: str) -> int:
        return int(self.take(key, int, "целое число") or 0)

    def number(self, key: str) -> Decimal | None:
        value = self.take(key, (int, Decimal), "число")
        if value is not None and not Decimal(value).is_finite():
            self.note(f"«{key}» — здесь нужно число.")
            return None
        return None if value is None else Decimal(value)

    def codes(self, key: str) -> tuple[str, ...]:
        values = self.take(key, list, "список кодов") or []
        if any(not isinstance(value, str) for value in values):
            self.note(f"«{key}» — коды пишутся в кавычках.")
        return tuple(value for value in values if isinstance(value, str))

    def table(self, key: str) -> "Table | None":
        value = self.take(key, dict, "запись в фигурных скобках")
        return None if value is None else Table(value, self.place, self.oddities)

    def day(self, key: str) -> date | None:
        value = self.take(key, date, "день вида 2027-06-01")
        return value.date() if isinstance(value, datetime) else value

    def formula(self, key: str) -> Formula | None:
        table = self.table(key)
        if table is None:
            return None
        operations = [word for word in table.row if word in Operation.values]
        comparisons = [word for word in table.row if word in Comparison.values]
        unknown = [word for word in table.row if word not in Operation.values + Comparison.values]
        threshold = table.number(comparisons[0]) if comparisons else None
        return Formula(
            operation=operations[0] if operations else "",
            operands=table.codes(operations[0]) if operations else (),
            comparison=comparisons[0] if comparisons else "",
            threshold=threshold or Decimal(0),
            unknown_keys=(*unknown, *operations[1:], *comparisons[1:]),
        )

    def close(self) -> None:
        for key in self.row:
            if key not in self.known:
                self.note(f"ключ «{key}» неизвестен.")


def shipped(name: str = "irkutsk") -> Definition:
    """A framework that comes with the portal."""
    return read((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def read(text: str) -> Definition:
    try:
        tables = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        place = PLACE.search(str(error))
        where = f"ошибка в строке {place[1]}, знак {place[2]}" if place else "файл обрывается на середине"
        raise DefinitionError(f"Файл не читается как TOML: {where}.") from error
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise DefinitionError("Файл не читается как TOML: в нём слишком длинное число или вложенность.") from error
    if not isinstance(tables.get("framework"), dict):
        raise DefinitionError("В файле нет раздела [framework].")
    odd: list[str] = [f"Раздел «{key}» неизвестен." for key in tables if key not in {"framework", *PARTS}]
    head = Table(tables["framework"], "Раздел [framework]", odd)
    definition = Definition(
        code=head.text("code"),
        title=head.text("title"),
        edition=head.whole("edition"),
        valid_from=head.whole("valid_from"),
        valid_to=head.whole("valid_to") or None,
        authored_by=head.text("authored_by"),
        checked_by=head.text("checked_by"),
        approved_by=head.text("approved_by"),
        next_review=head.day("next_review"),
        scale=head.text("scale"),
        populations=_all(tables, "populations", odd, _population),
        criteria=_all(tables, "criteria", odd, _criterion),
        elements=_all(tables, "elements", odd, _element),
        indicators=_all(tables, "indicators", odd, _indicator),
        subsets=_all(tables, "subsets", odd, lambda row: (row.text("part"), row.text("whole"))),
        rules=_all(tables, "rules", odd, _rule),
        solutions=_all(tables, "solutions", odd, _solution),
        oddities=(),
    )
    head.close()
    object.__setattr__(definition, "oddities", tuple(odd))
    return definition


def _all(tables: Mapping[str, Any], name: str, oddities: list[str], make: Callable[[Table], Row]) -> tuple[Row, ...]:
    rows = tables.get(name, [])
    if not isinstance(rows, list) or any(not isinstance(row, dict) for row in rows):
        oddities.append(f"Раздел «{name}» пишется как [[{name}]].")
        return ()
    made = []
    for position, row in enumerate(rows, start=1):
        label = row.get("code") or row.get("number") or f"№ {position}"
        table = Table(row, f"{PARTS[name]} {label}", oddities)
        made.append(make(table))
        table.close()
    return tuple(made)


def _population(row: Table) -> PopulationDefinition:
    return PopulationDefinition(row.text("code"), row.text("name"), row.text("source"))


def _criterion(row: Table) -> CriterionDefinition:
    return CriterionDefinition(row.whole("number"), row.text("name"), row.text("short"))


def _element(row: Table) -> ElementDefinition:
    return ElementDefinition(
        row.text("code"), row.whole("criterion"), row.text("kind"), row.text("name"), row.text("hint"),
        row.text("restates"),
    )  # fmt: skip


def _indicator(row: Table) -> IndicatorDefinition:
    broken = row.table("series_break")
    return IndicatorDefinition(
        code=row.text("code"),
        criterion=row.whole("criterion"),
        kind=row.text("kind"),
        name=row.text("name"),
        numerator=row.formula("numerator") or NOTHING,
        denominator=row.formula("denominator"),
        slices=row.codes("slices"),
        region=row.text("region"),
        polarity=row.text("polarity"),
        score=row.text("score"),
        target=row.number("target"),
        unit=row.text("unit"),
        period=row.text("period") or Period.CALENDAR_YEAR.value,
        decimals=row.whole("decimals"),
        statement=row.text("statement"),
        gap=row.text("gap"),
        why=row.text("why"),
        source=row.text("source"),
        broken_with=broken.whole("edition") or None if broken else None,
        broken_note=broken.text("note") if broken else "",
    )


def _rule(row: Table) -> RuleDefinition:
    is_on = row.take("is_on", bool, "true или false")
    return RuleDefinition(
        code=row.text("code"),
        is_on=True if is_on is None else is_on,
        threshold=row.number("threshold"),
        severity=row.text("severity") or Severity.ASK.value,
        advice=row.text("advice"),
    )


def _solution(row: Table) -> SolutionDefinition:
    return SolutionDefinition(
        code=row.text("code"),
        level=row.text("level"),
        title=row.text("title"),
        text=row.text("text"),
        effect=row.text("effect"),
        effort=row.text("effort"),
        indicators=row.codes("indicators"),
    )
