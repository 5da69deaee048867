"""A whole that is named again with another number: «468 выпускников с инвалидностью» and «из 486 выпускников …»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from monitoring.note_check.bases import Bases
from monitoring.note_check.claims import Claim, quotes_of
from monitoring.note_check.document import Note
from monitoring.note_check.figures import Figure
from monitoring.note_check.finding import QUANTITY_TWO_VALUES, Finding, written
from monitoring.note_check.likeness import are_swapped, is_slip, slip
from monitoring.note_check.words import is_finite, meaning

_PHRASE = re.compile(r"\s*((?:[А-Яа-яЁё-]+(?:\s+|$)){0,6}(?:[А-Яа-яЁё-]+)?)")
_NEAR = 5  # per cent between two drafts of one total
_HUGE = 999
_LARGE = 99  # of smaller numbers many are others turned about
_MANY_VOTES = 3


@dataclass(slots=True)
class _Named:
    """A figure and the noun phrase it counts."""

    claim: Claim
    figure: Figure
    words: frozenset[str]


def totals_named_twice(note: Note, claims: list[Claim], bases: Bases) -> Iterator[Finding]:
    said = [named for claim in claims if claim.sentence for named in _named(note, claim)]
    values = [named.figure.value for named in said]
    strong = {total.value for total in bases.totals if total.votes >= _MANY_VOTES}
    seen: set[tuple[Decimal, Decimal]] = set()
    for again in said:
        is_whole = again.claim.is_base or again.figure is again.claim.share.base
        for first in said:
            pair = (first.figure.value, again.figure.value)
            if first is again or pair in seen or pair[::-1] in seen or first.claim.sentence is again.claim.sentence:
                continue
            if not _may_be_one(first, again) or values.count(pair[1]) > 1:
                continue
            near = _is_near(*pair) or (min(pair) > _LARGE and are_swapped(*pair))
            sure = pair[0] in strong or (min(pair) > _HUGE and are_swapped(*pair))
            if _is_slip_of_phrase(first, again) or (is_whole and sure and near):
                seen.add(pair)
                yield _finding(note, first, again)


def _named(note: Note, claim: Claim) -> Iterator[_Named]:
    for figure in (claim.count, claim.share.base):
        if figure is not None and not figure.approximate and not figure.change:
            words = _phrase(note.text[figure.end : figure.end + 120])
            if not words and claim.count and claim.count.noun:
                words = meaning(claim.count.noun)  # «945 старшеклассников из 1 620»
            if words:
                yield _Named(claim, figure, words)


def _phrase(after: str) -> frozenset[str]:
    """The nouns and adjectives right after the figure, up to a verb or a sign."""
    found = _PHRASE.match(re.sub(r"\s", " ", after))
    kept: list[str] = []
    for word in found[1].split() if found else []:
        if is_finite(word):
            break
        kept.append(word)
    return meaning(" ".join(kept))


def _may_be_one(first: _Named, again: _Named) -> bool:
    if first.figure.value == again.figure.value or first.words != again.words:
        return False
    return first.claim.year == again.claim.year and first.claim.negative == again.claim.negative


def _is_slip_of_phrase(first: _Named, again: _Named) -> bool:
    """A long name said twice with a digit wrong: not «642 женщины» and «643 женщины» of two districts."""
    return len(first.words) > 1 and is_slip(first.figure.value, again.figure.value)


def _is_near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) * 100 <= _NEAR * max(one, other)


def _finding(note: Note, first: _Named, again: _Named) -> Finding:
    values = (written(first.figure.value), written(again.figure.value))
    return Finding(
        QUANTITY_TWO_VALUES,
        values,
        quotes_of(note, first.claim, again.claim),
        f"Одно и то же целое названо дважды и по-разному: {values[0]} и {values[1]}."
        f"{slip(first.figure.value, again.figure.value)}",
    )
