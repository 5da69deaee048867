"""A framework as plain data: the definitions a snapshot carries, so that an old one needs no table to be understood."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from monitoring.models import Edition, Indicator, Term

Content = dict[str, Any]
PASSPORT = (
    "code", "kind", "name", "operation", "comparison", "region_rule", "polarity", "scoring", "unit", "period",
    "decimals", "statement", "gap", "why", "source",
)  # fmt: skip


def exact(value: Decimal | int | None) -> str | None:
    """Digits without the zeros that only storage needs."""
    return None if value is None else format(Decimal(value).normalize() + 0, "f")


def framework_of(edition: Edition) -> Content:
    rows = edition.indicators.select_related("criterion").order_by("position")
    return {
        **edition_of(edition),
        "criteria": [{"number": row.number, "name": row.name, "short": row.short} for row in edition.criteria.all()],
        "populations": [
            {"code": row.code, "name": row.name, "source": row.source} for row in edition.populations.all()
        ],
        "elements": [
            {"code": row.code, "kind": row.kind, "name": row.name, "criterion": row.criterion.number}
            for row in edition.elements.select_related("criterion").order_by("position")
        ],
        "indicators": indicators_of(edition, rows),
    }


def edition_of(edition: Edition) -> Content:
    return {
        "code": edition.code,
        "edition": edition.number,
        "title": edition.title,
        "digest": edition.digest,
        "scale": edition.scale_code,
    }


def indicators_of(edition: Edition, rows: Iterable[Indicator]) -> list[Content]:
    """The whole passport of each with its formula by codes."""
    operands: dict[tuple[int, str], list[str]] = defaultdict(list)
    terms = Term.objects.filter(edition=edition).select_related("element", "population")
    for term in terms.order_by("indicator", "part", "position"):
        operand = term.element or term.population
        operands[term.indicator_id, term.part].append(operand.code if operand else "")
    return [
        {name: getattr(row, name) for name in PASSPORT}
        | {
            "criterion": row.criterion.number,
            "threshold": exact(row.threshold),
            "target": exact(row.target),
            **{part: operands.get((row.pk, part), []) for part in Term.Part.values},
        }
        for row in rows
    ]


def by_number(code: str) -> list[tuple[int, str]]:
    """Order of codes as people count: 1.9 before 1.10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in code.split(".")]
