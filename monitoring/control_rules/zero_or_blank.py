"""Zero against blank: a zero where there was or should be a number, «н/п» where a number was told a year ago.

A blank is never a zero: a zero says «none», «н/п» says «cannot be», an empty cell says nothing.
"""

import math
from collections.abc import Iterator
from decimal import Decimal

from monitoring import printing
from monitoring.control_rules.expectation import Expectations, Guess
from monitoring.control_rules.facts import NOT_APPLICABLE, Doubt, Form

RULE = "zero_or_blank"
PEERS_TO_YEARS = 3
COMMON = 0.1


def find(form: Form, expectations: Expectations) -> Iterator[Doubt]:
    """A zero that many peers share may be true: it is doubted, but never as glaring."""
    for code, amount in form.numbers().items():
        guess = expectations.guesses.get(code)
        if not amount and guess is not None and _unlikely(guess, expectations, code):
            yield _zero(form, code, guess, expectations.zeros_of_peers(code))
    for code, cell in form.cells.items():
        last = form.last_amount(code)
        if cell.state == NOT_APPLICABLE and last:
            words = f"{form.name(code)}: стоит «н/п», а год назад было {_told(form, code, last)}."
            advice = "Если в этом году никого не было, введите 0; если сведений пока нет, оставьте поле пустым."
            yield Doubt(RULE, (code,), words, advice, form.limits.glaring)


def _unlikely(guess: Guess, expectations: Expectations, code: str) -> bool:
    least = expectations.form.limits.least_before_zero
    if guess.from_last_year:
        return guess.amount >= least
    return guess.amount >= PEERS_TO_YEARS * least and expectations.zeros_of_peers(code) < COMMON


def _zero(form: Form, code: str, guess: Guess, common: float) -> Doubt:
    last = form.last_amount(code)
    seen = (
        f"а год назад было {printing.amount(last)}"
        if last
        else f"а у муниципальных образований того же размера около {_about(guess)}"
    )
    doubtful, glaring = form.limits.doubtful, form.limits.glaring
    strength = doubtful if common >= COMMON else max(doubtful, glaring * math.log10(1 + guess.amount))
    advice = "Ноль значит «никого нет». Если сведений нет, оставьте поле пустым; если вопрос не про вас — «н/п»."
    return Doubt(RULE, (code,), f"{form.name(code)}: введён ноль, {seen}.", advice, strength)


def _told(form: Form, code: str, amount: Decimal) -> str:
    return ("«да»" if amount else "«нет»") if form.elements[code].kind == "flag" else printing.amount(amount)


def _about(guess: Guess) -> str:
    return printing.amount(printing.half_up(Decimal(guess.amount)))
