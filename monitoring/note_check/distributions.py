"""Shares that fill a whole between them: their counts must make it, even when the whole stands elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from monitoring.note_check.claims import Claim
from monitoring.note_check.document import Note
from monitoring.note_check.finding import Finding
from monitoring.note_check.series import series_of
from monitoring.note_check.shares import fits
from monitoring.note_check.sums import sum_finding

_OFF = 4  # per cent of the whole: more and something was left unsaid
_LEAST = 3
_GROUP = re.compile(r"(?<!\w)(I{1,3})(?=\s+групп)")


def wrong_distributions(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    """«очно 1 125 (60 %), в отдельных классах 375 (20 %), на дому 300 (16 %), дистанционно 95 (5 %)» of 1 875."""
    counts = [c for c in claims if c.count and not c.share.is_rough]
    for series in series_of(claims):
        percents = [c.printed for c in series]
        slack = sum((figure.step for figure in percents), Decimal(0)) / 2
        off = abs(sum((figure.value for figure in percents), Decimal(0)) - 100)
        if off > (_OFF if _are_all_groups(series) else max(slack, Decimal(1))):
            continue
        total = sum((c.counted.value for c in series), Decimal(0))
        wholes = _wholes(series, counts)
        if wholes and total not in {whole.counted.value for whole in wholes}:
            whole = wholes[0]
            if abs(total - whole.counted.value) * 100 <= _OFF * whole.counted.value:
                yield sum_finding(note, whole, series, total)


def _are_all_groups(series: list[Claim]) -> bool:
    """The three groups of disability: there is no fourth."""
    said = {found for c in series for found in _GROUP.findall(f" {c.label} ")}
    return len(series) == _LEAST and said == {"I", "II", "III"}


def _wholes(series: list[Claim], counts: list[Claim]) -> list[Claim]:
    """Counts that all the shares, or all but one, are of; the nearest before the series comes first."""
    if any(c.share.base for c in series):
        return []  # the whole is named with a share and has its own check
    start, inside = series[0].share.start, {id(c) for c in series}
    found: dict[Decimal, tuple[int, Claim]] = {}
    for claim in sorted(counts, key=lambda c: (c.table is not None, abs(start - c.share.start))):
        value = claim.counted.value
        if id(claim) not in inside and value not in found:
            found[value] = sum(_is_of(c, value) for c in series), claim
    most = max((votes for votes, _ in found.values()), default=0)
    enough = most >= max(_LEAST - 1, len(series) - 1)
    return [claim for votes, claim in found.values() if votes == most] if enough else []


def _is_of(claim: Claim, whole: Decimal) -> bool:
    count, percent = claim.counted, claim.printed
    return count.value < whole and fits(count.value, whole, percent.value, percent.places)
