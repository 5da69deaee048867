"""What is told of parts that miss their total."""

from __future__ import annotations

from decimal import Decimal

from monitoring.note_check.claims import Claim, quotes_of
from monitoring.note_check.document import Note
from monitoring.note_check.finding import PARTS_AND_TOTAL, Finding, written

_SCALES = {1000: " тыс.", 1_000_000: " млн"}


def sum_finding(note: Note, whole: Claim, parts: list[Claim], total: Decimal) -> Finding:
    factors = {claim.counted.factor for claim in (whole, *parts)}
    factor = factors.pop() if len(factors) == 1 else 1
    scale = _SCALES.get(factor, "")

    def show(value: Decimal) -> str:
        return f"{written(value / factor)}{scale}"

    numbers = [show(part.counted.value) for part in parts]
    explanation = (
        f"Части не складываются в целое: {' + '.join(numbers)} = {show(total)}, "
        f"а напечатано {show(whole.counted.value)}. Разница — {show(abs(total - whole.counted.value))}."
    )
    quotes = quotes_of(note, whole, *parts)
    return Finding(PARTS_AND_TOTAL, (show(whole.counted.value), *numbers, show(total)), quotes, explanation)
