"""The arithmetic of one indicator of one municipality, step by step, from the numbers that are stored.

It repeats in plain steps what the grouped computation does at once; a test holds both equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from monitoring import printing
from monitoring.framework.definition import Formula, IndicatorDefinition
from monitoring.framework.differences import COMPARISON_SIGNS, symbols
from monitoring.framework.vocabulary import Comparison, IndicatorKind, Operation, State

FLAGS = (IndicatorKind.FLAG, IndicatorKind.DERIVED_FLAG)
YES, NO = "да", "нет"
LETTERS = "АБВГДЕЖЗИКЛМНПРСТУФХЦЧШЭЮЯ"


@dataclass(frozen=True)
class Told:
    """What is stored about one operand: an amount only when it is reported."""

    state: State
    amount: Decimal | None = None


@dataclass(frozen=True)
class Step:
    title: str
    text: str


@dataclass(frozen=True)
class Example:
    """`numerator` is None unless every operand is reported; a share without loaded heads has no denominator."""

    state: State
    numerator: Decimal | None
    denominator: Decimal | None
    steps: list[Step]


def work_out(indicator: IndicatorDefinition, told: Mapping[str, Told], missing_bases: frozenset[str]) -> Example:
    """`told` holds every operand but populations of `missing_bases`, which no source gave for the whole campaign."""
    known = [told[code] for code in indicator.operands if code not in missing_bases]
    state = max((one.state for one in known), default=State.REPORTED)
    steps = [Step("Формула", _formula(indicator))]
    if state != State.REPORTED:
        steps.append(Step("Состояние", f"{state.label}: формула берёт худшее состояние своих слагаемых, числа нет"))
        return Example(state, None, None, steps)
    amounts = [told[code].amount or Decimal(0) for code in indicator.numerator.operands]
    numerator, step = _upper(indicator.numerator, amounts)
    steps.append(step)
    if indicator.kind in FLAGS:
        return Example(state, numerator, Decimal(1), [*steps, Step("Ответ", YES if numerator else NO)])
    if indicator.denominator is None or missing_bases & set(indicator.denominator.operands):
        steps.append(Step("Значение", printing.amount(numerator)))
        if indicator.denominator:
            steps.append(Step("Знаменатель", "база не загружена, поэтому печатается только число"))
        return Example(state, numerator, None, steps)
    heads = [told[code].amount or Decimal(0) for code in indicator.denominator.operands]
    denominator = sum(heads, Decimal(0))
    steps += [Step("Знаменатель", _sum(heads)), *_division(numerator, denominator, indicator.decimals)]
    return Example(state, numerator, denominator, steps)


def letters_of(indicator: IndicatorDefinition) -> dict[str, str]:
    """A letter for each operand, in the order of the formula: a reader follows letters more easily than codes."""
    codes = dict.fromkeys(indicator.operands)
    return {code: LETTERS[place] if place < len(LETTERS) else code for place, code in enumerate(codes)}


def _formula(indicator: IndicatorDefinition) -> str:
    letters = letters_of(indicator)
    upper, lower = (
        symbols(replace(part, operands=tuple(letters[code] for code in part.operands))) if part else ""
        for part in (indicator.numerator, indicator.denominator)
    )
    return f"({upper}) ÷ ({lower})" if lower else upper


def _upper(formula: Formula, amounts: list[Decimal]) -> tuple[Decimal, Step]:
    if formula.operation != Operation.SUM:
        answers = [amount > 0 for amount in amounts]
        is_yes = all(answers) if formula.operation == Operation.ALL else any(answers)
        joint = " и " if formula.operation == Operation.ALL else " или "
        words = joint.join(YES if answer else NO for answer in answers)
        return Decimal(is_yes), Step("Условие", f"{words} → {YES if is_yes else NO}")
    total = sum(amounts, Decimal(0))
    if not formula.comparison:
        return total, Step("Числитель", _sum(amounts))
    word = Comparison(formula.comparison)
    is_yes = _compare(word, total, formula.threshold)
    text = f"{_sum(amounts)}; {printing.amount(total)} {COMPARISON_SIGNS[word]} {printing.amount(formula.threshold)}"
    return Decimal(is_yes), Step("Сравнение", f"{text} — {'верно' if is_yes else 'неверно'}")


def _compare(word: Comparison, total: Decimal, threshold: Decimal) -> bool:
    return {
        Comparison.ABOVE: total > threshold,
        Comparison.AT_LEAST: total >= threshold,
        Comparison.EQUALS: total == threshold,
        Comparison.AT_MOST: total <= threshold,
        Comparison.BELOW: total < threshold,
    }[word]


def _division(numerator: Decimal, denominator: Decimal, decimals: int) -> list[Step]:
    if not denominator:
        return [Step("Деление", "знаменатель — ноль, доли нет")]
    exact = numerator * 100 / denominator
    shown = printing.half_up(exact, decimals + 4)
    sign = "=" if shown == exact else "≈"
    return [
        Step(
            "Деление",
            f"{printing.amount(numerator)} ÷ {printing.amount(denominator)} × 100 {sign} {printing.amount(shown)}",
        ),
        Step("Округление", f"один раз, половина — вверх: {printing.percent(numerator, denominator, decimals)}"),
    ]


def _sum(amounts: list[Decimal]) -> str:
    text = " + ".join(printing.amount(amount) for amount in amounts)
    return f"{text} = {printing.amount(sum(amounts, Decimal(0)))}" if len(amounts) > 1 else text
