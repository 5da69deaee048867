"""Scores from exact pairs: rounded half up to six digits, in whole millionths."""

import numpy as np
from numpy.typing import NDArray

from monitoring.computation.wire import Ints

MILLION = 1_000_000
FULL = 100 * MILLION
DOUBTFUL = 1e-4  # far above the error of a double at this size, far below the share of values that need a second look


def half_up(numerator: Ints, factor: Ints, denominator: Ints, divisor: Ints, scale: int) -> Ints:
    """`scale · numerator · factor / (denominator · divisor)` in whole numbers, a half goes up; at most 2 · FULL.

    Doubles give the answer except close to a half, where whole numbers of any length decide.
    """
    near = scale * (numerator.astype(float) * factor) / (denominator.astype(float) * divisor)
    near = np.minimum(near, 2.0 * FULL)
    rounded: Ints = np.floor(near + 0.5).astype(np.int64)
    for n in np.flatnonzero(np.abs(near - np.floor(near) - 0.5) < DOUBTFUL):
        top = scale * int(numerator[n]) * int(factor[n])
        bottom = int(denominator[n]) * int(divisor[n])
        rounded[n] = (2 * top + bottom) // (2 * bottom)
    return rounded


def greatest(numerator: Ints, denominator: Ints, chosen: NDArray[np.intp]) -> int:
    """Place of the greatest ratio among the chosen ones, compared exactly where doubles cannot tell."""
    near = numerator[chosen] / denominator[chosen]
    best = chosen[int(np.argmax(near))]
    for n in chosen[near > near.max() * (1 - 1e-12)]:
        if int(numerator[n]) * int(denominator[best]) > int(numerator[best]) * int(denominator[n]):
            best = n
    return int(best)
