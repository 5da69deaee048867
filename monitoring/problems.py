"""Typical problems of a region and deficits of one municipality, derived from exact figures by stated bounds."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import F, Q

from monitoring.framework.vocabulary import IndicatorKind, Polarity
from monitoring.intervals import HUNDRED
from monitoring.models import Indicator, RegionResult

GAP_SHARE = Decimal(40)  # per cent of municipalities without a condition from which it is called a typical problem

FLAGS = (IndicatorKind.FLAG, IndicatorKind.DERIVED_FLAG)
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


# A deficit of one municipality: a condition is not met, a share is below its target, or nothing at all is counted.
DEFICIT = (
    Q(indicator__kind__in=FLAGS, indicator__polarity=Polarity.HIGH, numerator=0)
    | Q(indicator__kind__in=FLAGS, indicator__polarity=Polarity.LOW, numerator__gt=0)
    | Q(
        indicator__polarity=Polarity.HIGH,
        indicator__target__isnull=False,
        denominator__gt=0,
        numerator__lt=F("denominator") * F("indicator__target") / HUNDRED,
    )
    | Q(indicator__polarity=Polarity.HIGH, indicator__target=None, numerator=0) & ~Q(indicator__kind__in=FLAGS)
)


def is_deficit(indicator: Indicator, numerator: Decimal | None, denominator: Decimal | None) -> bool:
    """The same for a figure at hand; what was not reported is no deficit."""
    if numerator is None or indicator.polarity == Polarity.NONE:
        return False
    if indicator.polarity == Polarity.LOW:
        return indicator.is_flag and numerator > 0
    if not indicator.is_flag and indicator.target is not None:
        return bool(denominator) and numerator * HUNDRED < indicator.target * (denominator or 0)
    return numerator == 0
