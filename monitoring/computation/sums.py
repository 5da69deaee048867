"""Figures of a region as sums of what each municipality adds: whole ones, or old ones with a municipality exchanged.

Everything that a region says, its digest too, is a sum, so one row can be taken out and another put in, and the answer
is that of adding all rows again. The digest is a sum of 256-bit prints of the rows: it does not depend on their order,
and equal figures of the same municipalities give equal digests on any machine.
"""

import numpy as np
from numpy.typing import NDArray

from monitoring.computation.wire import NOTHING, Ints
from monitoring.framework.vocabulary import State

ENGINE = 3  # of the rules: another number here and every stored result is made anew
REPORTED, NUMERATOR, DENOMINATOR, BASED = range(4)  # places in a sum; the print follows
LANES = 4
STEP, FIRST, SECOND = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
SHIFTS = tuple(np.uint64(n) for n in (30, 27, 31))


def shares(oktmo: Ints, state: Ints, numerator: Ints, denominator: Ints, score: Ints) -> Ints:
    """What each row adds to its region: whether it told, both numbers, whether it has a base, the print."""
    is_told, has_base = state == State.REPORTED, denominator != NOTHING
    told = [is_told, np.where(is_told, numerator, 0), np.where(has_base, denominator, 0), has_base]
    prints = _prints(oktmo, state, numerator, denominator, score)
    return np.concatenate([np.stack(told, axis=1).astype(np.int64), prints.view(np.int64)], axis=1)


def stored_sums(reported: int, numerator: int, denominator: int, digest: str) -> Ints:
    """The sum of a stored figure. Those who told have a base all or none: that is a matter of the campaign."""
    based = 0 if denominator == NOTHING else reported
    told = [reported, max(numerator, 0), max(denominator, 0), based]
    return np.concatenate([np.array(told, np.int64), np.frombuffer(bytes.fromhex(digest), "<i8")])


def digest_of(total: Ints) -> str:
    return total[BASED + 1 :].astype("<i8").tobytes().hex()


def _prints(*columns: Ints) -> NDArray[np.uint64]:
    """Rows × lanes: each lane takes the columns in one after another and stirs them (the finisher of splitmix64)."""
    print_ = np.arange(1, LANES + 1, dtype=np.uint64) * STEP + np.uint64(ENGINE)
    lanes = np.repeat(print_[None, :], len(columns[0]), axis=0)
    for column in columns:
        lanes = _stirred((lanes + STEP) ^ np.ascontiguousarray(column, np.int64).view(np.uint64)[:, None])
    return lanes


def _stirred(lanes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    lanes = (lanes ^ (lanes >> SHIFTS[0])) * FIRST
    lanes = (lanes ^ (lanes >> SHIFTS[1])) * SECOND
    return lanes ^ (lanes >> SHIFTS[2])
