"""Is it chance? Limits around the region's share for each size of base; pure arithmetic.

A share beyond its limit is one whose Wilson interval does not reach the region's share: both come from the same score
test. Limits for yes or no of single people are too narrow for work that is organised by schools, so more points than
chance explains lie outside; `dispersion` tells how many times the spread exceeds chance.
"""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from monitoring.intervals import HUNDRED, Z95, Z998, Interval

Pair = tuple[Decimal, Decimal]


class Zone(StrEnum):
    INSIDE = "в пределах случайного"
    OUTER_95 = "за пределом 95 %"
    OUTER_998 = "за пределом 99,8 %"


def limits(numerator: Decimal, denominator: Decimal, base: Decimal, z: Decimal) -> Interval:
    """Limits in per cent for a base of this size around the region's pair; kept between 0 and 100."""
    share = numerator / denominator
    width = z * (share * (1 - share) / base).sqrt()
    return Interval(max(Decimal(0), HUNDRED * (share - width)), min(HUNDRED, HUNDRED * (share + width)))


def deviation(numerator: Decimal, denominator: Decimal, own: Pair) -> Decimal:
    """Standard errors between one's own share and the region's; below it when negative."""
    share = numerator / denominator
    spread = (share * (1 - share) / own[1]).sqrt()
    return (own[0] / own[1] - share) / spread if spread else Decimal(0)


def zone(numerator: Decimal, denominator: Decimal, own: Pair) -> Zone:
    far = abs(deviation(numerator, denominator, own))
    return Zone.OUTER_998 if far > Z998 else Zone.OUTER_95 if far > Z95 else Zone.INSIDE


def dispersion(numerator: Decimal, denominator: Decimal, pairs: Iterable[Pair]) -> Decimal | None:
    """Mean square of the deviations: near 1 by chance alone; None when there is nobody to look at."""
    squares = [deviation(numerator, denominator, pair) ** 2 for pair in pairs]
    return sum(squares, Decimal(0)) / len(squares) if squares else None
