"""How much of the source text became fields, in whole percents that never flatter."""

import math
from dataclasses import dataclass
from typing import Any

HEADINGS = ("label",)


@dataclass(frozen=True)
class Shares:
    """`headings` are titles of sections, numbers of points and signatures: understood, but no value of their own."""

    fields: int
    headings: int
    unparsed: int


def shares_of(draft: dict[str, Any]) -> Shares:
    text = draft["source_text"]
    total = _letters(text) or 1
    lost = sum(_letters(one["text"]) for one in draft["unparsed"])
    titles = sum(_letters(text[one["start"] : one["end"]]) for one in draft["spans"] if one["kind"] in HEADINGS)
    unparsed = math.ceil(100 * lost / total)
    fields = min(100 * (total - lost - titles) // total, 100 - unparsed)
    return Shares(fields, 100 - fields - unparsed, unparsed)


def _letters(text: str) -> int:
    return len("".join(text.split()))
