"""Checks of control rules and of the catalogue of solutions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from monitoring.control_rules import RULES
from monitoring.framework.definition import RuleDefinition, SolutionDefinition
from monitoring.framework.vocabulary import ElementKind, Level, Severity


def subset_faults(pair: tuple[str, str], kinds: Mapping[str, str]) -> Iterator[str]:
    part, whole = pair
    unknown = [code for code in pair if code not in kinds]
    for code in unknown:
        yield f"элемента «{code}» нет."
    if part == whole:
        yield "часть и целое — один и тот же элемент."
    elif not unknown and (kinds[part] == ElementKind.FLAG) != (kinds[whole] == ElementKind.FLAG):
        yield "признак «да или нет» нельзя сравнить с числом."


def circles(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Chains that come back to their start: a part cannot contain its own whole."""
    wholes: dict[str, list[str]] = {}
    for part, whole in pairs:
        if part != whole:
            wholes.setdefault(part, []).append(whole)
    while True:
        ends = [part for part, targets in wholes.items() if not any(target in wholes for target in targets)]
        if not ends:
            break
        for part in ends:
            del wholes[part]
    if not wholes:
        return []
    chain = [min(wholes)]
    while chain[-1] not in chain[:-1]:
        chain.append(next(target for target in wholes[chain[-1]] if target in wholes))
    return [chain[chain.index(chain[-1]) :]]


def rule_faults(rule: RuleDefinition) -> Iterator[str]:
    known = RULES.get(rule.code)
    if known is None:
        yield f"такого правила нет; бывают: {', '.join(RULES)}."
        return
    if rule.severity not in Severity.values:
        yield f"строгость «{rule.severity}» — такой нет."
    if not rule.is_on and not known.may_be_off:
        yield "эту границу нельзя отключить."
    if rule.threshold is None:
        return
    if known.bounds is None:
        yield "порога у этого правила нет."
    elif not known.bounds[0] <= rule.threshold <= known.bounds[1]:
        yield f"порог должен быть от {known.bounds[0]} до {known.bounds[1]}."


def solution_faults(row: SolutionDefinition, known: set[str]) -> Iterator[str]:
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
