"""Two campaigns side by side: full figures, the same on the common set of municipalities, an honest word for change.

Differences are taken from exact values of the common set, so newcomers cannot pass for growth. A change smaller than
one municipality (for sums: than the average one) is not called growth; another edition breaks the series.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum

from monitoring import printing
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Indicator, RegionResult, Result


@dataclass(frozen=True)
class Side:
    """One year of a row on the common set."""

    numerator: Decimal
    denominator: Decimal | None
    decimals: int

    @property
    def percent(self) -> Decimal | None:
        return self.numerator * 100 / self.denominator if self.denominator else None

    @property
    def printed(self) -> str:
        if self.denominator is None:
            return printing.amount(self.numerator)
        return printing.percent(self.numerator, self.denominator, self.decimals)

    @property
    def pair(self) -> str:
        if self.denominator is None:
            return printing.amount(self.numerator)
        return f"{printing.amount(self.numerator)} из {printing.amount(self.denominator)}"


@dataclass(frozen=True)
class Row:
    """One indicator in two years; `common` municipalities told it in both."""

    indicator: Indicator
    before: RegionResult | None
    after: RegionResult | None
    common: int = 0
    common_before: Side | None = None
    common_after: Side | None = None
    gained: int = 0
    lost: int = 0
    is_broken: bool = False

    @property
    def is_comparable(self) -> bool:
        return not self.is_broken and self.common > 0

    @property
    def difference(self) -> Decimal | None:
        """Percentage points for what has a base, else the difference of sums; exact, on the common set."""
        if not self.is_comparable:
            return None
        before, after = self.common_before, self.common_after
        if before.percent is None or after.percent is None:
            return after.numerator - before.numerator if before.denominator is None else None
        return after.percent - before.percent

    @property
    def one_municipality(self) -> Decimal:
        """The least change worth a word."""
        if self.common_before.percent is not None:
            return Decimal(100) / self.common
        return self.common_before.numerator / self.common

    @property
    def is_change(self) -> bool:
        difference = self.difference
        return difference is not None and difference != 0 and abs(difference) >= self.one_municipality

    @property
    def verdict(self) -> str:
        if self.is_broken:
            return "ряд прерван"
        if self.difference is None:
            return "не сравнивается"
        if self.difference == 0:
            return "без изменений"
        if not self.is_change:
            return "меньше одного муниципалитета"
        return "рост" if self.difference > 0 else "снижение"

    @property
    def change(self) -> str:
        """«+7,9 п.п., +3 муниципальных образования»."""
        if self.difference is None:
            return "—"
        if self.common_before.percent is None:
            return printing.signed(self.difference)
        text = printing.points(self.difference)
        if not self.indicator.is_flag:
            return text
        moved = self.common_after.numerator - self.common_before.numerator
        forms = "муниципальное образование,муниципальных образования,муниципальных образований"
        return f"{text}, {'+' if moved > 0 else ''}{printing.count(moved, forms)}"


@dataclass(frozen=True)
class Comparison:
    before: Campaign
    after: Campaign
    rows: list[Row]

    @property
    def comparable(self) -> list[Row]:
        return [row for row in self.rows if row.is_comparable]

    @property
    def grown(self) -> list[Row]:
        return [row for row in self.comparable if row.is_change and row.difference > 0]

    @property
    def fallen(self) -> list[Row]:
        return [row for row in self.comparable if row.is_change and row.difference < 0]

    @property
    def common(self) -> int:
        """Municipalities that told at least one indicator in both years."""
        return max((row.common for row in self.comparable), default=0)


def compare(before: Campaign, after: Campaign) -> Comparison:
    """All indicators of the later campaign with what the earlier one says about them; three queries."""
    earlier = {row.indicator.code: row for row in _region(before)}
    later = {row.indicator.code: row for row in _region(after)}
    is_broken = before.edition_id != after.edition_id
    common = {} if is_broken else _common(before, after)
    return Comparison(
        before, after,
        [_row(row, earlier.get(code), common.get(row.indicator_id), is_broken) for code, row in later.items()],
    )  # fmt: skip


def previous_of(campaign: Campaign) -> Campaign | None:
    """The published campaign of the same region before this one."""
    earlier = Campaign.objects.published().filter(region=campaign.region_id, year__lt=campaign.year)
    return earlier.select_related("region", "edition").order_by("-year").first()


def _region(campaign: Campaign) -> list[RegionResult]:
    rows = RegionResult.objects.filter(campaign=campaign).select_related("indicator__criterion")
    return list(rows.order_by("indicator__position"))


def _common(before: Campaign, after: Campaign) -> dict[int, dict[str, Any]]:
    same = Result.objects.filter(
        campaign=before, state=State.REPORTED, municipality=OuterRef("municipality"), indicator=OuterRef("indicator")
    )
    rows = (
        Result.objects.filter(campaign=after, state=State.REPORTED)
        .annotate(
            old_numerator=Subquery(same.values("numerator")[:1]),
            old_denominator=Subquery(same.values("denominator")[:1]),
        )
        .exclude(old_numerator=None)
        .order_by()
        .values("indicator")
        .annotate(
            common=Count("pk"),
            before_numerator=Sum("old_numerator"),
            before_denominator=Sum("old_denominator"),
            after_numerator=Sum("numerator"),
            after_denominator=Sum("denominator"),
            gained=Count("pk", filter=Q(numerator__gt=F("old_numerator"))),
            lost=Count("pk", filter=Q(numerator__lt=F("old_numerator"))),
        )
    )
    return {row["indicator"]: row for row in rows}


def _row(after: RegionResult, before: RegionResult | None, common: dict[str, Any] | None, is_broken: bool) -> Row:
    indicator = after.indicator
    if common is None:
        return Row(indicator, before, after, is_broken=is_broken)
    return Row(
        indicator, before, after,
        common=common["common"],
        common_before=Side(common["before_numerator"], common["before_denominator"], indicator.decimals),
        common_after=Side(common["after_numerator"], common["after_denominator"], indicator.decimals),
        gained=common["gained"],
        lost=common["lost"],
    )  # fmt: skip
