"""Two fields of one section exchanged: each is off where it stands and fits in the other's place."""

import math
from collections.abc import Iterator
from itertools import combinations

from monitoring import printing
from monitoring.control_rules.expectation import Expectations
from monitoring.control_rules.facts import CERTAIN, Doubt, Form

RULE = "swapped"


def find(form: Form, expectations: Expectations) -> Iterator[Doubt]:
    """Joint distance of the pair must exceed the bound for one cell by the root of two: two cells speak together.

    A broken subset that the exchange repairs is certain without any bound.
    """
    numbers = {code: amount for code, amount in form.numbers().items() if code in expectations.guesses}
    for first, second in combinations(numbers, 2):
        one, other = numbers[first], numbers[second]
        left, right = expectations.guesses[first], expectations.guesses[second]
        if form.elements[first].section != form.elements[second].section or one == other or not (one and other):
            continue
        if not (left.fits(other) and right.fits(one)):
            continue
        now = math.hypot(left.distance(one), right.distance(other))
        then = math.hypot(left.distance(other), right.distance(one))
        broken = (first, second) in form.relations.subsets and one > other
        broken = broken or ((second, first) in form.relations.subsets and other > one)
        ratio = max(one, other) / min(one, other)
        if broken or (
            now - then >= form.limits.doubtful * math.sqrt(2) * 0.75
            and now >= form.limits.doubtful
            and ratio >= form.limits.ratio_of_swapped
        ):
            words = (
                f"{form.name(first)}: {printing.amount(one)}, {form.name(second)}: {printing.amount(other)} — "
                "похоже, числа стоят не в своих полях."
            )
            advice = "Проверьте, не поменялись ли эти два числа местами."
            yield Doubt(RULE, (first, second), words, advice, CERTAIN if broken else now)
