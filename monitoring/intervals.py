"""How far a figure may lie from what was seen by chance alone; pure arithmetic.

A share of people is told with the Wilson score interval (E. B. Wilson, 1927), a number of people with the score
interval of a Poisson count. Yes/no answers and posts are a full count of the region and have no interval.
"""

from decimal import Decimal
from typing import NamedTuple

Z95 = Decimal("1.959963984540054")  # two-sided normal quantiles
Z998 = Decimal("3.090232306167813")
HUNDRED = Decimal(100)


class Interval(NamedTuple):
    low: Decimal
    high: Decimal

    def scaled(self, factor: Decimal, *, most: Decimal) -> "Interval":
        return Interval(min(most, self.low * factor), min(most, self.high * factor))


def exactly(value: Decimal) -> Interval:
    """The interval of what is counted in full."""
    return Interval(value, value)


def wilson(numerator: Decimal, denominator: Decimal, z: Decimal = Z95) -> Interval | None:
    """Bounds of a share in per cent; None where there is no share: an empty base, or more than the whole."""
    if denominator <= 0 or not 0 <= numerator <= denominator:
        return None
    square = z * z
    middle = numerator + square / 2
    width = z * (numerator * (denominator - numerator) / denominator + square / 4).sqrt()
    whole = denominator + square
    low = Decimal(0) if numerator == 0 else HUNDRED * (middle - width) / whole
    high = HUNDRED if numerator == denominator else HUNDRED * (middle + width) / whole
    return Interval(low, high)


def of_count(number: Decimal, z: Decimal = Z95) -> Interval:
    """Bounds of a number of people whose base is not asked for."""
    square = z * z
    width = z * (number + square / 4).sqrt()
    low = Decimal(0) if number == 0 else number + square / 2 - width
    return Interval(low, number + square / 2 + width)
