"""Checks a definition as a whole: each fault is one plain sentence that names its place."""

from collections import Counter
from collections.abc import Iterable, Iterator

from monitoring.framework.definition import Definition, Formula, IndicatorDefinition, SolutionDefinition
from monitoring.framework.vocabulary import (
    ElementKind,
    IndicatorKind,
    Level,
    Operation,
    Period,
    Polarity,
    RegionRule,
    Scoring,
)

CRITERIA = 10
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


def faults(definition: Definition) -> list[str]:
    """Every fault of a definition, in the order of the file; an empty list lets the edition be published."""
    return [
        *_head(definition),
        *_criteria(definition),
        *_elements(definition),
        *(fault for indicator in definition.indicators for fault in _indicator(definition, indicator)),
        *_indicator_order(definition),
        *_unused(definition),
        *_solutions(definition),
    ]


def warnings(definition: Definition) -> list[str]:
    """What a methodologist should mend, though the edition computes without it."""
    answered = {
        code for row in definition.solutions if row.level == Level.MUNICIPAL for code in row.indicators
    }  # fmt: skip
    return [
        f"Показатель {row.code}: в каталоге нет ни одного решения муниципального уровня."
        for row in definition.indicators
        if row.polarity != Polarity.NONE and row.code not in answered
    ]


def _head(definition: Definition) -> Iterator[str]:
    for value, what in (
        (definition.code, "кода"),
        (definition.title, "названия"),
        (definition.authored_by, "автора"),
        (definition.checked_by, "проверившего"),
        (definition.next_review, "даты следующего пересмотра"),
    ):
        if not value:
            yield f"У системы показателей нет {what}."
    if definition.edition < 1:
        yield "Номер редакции должен быть целым числом от 1."
    if definition.valid_to is not None and definition.valid_to < definition.valid_from:
        yield "Последний год действия редакции раньше первого."
    if definition.scale and definition.scale not in {row.code for row in definition.populations}:
        yield f"Численность для расчёта на 1000 («{definition.scale}») не описана."


def _criteria(definition: Definition) -> Iterator[str]:
    numbers = [row.number for row in definition.criteria]
    if numbers != list(range(1, CRITERIA + 1)):
        yield f"Критериев должно быть {CRITERIA}, с номерами от 1 по порядку; сейчас: {_listed(numbers)}."
    for row in definition.criteria:
        if not row.name:
            yield f"Критерий {row.number}: нет названия."
        if row.number not in {indicator.criterion for indicator in definition.indicators}:
            yield f"Критерий {row.number}: нет ни одного показателя."


def _elements(definition: Definition) -> Iterator[str]:
    codes = [row.code for row in definition.elements] + [row.code for row in definition.populations]
    for code, times in Counter(codes).items():
        if times > 1:
            yield f"Код «{code}» повторяется у элементов данных или численностей."
    numbers = {row.number for row in definition.criteria}
    for row in definition.elements:
        if not row.name:
            yield f"Элемент «{row.code}»: нет названия."
        if row.kind not in ElementKind.values:
            yield f"Элемент «{row.code}»: вид «{row.kind}» неизвестен."
        if row.criterion not in numbers:
            yield f"Элемент «{row.code}»: критерия {row.criterion} нет."


def _indicator(definition: Definition, indicator: IndicatorDefinition) -> Iterator[str]:
    place = f"Показатель {indicator.code or '?'}"
    if not indicator.code.startswith(f"{indicator.criterion}."):
        yield f"{place}: код должен начинаться с номера критерия «{indicator.criterion}.»."
    for value, what in (
        (indicator.name, "названия"),
        (indicator.statement, "формулировки для справки"),
        (indicator.why, "пояснения, зачем он нужен"),
        (indicator.source, "источника"),
    ):
        if not value:
            yield f"{place}: нет {what}."
    for word, allowed, what in (
        (indicator.kind, IndicatorKind.values, "вид"),
        (indicator.region, RegionRule.values, "правило региона"),
        (indicator.polarity, Polarity.values, "направление"),
        (indicator.score, Scoring.values, "правило балла"),
        (indicator.period, Period.values, "период"),
    ):
        if word not in allowed:
            yield f"{place}: {what} «{word}» — такого нет."
    if not 0 <= indicator.decimals <= 4:
        yield f"{place}: знаков после запятой может быть от 0 до 4."
    if indicator.kind in IndicatorKind.values:
        yield from (f"{place}: {fault}" for fault in _fit(indicator))
        yield from (f"{place}: {fault}" for fault in _formulas(definition, indicator))


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
    for code in (*indicator.slices, *(code for pair in indicator.subset for code in pair)):
        if code not in kinds:
            yield f"элемента «{code}» нет."


def _words(formula: Formula, kind: IndicatorKind) -> Iterator[str]:
    if formula.unknown_keys:
        yield f"в формуле нельзя писать: {_listed(formula.unknown_keys)}."
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


def _indicator_order(definition: Definition) -> Iterator[str]:
    codes = [row.code for row in definition.indicators]
    for code, times in Counter(codes).items():
        if times > 1:
            yield f"Показатель {code} описан дважды."
    if all(part.isdigit() for code in codes for part in code.split(".")):
        ordered = sorted(codes, key=lambda code: [int(part) for part in code.split(".")])
        if codes != ordered:
            yield "Показатели должны идти по порядку кодов."
    else:
        yield "Код показателя состоит из чисел через точку."


def _unused(definition: Definition) -> Iterator[str]:
    used = {definition.scale}
    for indicator in definition.indicators:
        for formula in (indicator.numerator, indicator.denominator):
            used.update(formula.operands if formula else ())
        used.update(indicator.slices)
    for code in (*(row.code for row in definition.elements), *(row.code for row in definition.populations)):
        if code not in used:
            yield f"«{code}» не участвует ни в одном показателе."


def _solutions(definition: Definition) -> Iterator[str]:
    for code, times in Counter(row.code for row in definition.solutions).items():
        if times > 1:
            yield f"Решение «{code}» описано дважды."
    known = {row.code for row in definition.indicators}
    for row in definition.solutions:
        yield from (f"Решение «{row.code or '?'}»: {fault}" for fault in _solution(row, known))


def _solution(row: SolutionDefinition, known: set[str]) -> Iterator[str]:
    for value, what in ((row.code, "кода"), (row.title, "названия"), (row.text, "описания"), (row.effect, "эффекта")):
        if not value:
            yield f"нет {what}."
    if row.level not in Level.values:
        yield f"уровень «{row.level}» — такого нет."
    if not row.indicators:
        yield "не отвечает ни на один показатель."
    for code, times in Counter(row.indicators).items():
        if code not in known:
            yield f"показателя «{code}» нет."
        if times > 1:
            yield f"показатель «{code}» назван дважды."


def _listed(values: Iterable[object]) -> str:
    return ", ".join(str(value) for value in values) or "ничего"
