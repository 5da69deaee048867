"""When a number is doubtful at all, and when it is glaring."""

from decimal import Decimal

from monitoring.control_rules.expectation import FITS, Guess

DOUBTFUL = 3.2
DOUBTFUL_SUM = 2.0
GLARING = 6.0
LEAST_RATIO_OF_YEARS = 1.5
LEAST_RATIO_OF_PEERS = 2.2


def is_doubtful(guess: Guess, amount: Decimal) -> bool:
    """Far by its own spread and also far in plain words: «в 1,2 раза больше» deserves nobody's time."""
    least = LEAST_RATIO_OF_YEARS if guess.from_last_year else LEAST_RATIO_OF_PEERS
    return abs(guess.distance(amount)) >= DOUBTFUL and guess.ratio(amount) >= least


def is_sum_of_two_years(guess: Guess, amount: Decimal, last: Decimal, *, within: float = FITS) -> bool:
    """A cumulative total: high, and without last year's number within what was expected.

    An explanation that fits so exactly needs less distance than a bare surprise does.
    """
    if amount <= last or guess.distance(amount) < DOUBTFUL_SUM or guess.ratio(amount) < LEAST_RATIO_OF_YEARS:
        return False
    return abs(guess.distance(amount - last)) <= within
