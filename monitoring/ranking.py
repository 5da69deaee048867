"""Places of municipalities, told as intervals only: what cannot be told apart shares its places; pure arithmetic."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from monitoring.intervals import Interval

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Place:
    """The best and the worst place a municipality can claim."""

    first: int
    last: int
    among: int

    @property
    def printed(self) -> str:
        """«места 5–17 из 42»; even a place that nobody shares is written as an interval."""
        return f"места {self.first}–{self.last} из {self.among}"


def places(known: Mapping[Key, Interval]) -> dict[Key, Place]:
    """Places from the highest value down: one stands above another only when its interval lies wholly above.

    Without chance (both ends equal) this is the shared place of ties. The plain place by any value inside the interval
    is never outside the result.
    """
    lows = sorted(one.low for one in known.values())
    highs = sorted(one.high for one in known.values())
    number = len(known)
    return {
        key: Place(
            first=1 + number - bisect_right(lows, one.high), last=number - bisect_left(highs, one.low), among=number
        )
        for key, one in known.items()
    }
