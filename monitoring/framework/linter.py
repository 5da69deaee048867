"""Checks a definition as a whole: each fault is one plain sentence that names its place."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from monitoring.framework.definition import Definition, ElementDefinition
from monitoring.framework.indicator_checks import indicator_faults, listed
from monitoring.framework.rule_checks import circles, rule_faults, solution_faults, subset_faults
from monitoring.framework.vocabulary import ElementKind, Level, Polarity

Value = TypeVar("Value")
CRITERIA = 10
EARLIEST, LATEST = 2000, 2100
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


class Fault(NamedTuple):
    """A sentence and the part of the edition to mend: kind of part and its code, both empty for the head."""

    text: str
    part: str = ""
    code: str = ""


def faults(definition: Definition) -> list[str]:
    """Every fault of a definition, in the order of the file; an empty list lets the edition be published."""
    return [fault.text for fault in faults_with_places(definition)]


def faults_with_places(definition: Definition) -> list[Fault]:
    return [
        *(Fault(text) for text in definition.oddities),
        *(Fault(text) for text in _head(definition)),
        *_criteria(definition),
        *_elements(definition),
        *_indicators(definition),
        *_unused(definition),
        *_rules(definition),
        *_solutions(definition),
    ]


def warnings(definition: Definition) -> list[Fault]:
    """What a methodologist should mend, though the edition computes without it."""
    answered = {code for row in definition.solutions if row.level == Level.MUNICIPAL for code in row.indicators}
    found = [
        Fault(f"Показатель {row.code}: в каталоге нет ни одного решения муниципального уровня.", "indicators", row.code)
        for row in definition.indicators
        if row.polarity != Polarity.NONE and row.code not in answered
    ]
    if len(definition.criteria) != CRITERIA:
        found.append(Fault(f"Критериев {len(definition.criteria)}, а обычно их {CRITERIA}.", "criteria"))
    return found


def _head(definition: Definition) -> Iterator[str]:
    for value, what in (
        (definition.code, "кода"),
        (definition.title, "названия"),
        (definition.authored_by, "автора"),
        (definition.next_review, "даты следующего пересмотра"),
    ):
        if not value:
            yield f"У системы показателей нет {what}."
    if definition.edition < 1:
        yield "Номер редакции должен быть целым числом от 1."
    if not EARLIEST <= definition.valid_from <= LATEST:
        yield f"Первый год действия должен быть от {EARLIEST} до {LATEST}."
    if definition.valid_to is not None and definition.valid_to < definition.valid_from:
        yield "Последний год действия редакции раньше первого."
    if definition.scale and definition.scale not in {row.code for row in definition.populations}:
        yield f"Численность для расчёта на 1000 («{definition.scale}») не описана."


def _criteria(definition: Definition) -> Iterator[Fault]:
    numbers = [row.number for row in definition.criteria]
    if numbers != list(range(1, len(numbers) + 1)) or not numbers:
        yield Fault(f"Критерии нумеруются по порядку от 1; сейчас: {listed(numbers)}.", "criteria")
    for row in definition.criteria:
        place = ("criteria", str(row.number))
        if not row.name or not row.short:
            yield Fault(f"Критерий {row.number}: нет названия или короткого названия.", *place)
        if row.number not in {indicator.criterion for indicator in definition.indicators}:
            yield Fault(f"Критерий {row.number}: нет ни одного показателя.", *place)


def _elements(definition: Definition) -> Iterator[Fault]:
    codes = [row.code for row in definition.elements] + [row.code for row in definition.populations]
    for code in _twice(codes):
        yield Fault(f"Код «{code}» повторяется у элементов данных или численностей.", "elements", code)
    numbers = {row.number for row in definition.criteria}
    populations = {row.code for row in definition.populations}
    for code in filter(None, codes):
        if not CODE.fullmatch(code):
            yield Fault(f"Код «{code}»: нужны латинские буквы, цифры и знак подчёркивания.", "elements", code)
    for population in definition.populations:
        if not population.code or not population.name:
            yield Fault(f"Численность «{population.code}»: нет кода или названия.", "populations", population.code)
    for row in definition.elements:
        yield from _element(row, numbers, populations)


def _element(row: ElementDefinition, numbers: set[int], populations: set[str]) -> Iterator[Fault]:
    place = ("elements", row.code)
    if not row.code or not row.name:
        yield Fault(f"Элемент «{row.code}»: нет кода или названия.", *place)
    if row.kind not in ElementKind.values:
        yield Fault(f"Элемент «{row.code}»: вид «{row.kind}» неизвестен.", *place)
    if row.criterion not in numbers:
        yield Fault(f"Элемент «{row.code}»: критерия {row.criterion} нет.", *place)
    if row.restates and row.restates not in populations:
        yield Fault(f"Элемент «{row.code}»: численность «{row.restates}» для сверки не описана.", *place)
    if row.restates and row.kind != ElementKind.COUNT:
        yield Fault(f"Элемент «{row.code}»: с численностью сверяют только целое число.", *place)


def _indicators(definition: Definition) -> Iterator[Fault]:
    numbers = {row.number for row in definition.criteria}
    for row in definition.indicators:
        for text in indicator_faults(definition, row):
            yield Fault(f"Показатель {row.code or '?'}: {text}", "indicators", row.code)
        if row.criterion not in numbers:
            yield Fault(f"Показатель {row.code or '?'}: критерия {row.criterion} нет.", "indicators", row.code)
    codes = [row.code for row in definition.indicators]
    for code in _twice(codes):
        yield Fault(f"Показатель {code} описан дважды.", "indicators", code)
    if any(code_key(code) is None for code in codes):
        yield Fault("Код показателя состоит из чисел через точку.", "indicators")
    elif codes != sorted(codes, key=lambda code: code_key(code) or []):
        yield Fault("Показатели должны идти по порядку кодов.", "indicators")


def code_key(code: str) -> list[int] | None:
    """The order of indicators: «4.1.2» before «4.2» before «10.1»; None for what is no such code."""
    parts = code.split(".")
    return [int(part) for part in parts] if all(part.isdecimal() and part.isascii() for part in parts) else None


def _unused(definition: Definition) -> Iterator[Fault]:
    used = {definition.scale}
    for indicator in definition.indicators:
        used.update(indicator.operands, indicator.slices)
    for part, rows in (("elements", definition.elements), ("populations", definition.populations)):
        for row in rows:
            if row.code not in used:
                yield Fault(f"«{row.code}» не участвует ни в одном показателе.", part, row.code)


def _rules(definition: Definition) -> Iterator[Fault]:
    kinds = {row.code: row.kind for row in definition.elements}
    for pair in definition.subsets:
        for text in subset_faults(pair, kinds):
            yield Fault(f"Правило «{pair[0]} не больше {pair[1]}»: {text}", "subsets", f"{pair[0]}/{pair[1]}")
    for pair in _twice(definition.subsets):
        yield Fault(f"Правило «{pair[0]} не больше {pair[1]}» описано дважды.", "subsets", f"{pair[0]}/{pair[1]}")
    for circle in circles(definition.subsets):
        yield Fault(f"Правила «часть не больше целого» замкнулись в круг: {' → '.join(circle)}.", "subsets")
    for rule in definition.rules:
        for text in rule_faults(rule):
            yield Fault(f"Правило проверки «{rule.code}»: {text}", "rules", rule.code)
    for code in _twice(row.code for row in definition.rules):
        yield Fault(f"Правило проверки «{code}» описано дважды.", "rules", code)


def _solutions(definition: Definition) -> Iterator[Fault]:
    known = {row.code for row in definition.indicators}
    for code in _twice(row.code for row in definition.solutions):
        yield Fault(f"Решение «{code}» описано дважды.", "solutions", code)
    for row in definition.solutions:
        for text in solution_faults(row, known):
            yield Fault(f"Решение «{row.code or '?'}»: {text}", "solutions", row.code)


def _twice(values: Iterable[Value]) -> list[Value]:
    return [value for value, times in Counter(values).items() if times > 1]
