"""The same figure of one municipality in two years: a change that chance explains is not called growth."""

from dataclasses import dataclass
from decimal import Decimal

from monitoring import printing
from monitoring.framework.vocabulary import IndicatorKind
from monitoring.intervals import Interval, of_count, wilson
from monitoring.models import Result


@dataclass(frozen=True)
class Change:
    """`difference` is exact: percentage points for a share, a number for the rest."""

    before: Result
    after: Result
    difference: Decimal

    @property
    def is_chance(self) -> bool:
        one, other = _span(self.before), _span(self.after)
        return one is not None and other is not None and one.low <= other.high and other.low <= one.high

    @property
    def printed(self) -> str:
        has_base = self.after.denominator is not None
        return printing.points(self.difference) if has_base else printing.signed(self.difference)

    @property
    def verdict(self) -> str:
        if not self.difference:
            return "без изменений"
        if self.is_chance:
            return "в пределах случайного"
        return "рост" if self.difference > 0 else "снижение"


def change_of(before: Result | None, after: Result | None) -> Change | None:
    """None where a year is missing; flags have no difference, their answers are put side by side."""
    if before is None or after is None or before.value is None or after.value is None:
        return None
    if (before.denominator is None) != (after.denominator is None):
        return None
    return Change(before, after, after.value - before.value)


def _span(result: Result) -> Interval | None:
    if result.indicator.kind == IndicatorKind.STAFF or result.indicator.is_flag:
        return None
    if result.denominator is not None:
        return wilson(result.told, result.denominator)
    return of_count(result.told)
