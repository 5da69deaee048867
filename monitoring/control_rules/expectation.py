"""What a number was expected to be: from the same municipality a year ago, else from peers of like size.

Amounts are compared as logarithms per pupil, so that a growth, a merger or a larger school do not look like an error.
Centre and spread are the median and the median absolute deviation (scaled by 1.4826 to a standard deviation), as
advised for bounds with few and uneven points; the chance of small numbers is added as 1/n. Peers are the
`NEIGHBOURS` municipalities nearest in pupils.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from statistics import median

from monitoring.control_rules.facts import Form, Peer

NEIGHBOURS = 20
ENOUGH = 6
TO_DEVIATION = 1.4826
LEAST_SPREAD_OF_YEARS = 0.15
LEAST_SPREAD_OF_PEERS = 0.25
SPREAD_UNKNOWN = 0.35
HALF = 0.5
FITS = 2.0


@dataclass(frozen=True)
class Guess:
    """A log-normal guess at an amount; `noise` is the variance that small numbers bring by chance."""

    centre: float
    spread: float
    noise: float
    from_last_year: bool

    @property
    def amount(self) -> float:
        return max(math.exp(self.centre) - HALF, 0.0)

    def distance(self, amount: Decimal | float) -> float:
        """Signed distance in standard deviations."""
        told = float(amount) + HALF
        return (math.log(told) - self.centre) / math.sqrt(self.spread**2 + self.noise + 1 / (told + HALF))

    def ratio(self, amount: Decimal | float) -> float:
        """How many times more or less than expected, never below 1."""
        return math.exp(abs(math.log(float(amount) + HALF) - self.centre))

    def fits(self, amount: Decimal | float) -> bool:
        return abs(self.distance(amount)) <= FITS


@dataclass(frozen=True)
class Expectations:
    form: Form

    @cached_property
    def peers(self) -> list[Peer]:
        if not self.form.size:
            return []
        known = [peer for peer in self.form.peers if peer.size]
        return sorted(known, key=lambda peer: abs(math.log(peer.size / self.form.size)))[:NEIGHBOURS]

    @cached_property
    def guesses(self) -> dict[str, Guess]:
        """A guess per numeric element about which anything is known. Last year speaks before the peers."""
        found = {}
        for code in self.form.numbers():
            guess = self._by_year(code) or self.by_peers(code)
            if guess is not None:
                found[code] = guess
        return found

    def by_peers(self, code: str) -> Guess | None:
        rates = [
            math.log((float(peer.amounts[code]) + HALF) / peer.size) for peer in self.peers if peer.amounts.get(code)
        ]
        if len(rates) < ENOUGH:
            return None
        centre = median(rates) + math.log(self.form.size)
        return Guess(centre, max(LEAST_SPREAD_OF_PEERS, _deviation(rates)), _chance(centre), False)

    def zeros_of_peers(self, code: str) -> float:
        """Share of peers that reported zero; 0 when nobody reported."""
        told = [peer.amounts[code] for peer in self.peers if code in peer.amounts]
        return sum(not amount for amount in told) / len(told) if told else 0.0

    def _by_year(self, code: str) -> Guess | None:
        last = self.form.last_amount(code)
        if not last:
            return None
        growth = math.log(self.form.size / self.form.last_size) if self.form.size and self.form.last_size else 0.0
        usual, spread = self._usual_change(code)
        centre = math.log(float(last) + HALF) + growth + usual
        return Guess(centre, max(LEAST_SPREAD_OF_YEARS, spread), 1 / (float(last) + 1), True)

    def _usual_change(self, code: str) -> tuple[float, float]:
        """Median change of all peers and its spread, without the part that small numbers bring by chance."""
        changes, noises = [], []
        for peer in self.form.peers:
            now, before = peer.amounts.get(code), peer.last_amounts.get(code)
            if now and before and peer.size and peer.last_size:
                told, told_before = float(now) + HALF, float(before) + HALF
                changes.append(math.log(told / told_before) - math.log(peer.size / peer.last_size))
                noises.append(1 / told + 1 / told_before)
        if len(changes) < ENOUGH:
            return 0.0, SPREAD_UNKNOWN
        own = _deviation(changes) ** 2 - median(noises)
        return median(changes), math.sqrt(max(own, 0.0))


def _deviation(values: list[float]) -> float:
    middle = median(values)
    return TO_DEVIATION * median(abs(value - middle) for value in values)


def _chance(centre: float) -> float:
    return 1 / (math.exp(centre) + 1)
