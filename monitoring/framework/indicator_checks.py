"""Checks of one indicator: words, formula and whether they fit its kind."""

from collections import Counter
from collections.abc import Iterable, Iterator

from monitoring.framework.definition import Definition, Formula, IndicatorDefinition
from monitoring.framework.vocabulary import (
    ElementKind,
    IndicatorKind,
    Operation,
    Period,
    Polarity,
    RegionRule,
    Scoring,
)

RULE_OF_KIND = {
    IndicatorKind.FLAG: RegionRule.COUNT_YES,
    IndicatorKind.DERIVED_FLAG: RegionRule.COUNT_YES,
    IndicatorKind.COUNT: RegionRule.SUM,
    IndicatorKind.STAFF: RegionRule.SUM,
    IndicatorKind.SHARE: RegionRule.POOLED,
}
ELEMENTS_OF_KIND = {
    IndicatorKind.FLAG: {ElementKind.FLAG},
    IndicatorKind.DERIVED_FLAG: {ElementKind.COUNT, ElementKind.STAFF, ElementKind.MONEY},
    IndicatorKind.COUNT: {ElementKind.COUNT},
    IndicatorKind.STAFF: {ElementKind.STAFF},
    IndicatorKind.SHARE: {ElementKind.COUNT, ElementKind.STAFF},
}
SCORES_OF_KIND = {
    IndicatorKind.FLAG: {Scoring.FLAG, Scoring.NONE},
    IndicatorKind.DERIVED_FLAG: {Scoring.FLAG, Scoring.NONE},
    IndicatorKind.COUNT: {Scoring.BEST, Scoring.NONE},
    IndicatorKind.STAFF: {Scoring.BEST, Scoring.NONE},
    IndicatorKind.SHARE: {Scoring.TARGET, Scoring.BEST, Scoring.NONE},
}


def indicator_faults(definition: Definition, indicator: IndicatorDefinition) -> Iterator[str]:
    """Faults of one indicator, without its name."""
    if not indicator.code.startswith(f"{indicator.criterion}."):
        yield f"код должен начинаться с номера критерия «{indicator.criterion}.»."
    for value, what in (
        (indicator.name, "названия"),
        (indicator.statement, "формулировки для справки"),
        (indicator.why, "пояснения, зачем он нужен"),
        (indicator.source, "источника"),
    ):
        if not value:
            yield f"нет {what}."
    for word, allowed, what in (
        (indicator.kind, IndicatorKind.values, "вид"),
        (indicator.region, RegionRule.values, "правило региона"),
        (indicator.polarity, Polarity.values, "направление"),
        (indicator.score, Scoring.values, "правило балла"),
        (indicator.period, Period.values, "период"),
    ):
        if word not in allowed:
            yield f"{what} «{word}» — такого нет."
    if indicator.broken_note and indicator.broken_with is None:
        yield "объяснён разрыв ряда, но не сказано, с какой редакции (edition)."
    if not 0 <= indicator.decimals <= 4:
        yield "знаков после запятой может быть от 0 до 4."
    if indicator.kind in IndicatorKind.values:
        yield from _fit(indicator)
        yield from _formulas(definition, indicator)


def _fit(indicator: IndicatorDefinition) -> Iterator[str]:
    kind = IndicatorKind(indicator.kind)
    if indicator.region in RegionRule.values and indicator.region != RULE_OF_KIND[kind]:
        yield f"правило региона для вида «{kind.label}» — «{RULE_OF_KIND[kind].value}»."
    if indicator.score in Scoring.values and indicator.score not in SCORES_OF_KIND[kind]:
        yield f"правило балла «{indicator.score}» не подходит виду «{kind.label}»."
    if indicator.score == Scoring.TARGET and not (indicator.target and indicator.target > 0):
        yield "нужно целевое значение больше нуля."
    if (indicator.polarity == Polarity.NONE) != (indicator.score == Scoring.NONE):
        yield "без направления нет балла, и наоборот."
    if kind in (IndicatorKind.FLAG, IndicatorKind.DERIVED_FLAG):
        if not indicator.gap:
            yield "нет формулировки для ответа «нет»."
    elif len(indicator.unit.split(",")) != 3:
        yield "единица пишется тремя формами через запятую: «человек,человека,человек»."


def _formulas(definition: Definition, indicator: IndicatorDefinition) -> Iterator[str]:
    kind = IndicatorKind(indicator.kind)
    if not indicator.numerator.operands:
        yield "нет числителя."
        return
    if (kind == IndicatorKind.SHARE) != (indicator.denominator is not None):
        yield "знаменатель нужен доле и только ей."
    kinds = {row.code: row.kind for row in definition.elements}
    populations = {row.code for row in definition.populations}
    for formula, allowed_populations in ((indicator.numerator, set()), (indicator.denominator, populations)):
        if formula is not None:
            yield from _words(formula, kind)
            yield from _operands(formula.operands, kinds, allowed_populations, ELEMENTS_OF_KIND[kind])
    for code in indicator.slices:
        if code not in kinds:
            yield f"элемента «{code}» нет."


def _words(formula: Formula, kind: IndicatorKind) -> Iterator[str]:
    if formula.unknown_keys:
        yield f"в формуле нельзя писать: {listed(formula.unknown_keys)}."
    if kind == IndicatorKind.FLAG and formula.operation == Operation.SUM:
        yield "признак составляется из all или any."
    if kind != IndicatorKind.FLAG and formula.operation != Operation.SUM:
        yield "число составляется суммой."
    if (kind == IndicatorKind.DERIVED_FLAG) != bool(formula.comparison):
        yield "сравнение нужно выводимому признаку и только ему."


def _operands(
    codes: Iterable[str], kinds: dict[str, str], populations: set[str], allowed: set[ElementKind]
) -> Iterator[str]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield f"«{code}» стоит в формуле дважды."
        if code in populations:
            continue
        if code not in kinds:
            yield f"элемента «{code}» нет."
        elif kinds[code] in ElementKind.values and kinds[code] not in allowed:
            yield f"элемент «{code}» вида «{ElementKind(kinds[code]).label}» сюда не подходит."


def listed(values: Iterable[object]) -> str:
    return ", ".join(str(value) for value in values) or "ничего"
