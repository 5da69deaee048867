"""Shares a published total out among municipalities: reproducible, plausible, and exact to the last unit.

Pure arithmetic over plain dictionaries. The same names and totals always give the same parts: chance comes from a hash
of the name of the figure and the key of the municipality, never from a random generator.
"""

import hashlib
from collections.abc import Collection, Mapping

Sizes = Mapping[str, int]
Parts = dict[str, int]


class DistributionError(ValueError):
    """The total cannot be placed under the given bounds."""


def chance(name: str, key: str) -> float:
    """A number from 0 to 1 that belongs to this figure of this municipality for ever."""
    return int.from_bytes(hashlib.sha256(f"{name}:{key}".encode()).digest()[:6]) / 2**48


def choose(name: str, sizes: Sizes, count: int, *, prefer: Collection[str] = (), size_matters: float = 0.6) -> set[str]:
    """`count` municipalities: large ones more likely, those in `prefer` first (a step backwards stays possible)."""
    if not 0 <= count <= len(sizes):
        raise DistributionError(f"{name}: {count} из {len(sizes)}")
    largest = max(sizes.values(), default=1)

    def rank(key: str) -> tuple[float, str]:
        liking = chance(name, key) + size_matters * (sizes[key] / largest) ** 0.25
        return (liking + (0.45 if key in prefer else 0.0), key)

    return set(sorted(sizes, key=rank, reverse=True)[:count])


def share_out(
    name: str, total: int, sizes: Sizes, *, caps: Mapping[str, int] | None = None, least: int = 0, spread: float = 0.5
) -> Parts:
    """Parts proportional to size with a deviation up to `spread`, each from `least` to its cap, summing to `total`."""
    limits = {key: total if caps is None else caps[key] for key in sizes}
    if least * len(sizes) > total or sum(limits.values()) < total or any(cap < least for cap in limits.values()):
        raise DistributionError(f"{name}: {total} не размещается по {len(sizes)}")
    weights = {key: size * (1 - spread + 2 * spread * chance(name, key)) for key, size in sizes.items()}
    parts = dict.fromkeys(sizes, least)
    left = total - sum(parts.values())
    while left:
        open_keys = [key for key in sorted(sizes) if parts[key] < limits[key]]
        left -= _pour(left, {key: weights[key] for key in open_keys}, parts, limits)
    return parts


def _pour(left: int, weights: Mapping[str, float], parts: Parts, limits: Mapping[str, int]) -> int:
    """One round: give each open municipality its share of what is left, the remainders to the largest fractions."""
    whole = sum(weights.values())
    quotas = {key: left * weight / whole for key, weight in weights.items()}
    gifts = {key: int(quota) for key, quota in quotas.items()}
    by_fraction = sorted(weights, key=lambda key: (gifts[key] - quotas[key], key))
    for key in by_fraction[: left - sum(gifts.values())]:
        gifts[key] += 1
    poured = 0
    for key, gift in gifts.items():
        given = min(gift, limits[key] - parts[key])
        parts[key] += given
        poured += given
    return poured
