"""Municipalities of like size. The group is made of pupils alone: nobody's result decides who is compared."""

from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
NUMBER = 8


def like_size(pupils: Mapping[Key, int], own: Key, number: int = NUMBER) -> list[Key]:
    """The nearest by the ratio of pupils, the largest first; nobody while one's own number is not known."""
    size = pupils.get(own, 0)
    if size <= 0:
        return []

    def times(other: int) -> Fraction:
        return max(Fraction(other, size), Fraction(size, other))

    others = [(times(amount), str(key), key) for key, amount in pupils.items() if key != own and amount > 0]
    nearest = [key for _, _, key in sorted(others)[:number]]
    return sorted(nearest, key=lambda key: (-pupils[key], str(key)))
