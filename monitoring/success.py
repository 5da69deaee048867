"""Facts of the success indicators: counted from the portal's own records where they can be, otherwise as entered.

A counter gives a number for each year in which it found anything. A year without records is unknown and not a zero: the
portal was not there yet, or nobody wrote down what happened. A counted year wins over an entered one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import ExtractYear

from cluster.models import Cluster
from employers.models import OfferedAccommodation, Vacancy
from events.models import Event
from graduates.models import Disclosure
from monitoring import printing
from monitoring.models import SuccessEntry, SuccessIndicator

Counts = dict[int, Decimal]
Kind, Counter = SuccessEntry.Kind, SuccessIndicator.Counter
MENTOR = "sup_mentor"


def _employers(cluster: Cluster) -> Counts:
    """Employers of the region by the year in which a vacancy of theirs was published."""
    rows = Vacancy.objects.filter(partner__organisation__region=cluster.region_id).exclude(published_on=None)
    return _by_year(rows, "published_on", Count("partner", distinct=True))


def _mentors(cluster: Cluster) -> Counts:
    """Employers whose published vacancies promise a mentor at the workplace."""
    rows = Vacancy.objects.filter(
        partner__organisation__region=cluster.region_id,
        offered_accommodations__accommodation__code=MENTOR,
        offered_accommodations__answer__in=OfferedAccommodation.WILLING,
    ).exclude(published_on=None)
    return _by_year(rows, "published_on", Count("partner", distinct=True))


def _ready_graduates(cluster: Cluster) -> Counts:
    """Graduates of the region's colleges who showed themselves to an employer: motivation seen by a deed."""
    rows = Disclosure.objects.filter(graduate__college__region=cluster.region_id)
    return _by_year(rows, "shown_at", Count("graduate", distinct=True))


def _audience(cluster: Cluster) -> Counts:
    """People who came to published events of the region."""
    rows = Event.objects.published().filter(region=cluster.region_id, attended_count__isnull=False)
    return _by_year(rows, "starts_on", Sum("attended_count"))


COUNTERS: dict[str, Callable[[Cluster], Counts]] = {
    Counter.EMPLOYERS: _employers,
    Counter.MENTORS: _mentors,
    Counter.READY_GRADUATES: _ready_graduates,
    Counter.AUDIENCE: _audience,
}


def _by_year(rows: QuerySet[Any], day: str, number: Any) -> Counts:
    found = rows.order_by().annotate(in_year=ExtractYear(day)).values("in_year").annotate(number=number)
    return {row["in_year"]: Decimal(row["number"]) for row in found}


@dataclass(frozen=True)
class YearLine:
    """Plan and fact of one year; `origin` says where the fact comes from."""

    year: int
    plan: Decimal | None
    fact: Decimal | None
    origin: str

    @property
    def percent(self) -> Decimal | None:
        """Fact in per cent of the plan; only when both are there."""
        return self.fact * 100 / self.plan if self.plan and self.fact is not None else None

    @property
    def percent_printed(self) -> str:
        return (
            "—" if self.percent is None else f"{printing.amount(printing.half_up(self.percent, 1))}\N{NO-BREAK SPACE}%"
        )


@dataclass(frozen=True)
class Track:
    """One indicator through the years."""

    indicator: SuccessIndicator
    lines: list[YearLine]

    @property
    def last(self) -> YearLine | None:
        """The latest year that has both a plan and a fact."""
        both = [line for line in self.lines if line.percent is not None]
        return both[-1] if both else None


def counted(indicator: SuccessIndicator, cluster: Cluster, today_year: int) -> Counts:
    """By year, up to the current one."""
    if not indicator.counter:
        return {}
    return {year: value for year, value in COUNTERS[indicator.counter](cluster).items() if year <= today_year}


def tracks(cluster: Cluster, indicators: Iterable[SuccessIndicator], *, today_year: int) -> list[Track]:
    """Two queries and one more per counted indicator."""
    rows = list(indicators)
    latest: dict[tuple[int, str, int], SuccessEntry] = {}
    for entry in SuccessEntry.objects.filter(indicator__in=rows).order_by("entered_at", "pk"):
        latest[entry.indicator_id, entry.kind, entry.year] = entry
    return [Track(one, _lines(one, counted(one, cluster, today_year), latest, today_year)) for one in rows]


def _lines(
    indicator: SuccessIndicator, counts: Counts, latest: dict[tuple[int, str, int], SuccessEntry], today_year: int
) -> list[YearLine]:
    own = [year for key, _, year in latest if key == indicator.pk]
    last = max([today_year, *own])
    return [_line(indicator, counts, latest, year) for year in range(indicator.base_year, last + 1)]


def _line(
    indicator: SuccessIndicator, counts: Counts, latest: dict[tuple[int, str, int], SuccessEntry], year: int
) -> YearLine:
    plan = latest.get((indicator.pk, Kind.PLAN, year))
    fact = latest.get((indicator.pk, Kind.FACT, year))
    told = plan.value if plan else None
    if year in counts:
        return YearLine(year, told, counts[year], "посчитано порталом")
    if fact:
        return YearLine(year, told, fact.value, fact.source)
    if year == indicator.base_year and indicator.base_value is not None:
        return YearLine(year, told, indicator.base_value, "базовое значение")
    return YearLine(year, told, None, "")
