"""One wrong move of the fingers: a digit lost, doubled, mistyped or two neighbours exchanged."""

from collections.abc import Iterator
from decimal import Decimal

from monitoring import printing
from monitoring.control_rules.expectation import Expectations
from monitoring.control_rules.facts import COUNT, Doubt, Form

RULE = "digit_slip"
DIGITS = "0123456789"
SHORTEST = 2
CLOSE = 1


def find(form: Form, expectations: Expectations) -> Iterator[Doubt]:
    """Only whole numbers of two digits and more; what was meant is the candidate nearest to the expected.

    A slip in a trailing digit lies inside the movement from year to year: no rule can tell it.
    """
    for code, amount in form.numbers().items():
        guess = expectations.guesses.get(code)
        whole = form.elements[code].kind == COUNT and amount == amount.to_integral_value()
        if guess is None or not whole or amount < 10 ** (SHORTEST - 1) or not form.limits.is_doubtful(guess, amount):
            continue
        last = form.last_amount(code)
        if last and form.limits.is_sum_of_two_years(guess, amount, last, within=CLOSE):
            continue
        fitting = [number for number in candidates(int(amount)) if abs(guess.distance(number)) <= CLOSE]
        if fitting:
            likely = min(fitting, key=lambda number: (abs(guess.distance(number)), number))
            words = (
                f"{form.name(code)}: {printing.amount(amount)}, ожидалось около {_about(guess.amount)}; "
                f"возможна опечатка в одной цифре, например вместо {printing.amount(likely)}."
            )
            advice = "Сверьте число с первичным документом по цифрам."
            yield Doubt(RULE, (code,), words, advice, abs(guess.distance(amount)))


def candidates(number: int) -> set[int]:
    """Whole numbers one move away from the typed one, leading zeros left out."""
    text = str(number)
    moves = set()
    for place in range(len(text)):
        moves.add(text[:place] + text[place + 1 :])
        moves.update(text[:place] + digit + text[place + 1 :] for digit in DIGITS)
    moves.update(text[:place] + digit + text[place:] for place in range(len(text) + 1) for digit in DIGITS)
    for place in range(len(text) - 1):
        moves.add(text[:place] + text[place + 1] + text[place] + text[place + 2 :])
    return {int(move) for move in moves if move and move[0] != "0"} - {number}


def _about(amount: float) -> str:
    return printing.amount(printing.half_up(Decimal(amount)))
