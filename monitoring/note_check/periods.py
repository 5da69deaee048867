"""A longer time and the shorter ones it is made of: «за полугодие 1 300», «в I квартале 588, во II — 702»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from monitoring.note_check.claims import Claim
from monitoring.note_check.clauses import bare, core_of
from monitoring.note_check.document import Note
from monitoring.note_check.finding import Finding
from monitoring.note_check.sums import sum_finding

_PART = re.compile(
    r"\b(?:I{1,3}V?|IV|перв\w+|втор\w+|трет\w+|четв\w+)\s+(?:квартал\w*|полугоди\w*)|\bво?\s+I{1,3}V?\s*[–—]", re.I
)
_WHOLE = re.compile(r"\bза\s+(?:(?:перв\w+|втор\w+|I{1,2})\s+)?(?:полугоди\w*|год\b|девять месяцев|9 месяцев)", re.I)
_OFF = 5  # per cent: more and the periods are not all of them


def wrong_periods(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    texts = [c for c in claims if c.sentence and c.count and not c.share.is_rough]
    wholes = [c for c in texts if _WHOLE.search(c.sentence.text if c.sentence else "") and not c.is_part]
    sentences = {c.sentence.start: [o for o in texts if o.sentence is c.sentence] for c in texts if c.sentence}
    for said in sentences.values():
        parts = [c for c in said if _PART.search(_beside(c))]
        if len(parts) < 2 or len(parts) != len(said):
            continue
        total = sum((c.counted.value for c in parts), Decimal(0))
        near = [c for c in wholes if c not in parts and abs(c.place - parts[0].place) <= 1 and _is_same(c, parts[0])]
        if any(c.counted.value == total for c in near):
            continue
        for whole in near[:1]:
            if abs(total - whole.counted.value) * 100 <= _OFF * whole.counted.value:
                yield sum_finding(note, whole, parts, total)


def _beside(claim: Claim) -> str:
    """The clause before the figure."""
    return claim.label[: claim.share.start - claim.label_at]


def _is_same(whole: Claim, part: Claim) -> bool:
    if whole.unit and part.unit and whole.unit != part.unit:
        return False
    return bool(bare(core_of(whole), whole) & bare(core_of(part), part))
