"""In-form rules: kinds of numbers, totals that must add up, «yes» about a detail of what is answered «no».

Source: control ratios of the framework (`Relations.totals`, flag pairs of `Relations.subsets`) and the kinds of its
elements: people are whole, posts go by quarters, nothing is below zero.
"""

from collections.abc import Iterator
from decimal import Decimal

from monitoring import printing
from monitoring.control_rules.facts import CERTAIN, COUNT, FLAG, STAFF, Doubt, Form

RULE = "in_form"
STEPS = {COUNT: Decimal(1), STAFF: Decimal("0.25"), FLAG: Decimal(1)}


def find(form: Form) -> Iterator[Doubt]:
    """Doubts about single cells, then totals, then pairs of flags."""
    yield from _kinds(form)
    yield from _totals(form)
    yield from _flags(form)


def _kinds(form: Form) -> Iterator[Doubt]:
    for code, element in form.elements.items():
        amount, step = form.amount(code), STEPS.get(element.kind)
        if amount is None:
            continue
        if amount < 0:
            words, advice = f"{form.name(code)}: число меньше нуля.", "Введите ноль или положительное число."
        elif element.kind == FLAG and amount > 1:
            words, advice = f"{form.name(code)}: вместо «да» или «нет» стоит число.", "Ответьте «да» или «нет»."
        elif step and amount % step:
            words = f"{form.name(code)}: {printing.amount(amount)} — такой дроби быть не может."
            advice = "Ставки пишутся с шагом 0,25." if element.kind == STAFF else "Введите целое число."
        else:
            continue
        yield Doubt(RULE, (code,), words, advice, CERTAIN)


def _totals(form: Form) -> Iterator[Doubt]:
    for total in form.relations.totals:
        whole = form.amount(total.whole)
        parts = [form.amount(code) for code in total.parts]
        told = [part for part in parts if part is not None]
        if whole is None or len(told) < len(parts) or sum(told) == whole:
            continue
        words = (
            f"{form.name(total.whole)}: {printing.amount(whole)}, "
            f"а сумма его частей — {printing.amount(sum(told, Decimal(0)))}."
        )
        advice = "Проверьте слагаемые и итог: они должны сойтись."
        yield Doubt(RULE, (total.whole, *total.parts), words, advice, CERTAIN)


def _flags(form: Form) -> Iterator[Doubt]:
    for part, whole in form.relations.subsets:
        if FLAG in (form.elements[part].kind, form.elements[whole].kind):
            less, more = form.amount(part), form.amount(whole)
            if less and more is not None and not more:
                words = f"{form.name(part)} — «да», а {form.name(whole)} — «нет»."
                yield Doubt(RULE, (part, whole), words, "Одно без другого невозможно: исправьте один ответ.", CERTAIN)
