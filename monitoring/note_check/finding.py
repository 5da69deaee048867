"""What the check of a note reports: one contradiction with its values, exact quotes and a plain explanation."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

PERCENT_OF_COUNT = "percent_of_count"
SHARE_TWO_PERCENTS = "one_share_two_percents"
QUANTITY_TWO_VALUES = "one_quantity_two_values"
PARTS_AND_TOTAL = "parts_and_total"
DIFFERENT_BASES = "different_bases"

KINDS = {
    PERCENT_OF_COUNT: "Процент не сходится со своим количеством",
    SHARE_TWO_PERCENTS: "Одна доля напечатана двумя процентами",
    QUANTITY_TWO_VALUES: "Одна величина названа двумя значениями",
    PARTS_AND_TOTAL: "Части не складываются в целое",
    DIFFERENT_BASES: "Годы сравниваются на разных основаниях",
}


@dataclass(frozen=True, slots=True)
class Finding:
    kind: str
    values: tuple[str, ...]
    quotes: tuple[str, ...]
    explanation: str

    @property
    def title(self) -> str:
        return KINDS[self.kind]

    def as_json(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "values": list(self.values),
            "quotes": list(self.quotes),
            "explanation": self.explanation,
        }


def half_up(value: Decimal, places: int) -> Decimal:
    """Rounded as people round: a half goes up."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def written(value: Decimal) -> str:
    """A number as Russian notes write it: comma, no trailing zeros."""
    text = format(value.normalize(), "f")
    return text.replace(".", ",")


def percent_text(value: Decimal) -> str:
    return f"{written(value)} %"
