"""All rules over one form, and which of their doubts a person is shown."""

from collections.abc import Iterable
from dataclasses import replace

from monitoring.control_rules import (
    cross_year,
    digit_slip,
    in_form,
    outlier,
    reference,
    subset,
    swapped,
    times_ten,
    zero_or_blank,
)
from monitoring.control_rules.expectation import Expectations
from monitoring.control_rules.facts import CERTAIN, Doubt, Form

# An explanation leads before the mere sight of a fault: «числа поменяны местами» helps more than «часть больше целого».
ORDER = (
    swapped.RULE,
    times_ten.RULE,
    zero_or_blank.RULE,
    reference.RULE,
    in_form.RULE,
    subset.RULE,
    digit_slip.RULE,
    cross_year.RULE,
    outlier.RULE,
)


def check(form: Form) -> list[Doubt]:
    """Doubts about a form, at most one per cell, the strongest first; an empty list when nothing is doubtful.

    One doubtful cell is shown from `limits.doubtful` on; each further one only when it is glaring, because among some
    twenty numbers of a form one is unusual by mere chance. Broken relations are always shown.
    """
    expectations = Expectations(form)
    certain = [*in_form.find(form), *subset.find(form), *reference.find(form)]
    likely = [
        doubt
        for rule in (swapped, times_ten, zero_or_blank, digit_slip, cross_year, outlier)
        for doubt in rule.find(form, expectations)
    ]
    asked = [doubt for doubt in (*certain, *likely) if doubt.rule not in form.limits.off]
    return [_in_words(doubt, form) for doubt in _shown(_leading(asked, expectations), form.limits.glaring)]


def _leading(doubts: Iterable[Doubt], expectations: Expectations) -> list[Doubt]:
    """One doubt per cell, by the order of rules."""
    taken: set[str] = set()
    leading: list[Doubt] = []
    for doubt in sorted(doubts, key=lambda row: (ORDER.index(row.rule), -row.strength)):
        if taken.isdisjoint(doubt.elements) and not _follows(doubt, leading, expectations):
            taken.update(doubt.elements)
            leading.append(doubt)
    return leading


def _follows(doubt: Doubt, leading: list[Doubt], expectations: Expectations) -> bool:
    """A part that rose or fell together with its whole is one event: asking about one of the two is enough."""
    if doubt.strength >= CERTAIN or len(doubt.elements) > 1:
        return False
    code = doubt.elements[0]
    asked = {row.elements[0] for row in leading if row.strength < CERTAIN and len(row.elements) == 1}
    return any(
        code in pair and other in pair and _sign(code, expectations) == _sign(other, expectations) != 0
        for pair in expectations.form.relations.subsets
        for other in asked
    )


def _sign(code: str, expectations: Expectations) -> int:
    amount, guess = expectations.form.amount(code), expectations.guesses.get(code)
    return 0 if amount is None or guess is None else 1 if guess.distance(amount) > 0 else -1


def _in_words(doubt: Doubt, form: Form) -> Doubt:
    """Advice and severity as the edition has them."""
    limits = form.limits
    return replace(doubt, advice=limits.advice.get(doubt.rule, doubt.advice), asks=doubt.rule not in limits.only_shown)


def _shown(leading: list[Doubt], glaring: float) -> list[Doubt]:
    """All that is certain or glaring, the strongest first; one milder doubt when nothing is glaring."""
    ordered = sorted(leading, key=lambda row: -row.strength)
    sure = [row for row in ordered if row.strength >= glaring]
    is_asked = any(row.strength < CERTAIN for row in sure)
    return sure if is_asked else [*sure, *[row for row in ordered if row.strength < glaring][:1]]
