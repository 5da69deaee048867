"""Typical problems of a region and deficits of one municipality, derived from exact figures by stated bounds."""

from collections.abc import Iterable
from decimal import Decimal

from monitoring.framework.vocabulary import Polarity
from monitoring.models import Indicator, RegionResult

GAP_SHARE = Decimal(40)  # per cent of municipalities without a condition from which it is called a typical problem

Gap = tuple[RegionResult, Decimal]


def lacking(result: RegionResult) -> Decimal | None:
    """How many municipalities lack what the flag asks for; None when it is no flag or has no answer."""
    indicator = result.indicator
    if not indicator.is_flag or not result.is_reported or indicator.polarity == Polarity.NONE:
        return None
    return result.told if indicator.polarity == Polarity.LOW else result.base - result.told


def typical(results: Iterable[RegionResult]) -> list[Gap]:
    """Flags that at least `GAP_SHARE` per cent of those who answered lack, the widest gap first."""
    found = [(row, lacking(row)) for row in results]
    wide = [(row, gap) for row, gap in found if gap is not None and gap > 0 and gap * 100 >= GAP_SHARE * row.base]
    return sorted(wide, key=lambda pair: (-pair[1] / pair[0].base, pair[0].indicator.position))


def words_of(indicator: Indicator) -> str:
    """What is missing, in the words of the framework."""
    return indicator.statement if indicator.polarity == Polarity.LOW else indicator.gap
