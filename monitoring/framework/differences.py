"""Two definitions side by side: what was added, removed and changed, field by field, and which series go on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from monitoring.control_rules import RULES
from monitoring.framework.continuity import breaks
from monitoring.framework.definition import Definition, Formula, IndicatorDefinition
from monitoring.framework.vocabulary import (
    Comparison,
    ElementKind,
    IndicatorKind,
    Level,
    Operation,
    Period,
    Polarity,
    RegionRule,
    Scoring,
    Severity,
)
from ui.words import figure

COMPARISON_SIGNS = {
    Comparison.ABOVE: ">",
    Comparison.AT_LEAST: "≥",
    Comparison.EQUALS: "=",
    Comparison.AT_MOST: "≤",
    Comparison.BELOW: "<",
}
FIELDS = {
    "title": "название", "valid_from": "действует с года", "valid_to": "действует по год", "authored_by": "автор",
    "checked_by": "проверил", "approved_by": "утверждение", "next_review": "следующий пересмотр",
    "scale": "численность для расчёта на 1000", "code": "код", "name": "название", "source": "источник",
    "number": "номер", "short": "короткое название", "criterion": "критерий", "kind": "вид", "hint": "подсказка",
    "restates": "та же численность из независимого источника",
    "numerator": "числитель", "denominator": "знаменатель", "slices": "показывается рядом",
    "region": "правило региона", "polarity": "направление", "score": "правило балла", "target": "целевое значение, %",
    "unit": "единица", "period": "период", "decimals": "знаков после запятой", "statement": "формулировка для справки",
    "gap": "формулировка дефицита", "why": "зачем показатель", "broken_with": "ряд прерван с редакцией",
    "broken_note": "почему ряд прерван", "is_on": "включено", "threshold": "порог", "severity": "строгость",
    "advice": "совет", "level": "уровень", "text": "что сделать", "effect": "ожидаемый эффект",
    "effort": "срок и затраты", "indicators": "показатели",
}  # fmt: skip
WORDS: dict[str, tuple[type[Any], ...]] = {
    "kind": (IndicatorKind, ElementKind), "region": (RegionRule,), "polarity": (Polarity,), "score": (Scoring,),
    "period": (Period,), "level": (Level,), "severity": (Severity,),
}  # fmt: skip


@dataclass(frozen=True)
class FieldChange:
    name: str
    old: str
    new: str


@dataclass(frozen=True)
class PartChange:
    """A part that is in both editions and not the same."""

    label: str
    fields: list[FieldChange]


@dataclass(frozen=True)
class Section:
    """What happened to one kind of part."""

    title: str
    added: list[str]
    removed: list[str]
    changed: list[PartChange]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed)


@dataclass(frozen=True)
class Series:
    """Whether an indicator goes on from the old edition to the new one."""

    code: str
    name: str
    verdict: str
    reason: str = ""

    @property
    def is_broken(self) -> bool:
        return self.verdict == BROKEN


GOES_ON, BROKEN, NEW, GONE = "ряд продолжается", "ряд прерван", "новый показатель", "больше не считается"
HEAD = ("title", "valid_from", "valid_to", "authored_by", "checked_by", "approved_by", "next_review", "scale")


def differences(old: Definition, new: Definition) -> list[Section]:
    """Sections in the order of the file; one without changes is left in, so that silence is seen."""
    head = _changes({name: getattr(old, name) for name in HEAD}, {name: getattr(new, name) for name in HEAD})
    pairs = _pair_names(old), _pair_names(new)
    return [
        Section("Сведения о редакции", [], [], [PartChange("Редакция в целом", head)] if head else []),
        _section("Критерии", old.criteria, new.criteria, lambda row: row.number, _numbered),
        _section("Показатели", old.indicators, new.indicators, _code, lambda row: f"{row.code} {row.name}"),
        _section("Элементы данных", old.elements, new.elements, _code, _named),
        _section("Справочные численности", old.populations, new.populations, _code, _named),
        Section(
            "Правила «часть не больше целого»",
            [name for pair, name in pairs[1].items() if pair not in pairs[0]],
            [name for pair, name in pairs[0].items() if pair not in pairs[1]],
            [],
        ),
        _section("Правила проверки", old.rules, new.rules, _code, _rule_name),
        _section("Каталог решений", old.solutions, new.solutions, _code, lambda row: row.title),
    ]


def series(old: Definition, new: Definition) -> list[Series]:
    """Every indicator of both editions, those of the new one first."""
    before = {row.code: row for row in old.indicators}
    after = {row.code for row in new.indicators}
    return [
        *(_series(before.get(row.code), row, old.edition) for row in new.indicators),
        *(Series(row.code, row.name, GONE) for row in old.indicators if row.code not in after),
    ]


def symbols(formula: Formula | None) -> str:
    """A formula by codes: «n_diag_ministry + n_diag_other», «u_school > 0»."""
    if formula is None:
        return "—"
    sign = {Operation.SUM: " + ", Operation.ALL: " и ", Operation.ANY: " или "}.get(
        Operation(formula.operation) if formula.operation in Operation.values else Operation.SUM, " + "
    )
    text = sign.join(formula.operands)
    if formula.comparison in Comparison.values:
        text += f" {COMPARISON_SIGNS[Comparison(formula.comparison)]} {figure(formula.threshold)}"
    return text


def _series(old: IndicatorDefinition | None, new: IndicatorDefinition, old_edition: int) -> Series:
    if old is None:
        return Series(new.code, new.name, NEW)
    reason = "; ".join(breaks(old, new, old_edition))
    return Series(new.code, new.name, BROKEN if reason else GOES_ON, reason)


def _section(
    title: str, old: Iterable[Any], new: Iterable[Any], key: Callable[[Any], Any], label: Callable[[Any], str]
) -> Section:
    before, after = {key(row): row for row in old}, {key(row): row for row in new}
    changed = [
        PartChange(label(row), _changes(vars(before[code]), vars(row)))
        for code, row in after.items()
        if code in before and before[code] != row
    ]
    return Section(
        title,
        added=[label(row) for code, row in after.items() if code not in before],
        removed=[label(row) for code, row in before.items() if code not in after],
        changed=changed,
    )


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[FieldChange]:
    return [
        FieldChange(FIELDS[name], _printed(name, old[name]), _printed(name, value))
        for name, value in new.items()
        if old[name] != value
    ]


def _printed(name: str, value: Any) -> str:
    match value:
        case None | "" | ():
            return "не указано"
        case bool():
            return "да" if value else "нет"
        case Formula():
            return symbols(value)
        case Decimal():
            return figure(value)
        case date():
            return f"{value:%d.%m.%Y}"
        case tuple():
            return ", ".join(value)
    for words in WORDS.get(name, ()):
        if value in words.values:
            return str(words(value).label)
    return str(value)


def _numbered(row: Any) -> str:
    return f"{row.number}. {row.name}"


def _code(row: Any) -> str:
    return str(row.code)


def _named(row: Any) -> str:
    return f"{row.name} ({row.code})"


def _rule_name(row: Any) -> str:
    return RULES[row.code].name if row.code in RULES else row.code


def _pair_names(definition: Definition) -> dict[tuple[str, str], str]:
    names = {row.code: row.name for row in definition.elements}
    return {
        pair: f"«{names.get(pair[0], pair[0])}» не больше, чем «{names.get(pair[1], pair[1])}»"
        for pair in definition.subsets
    }
