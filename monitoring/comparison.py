"""Two campaigns side by side: full figures, the same on the common set of municipalities, an honest word for change.

Differences are taken from exact values of the common set, so newcomers cannot pass for growth. A change smaller than
one municipality (for sums: than the average one) is not called growth. Another edition breaks a series only when it
computes something else (see `framework.continuity`).
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Case, Count, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.expressions import Combinable

from monitoring import printing
from monitoring.framework.continuity import breaks
from monitoring.framework.tables import indicators_of
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Indicator, RegionResult, Result
from monitoring.successions import ALONE, Surplus, groups_between, joined_results


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
class Shared:
    """One indicator on the municipalities that told it in both years."""

    number: int
    before: Side
    after: Side
    gained: int = 0
    lost: int = 0
    joined: int = 0
    mixed: int = 0
    surplus: Surplus = ALONE

    @property
    def note(self) -> str:
        """What was put together because municipalities merged or split between the years."""
        if not self.joined:
            return ""
        words = f"с учётом преобразований, случаев: {self.joined}"
        return f"{words}, прежние ответили по-разному в {self.mixed}" if self.mixed else words

    @property
    def difference(self) -> Decimal | None:
        """Percentage points for what has a base, else the difference of sums; exact."""
        if self.before.denominator is None or self.after.denominator is None:
            return self.after.numerator - self.before.numerator
        if self.before.percent is None or self.after.percent is None:
            return None
        return self.after.percent - self.before.percent

    @property
    def one_municipality(self) -> Decimal:
        """The least change worth a word."""
        if self.before.percent is not None:
            return Decimal(100) / self.number
        return self.before.numerator / self.number

    @property
    def is_change(self) -> bool:
        difference = self.difference
        return difference is not None and difference != 0 and abs(difference) >= self.one_municipality


@dataclass(frozen=True)
class Row:
    """One indicator in two years: both full figures and what the common set says."""

    indicator: Indicator
    before: RegionResult | None
    after: RegionResult | None
    shared: Shared | None = None
    is_broken: bool = False
    break_reason: str = ""

    @property
    def is_comparable(self) -> bool:
        return not self.is_broken and self.shared is not None

    @property
    def direction(self) -> int:
        """1 grew, -1 fell, 0 nothing worth a word."""
        if self.shared is None or self.is_broken or not self.shared.is_change:
            return 0
        return 1 if (self.shared.difference or 0) > 0 else -1

    @property
    def verdict(self) -> str:
        if self.is_broken:
            return "ряд прерван"
        if self.shared is None or self.shared.difference is None:
            return "не сравнивается"
        if self.shared.difference == 0:
            return "без изменений"
        return {1: "рост", -1: "снижение", 0: "меньше одного муниципалитета"}[self.direction]

    @property
    def change(self) -> str:
        """«+7,9 п.п., +3 муниципальных образования»."""
        if self.is_broken or self.shared is None or self.shared.difference is None:
            return "—"
        if self.shared.before.denominator is None:
            return printing.signed(self.shared.difference)
        text = printing.points(self.shared.difference)
        if not self.indicator.is_flag:
            return text
        moved = self.shared.after.numerator - self.shared.before.numerator
        forms = "муниципальное образование,муниципальных образования,муниципальных образований"
        return f"{text}, {'+' if moved > 0 else ''}{printing.count(moved, forms)}"


class PercentRow(NamedTuple):
    """A row that has a percent in both years of the common set."""

    row: Row
    shared: Shared
    before: Decimal
    after: Decimal


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
        return [row for row in self.comparable if row.direction > 0]

    @property
    def fallen(self) -> list[Row]:
        return [row for row in self.comparable if row.direction < 0]

    @property
    def common(self) -> int:
        """Municipalities that told at least one indicator in both years."""
        return max((row.shared.number for row in self.comparable if row.shared), default=0)

    @property
    def in_percent(self) -> list[PercentRow]:
        return [
            PercentRow(row, shared, shared.before.percent, shared.after.percent)
            for row in self.comparable
            if (shared := row.shared) and shared.before.percent is not None and shared.after.percent is not None
        ]


def compare(before: Campaign, after: Campaign) -> Comparison:
    """All indicators of the later campaign; four queries in one edition, six in two, four more after mergers."""
    earlier = {row.indicator.code: row for row in _region(before)}
    later = {row.indicator.code: row for row in _region(after)}
    reasons = broken_series(before, after)
    older = _older(earlier, later, reasons) if reasons is not None else F("indicator")
    common = _common(before, after, older, {code for code, reason in (reasons or {}).items() if reason})
    by_code = {code: common[row.indicator_id] for code, row in later.items() if row.indicator_id in common}
    return compare_rows(before, after, earlier=earlier, later=later, common=by_code, reasons=reasons)


def compare_rows(
    before: Campaign,
    after: Campaign,
    *,
    earlier: dict[str, RegionResult],
    later: dict[str, RegionResult],
    common: dict[str, dict[str, Any]],
    reasons: dict[str, str] | None,
) -> Comparison:
    """The comparison of rows already at hand, by code of the indicator; no query."""
    return Comparison(
        before, after,
        [_row(row, earlier.get(code), common.get(code), (reasons or {}).get(code, "")) for code, row in later.items()],
    )  # fmt: skip


def broken_series(before: Campaign, after: Campaign) -> dict[str, str] | None:
    """Why each series is broken between two editions, by code; empty words where it goes on, None within one."""
    if before.edition_id == after.edition_id:
        return None
    definitions = indicators_of(Indicator.objects.filter(edition__in=[before.edition_id, after.edition_id]))
    old, new = definitions[before.edition_id], definitions[after.edition_id]
    return {
        code: "; ".join(breaks(old[code], row, before.edition.number)) for code, row in new.items() if code in old
    }  # fmt: skip


def _older(earlier: dict[str, RegionResult], later: dict[str, RegionResult], reasons: dict[str, str]) -> Combinable:
    """The indicator of the earlier edition that a result of the later one continues, if any."""
    going_on = [code for code, reason in reasons.items() if not reason and code in earlier and code in later]
    pairs = [When(indicator=later[code].indicator_id, then=Value(earlier[code].indicator_id)) for code in going_on]
    return Case(*pairs, default=Value(None), output_field=BigIntegerField())


def previous_of(campaign: Campaign) -> Campaign | None:
    """The published campaign of the same region before this one."""
    earlier = Campaign.objects.published().filter(region=campaign.region_id, year__lt=campaign.year)
    return earlier.select_related("region", "edition").order_by("-year").first()


def _region(campaign: Campaign) -> list[RegionResult]:
    rows = RegionResult.objects.filter(campaign=campaign).select_related("indicator__criterion")
    return list(rows.order_by("indicator__position"))


def _common(before: Campaign, after: Campaign, older: Combinable, broken: set[str]) -> dict[int, dict[str, Any]]:
    """Sums of the municipalities that told an indicator in both years; merged and split ones count as one."""
    groups = groups_between(before, after)
    changed = {key for group in groups for key in group.before | group.after}
    same = Result.objects.filter(
        campaign=before, state=State.REPORTED, municipality=OuterRef("municipality"), indicator=OuterRef("older")
    )
    rows = (
        Result.objects.filter(campaign=after, state=State.REPORTED)
        .exclude(municipality__in=changed)
        .annotate(older=older)
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
    common = {row["indicator"]: dict(row) for row in rows}
    for joined in joined_results(before, after, groups):
        if joined.code not in broken:
            joined.add_to(common.setdefault(joined.indicator, {}))
    return common


def _row(after: RegionResult, before: RegionResult | None, common: dict[str, Any] | None, reason: str) -> Row:
    indicator = after.indicator
    if common is None:
        return Row(indicator, before, after, is_broken=bool(reason), break_reason=reason)
    shared = Shared(
        number=common["common"],
        before=Side(common["before_numerator"], common["before_denominator"], indicator.decimals),
        after=Side(common["after_numerator"], common["after_denominator"], indicator.decimals),
        gained=common["gained"],
        lost=common["lost"],
        joined=common.get("joined", 0),
        mixed=common.get("mixed", 0),
        surplus=common.get("surplus", ALONE),
    )
    return Row(indicator, before, after, shared)
