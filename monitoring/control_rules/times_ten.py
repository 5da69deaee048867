"""An extra or a lost zero, a lost decimal comma: the number is 10, 100 or 1000 times off and fits once shifted."""

from collections.abc import Iterator
from decimal import Decimal

from monitoring import printing
from monitoring.control_rules.expectation import Expectations
from monitoring.control_rules.facts import COUNT, Doubt, Form

RULE = "times_ten"
FACTORS = (10, 100, 1000)
CLOSE = 1.5


def find(form: Form, expectations: Expectations) -> Iterator[Doubt]:
    """Source: one of the planted errors named in reference/monitoring (part 7)."""
    for code, amount in form.numbers().items():
        guess = expectations.guesses.get(code)
        if guess is None or not amount or not form.limits.is_doubtful(guess, amount):
            continue
        shifted = [(amount / factor, factor, "больше") for factor in FACTORS]
        shifted += [(amount * factor, factor, "меньше") for factor in FACTORS]
        for likely, factor, way in shifted:
            if abs(guess.distance(likely)) <= CLOSE and _possible(form, code, likely):
                words = (
                    f"{form.name(code)}: {printing.amount(amount)} — примерно в {factor} раз {way}, чем ожидалось; "
                    f"похоже на {printing.amount(likely)}."
                )
                advice = "Проверьте, нет ли лишнего или потерянного нуля и на месте ли запятая."
                yield Doubt(RULE, (code,), words, advice, abs(guess.distance(amount)))
                break


def _possible(form: Form, code: str, likely: Decimal) -> bool:
    """Of people only whole numbers can have been meant; a decimal digit more or less is let pass."""
    return form.elements[code].kind != COUNT or likely >= 1
