"""Against peers of like size: a robust outlier per pupil, where last year says nothing."""

from collections.abc import Iterator
from decimal import Decimal

from monitoring import printing
from monitoring.control_rules.expectation import Expectations
from monitoring.control_rules.facts import Doubt, Form

RULE = "outlier"


def find(form: Form, expectations: Expectations) -> Iterator[Doubt]:
    """Median and median absolute deviation of the logarithm per pupil among the nearest by size."""
    for code, amount in form.numbers().items():
        guess = expectations.guesses.get(code)
        if guess is None or guess.from_last_year or not amount or not form.limits.is_doubtful(guess, amount):
            continue
        usual = printing.amount(printing.half_up(Decimal(guess.amount)))
        way = "больше" if amount > guess.amount else "меньше"
        words = (
            f"{form.name(code)}: {printing.amount(amount)} — намного {way}, чем у муниципальных образований "
            f"того же размера; у них в пересчёте на ваших обучающихся около {usual}."
        )
        advice = "Проверьте число; если оно верно, напишите в пояснении, почему."
        yield Doubt(RULE, (code,), words, advice, abs(guess.distance(amount)))
