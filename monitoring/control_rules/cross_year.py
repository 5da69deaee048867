"""Against last year: a change far beyond what the same element shows in peers, and a sum of two years in one cell."""

from collections.abc import Iterator

from monitoring import printing
from monitoring.control_rules.expectation import FITS, Expectations
from monitoring.control_rules.facts import Doubt, Form

RULE = "cross_year"


def find(form: Form, expectations: Expectations) -> Iterator[Doubt]:
    """Last year is brought to this year's pupils and to the usual change of peers (see `expectation`)."""
    for code, amount in form.numbers().items():
        guess, last = expectations.guesses.get(code), form.last_amount(code)
        if guess is None or not last or not amount:
            continue
        is_sum = form.limits.is_sum_of_two_years(guess, amount, last, within=FITS)
        if not is_sum and not form.limits.is_doubtful(guess, amount):
            continue
        change = "больше" if amount > last else "меньше"
        times = max(amount, last) / min(amount, last)
        words = (
            f"{form.name(code)}: {printing.amount(amount)}, год назад было {printing.amount(last)} — "
            f"в {printing.amount(printing.half_up(times, 1))} раза {change}."
        )
        advice = "Проверьте число; если перемена верна, напишите в пояснении, чем она вызвана."
        if is_sum:
            advice = "Похоже на сумму за два года: введите число только за отчётный год."
        yield Doubt(RULE, (code,), words, advice, abs(guess.distance(amount)))
