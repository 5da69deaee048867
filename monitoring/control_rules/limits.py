"""When a number is doubtful at all, and when it is glaring."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

DOUBTFUL_SUM = 2.0


class Distance(Protocol):
    """The part of a guess that limits look at."""

    @property
    def from_last_year(self) -> bool: ...
    def distance(self, amount: Decimal | float) -> float: ...
    def ratio(self, amount: Decimal | float) -> float: ...


@dataclass(frozen=True)
class Limits:
    """Thresholds of the rules and what an edition says about them; the defaults are measured on planted errors.

    `doubtful` and `glaring` are standard deviations, ratios are «times», `difference` is a part of one.
    """

    doubtful: float = 3.2
    glaring: float = 6.0
    ratio_of_years: float = 1.5
    ratio_of_peers: float = 2.2
    ratio_of_swapped: float = 1.5
    least_before_zero: float = 4
    difference: Decimal = Decimal("0.10")
    off: frozenset[str] = frozenset()
    only_shown: frozenset[str] = frozenset()
    advice: Mapping[str, str] = field(default_factory=dict)

    def is_doubtful(self, guess: Distance, amount: Decimal) -> bool:
        """Far by its own spread and also far in plain words: «в 1,2 раза больше» deserves nobody's time."""
        least = self.ratio_of_years if guess.from_last_year else self.ratio_of_peers
        return abs(guess.distance(amount)) >= self.doubtful and guess.ratio(amount) >= least

    def is_sum_of_two_years(self, guess: Distance, amount: Decimal, last: Decimal, *, within: float) -> bool:
        """A cumulative total: high, and without last year's number within what was expected.

        An explanation that fits so exactly needs less distance than a bare surprise does.
        """
        if amount <= last or guess.distance(amount) < DOUBTFUL_SUM or guess.ratio(amount) < self.ratio_of_years:
            return False
        return abs(guess.distance(amount - last)) <= within
