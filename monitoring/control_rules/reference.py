"""Against reference populations: a typed head count that differs by 10 % or more, and a share above its base.

Source: the denominator check of reference/monitoring (feature 7): compare with an independent source, warn from 10 %.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from monitoring import printing
from monitoring.control_rules.facts import CERTAIN, Doubt, Form
from monitoring.control_rules.limits import Limits

RULE = "reference"
DIFFERENCE = Limits().difference


def find(form: Form) -> Iterator[Doubt]:
    yield from _restated(form)
    yield from _above_base(form)


def base_doubts(
    heads: Mapping[str, int], last: Mapping[str, int], names: Mapping[str, str], difference: Decimal = DIFFERENCE
) -> list[str]:
    """Jumps of the bases themselves, `difference` or more in a year: sentences for the methodologist, none without
    last year.

    `heads` and `last` are head counts of the region (or of one municipality) by population code.
    """
    doubts = []
    for code, now in heads.items():
        before = last.get(code)
        if before and abs(now - before) >= before * difference:
            change = printing.signed(printing.half_up(Decimal(now - before) * 100 / before))
            doubts.append(
                f"Численность «{names.get(code, code)}» за год изменилась на {change}{printing.NBSP}%: "
                f"{printing.amount(before)} → {printing.amount(now)}. Проверьте, не посчитан ли класс дважды."
            )
    return doubts


def _restated(form: Form) -> Iterator[Doubt]:
    for code, populations in form.relations.restated.items():
        amount, heads = form.amount(code), form.heads_of(populations)
        if amount is None or not heads or abs(amount - heads) < heads * form.limits.difference:
            continue
        gap = printing.percent(abs(amount - heads), heads)
        words = (
            f"{form.name(code)}: {printing.amount(amount)}, по независимому источнику — "
            f"{printing.amount(heads)}, расхождение {gap}."
        )
        advice = "Сверьте число со сводом по региону; если верно ваше, напишите, откуда оно."
        yield Doubt(RULE, (code,), words, advice, CERTAIN)


def _above_base(form: Form) -> Iterator[Doubt]:
    for codes, populations in form.relations.bounds:
        heads = form.heads_of(populations)
        told = {code: amount for code in codes if (amount := form.amount(code))}
        if heads is None or not told or sum(told.values()) <= heads:
            continue
        total = printing.amount(sum(told.values(), Decimal(0)))
        base = " и ".join(form.head_names.get(code, code) for code in populations)
        who = " вместе с ".join(form.name(code) for code in told)
        words = f"{who}: {total}, а всего ({base}) — {printing.amount(heads)}."
        advice = "Участников не может быть больше, чем всего людей: проверьте, не посчитан ли кто-то дважды."
        yield Doubt(RULE, tuple(told), words, advice, CERTAIN)
