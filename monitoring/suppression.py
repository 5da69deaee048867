"""Small counts of people in public tables: hidden so that a subtraction from the total gives nothing away."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

BELOW = 5
Key = TypeVar("Key")


def hidden_cells(cells: Mapping[Key, Decimal], below: int = BELOW) -> set[Key]:
    """Keys to hide in a row whose total is printed.

    First every count from 1 to `below` - 1. The reader knows the sum of what is hidden, so further cells, the smallest
    first, join until at least two are hidden and their sum does not fix a small one.
    """
    hidden = {key for key, value in cells.items() if 0 < value < below}
    if not hidden:
        return hidden
    rest = sorted((key for key, value in cells.items() if value >= below), key=lambda key: (cells[key], str(key)))
    while rest and (len(hidden) < 2 or sum(cells[key] for key in hidden) < 2 * below):
        hidden.add(rest.pop(0))
    return hidden
