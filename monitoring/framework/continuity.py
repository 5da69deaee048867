"""Whether a series goes on from one edition to the next: the same formula, kind, period and rule of the region."""

from collections.abc import Iterator

from monitoring.framework.definition import Formula, IndicatorDefinition


def is_comparable(old: IndicatorDefinition, new: IndicatorDefinition, old_edition: int = 0) -> bool:
    """True when values of both definitions may stand side by side, although the editions differ.

    `old_edition` is the number of the older edition: a break declared with it, or with a later one, counts.
    """
    return not any(breaks(old, new, old_edition))


def breaks(old: IndicatorDefinition, new: IndicatorDefinition, old_edition: int = 0) -> Iterator[str]:
    """Why the series is broken, in words; nothing when it goes on. Names and texts break nothing."""
    if new.broken_with is not None and old_edition <= new.broken_with:
        yield new.broken_note or "разрыв объявлен в новой редакции"
    if old.kind != new.kind:
        yield "иной вид показателя"
    if _signature(old.numerator) != _signature(new.numerator):
        yield "иной числитель"
    if _signature(old.denominator) != _signature(new.denominator):
        yield "иной знаменатель"
    if old.region != new.region:
        yield "иное правило региона"
    if old.period != new.period:
        yield "иной период"


def _signature(formula: Formula | None) -> tuple[object, ...]:
    """Order of operands changes nothing; neither does all/any over a single flag."""
    if formula is None:
        return ()
    operation = formula.operation if len(formula.operands) > 1 or formula.operation == "sum" else "flag"
    threshold = formula.threshold if formula.comparison else 0
    return operation, frozenset(formula.operands), formula.comparison, threshold
