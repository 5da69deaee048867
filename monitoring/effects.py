"""What became of an indicator after a measure: two campaigns side by side, in words that claim no cause."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from monitoring import printing
from monitoring.comparison import Row, broken_series, compare
from monitoring.framework.vocabulary import Polarity, State
from monitoring.models import Campaign, Indicator, Measure, Result

TENTH = Decimal("0.1")
NOT_YET = "следующего мониторинга ещё не было"


@dataclass(frozen=True)
class Effect:
    """`direction`: 1 nearer to what is wanted, -1 farther from it, 0 nothing to call a change."""

    words: str
    before: str = ""
    after: str = ""
    direction: int = 0

    @property
    def tag(self) -> str:
        return {1: "done", -1: "returned"}.get(self.direction, "idle")


def following(campaign: Campaign) -> Campaign | None:
    """The next published campaign of the same region."""
    later = Campaign.objects.published().filter(region=campaign.region_id, year__gt=campaign.year)
    return later.select_related("region", "edition").order_by("year").first()


class Series:
    """How indicators of one campaign go on in the next one; two queries when the editions differ."""

    def __init__(self, campaign: Campaign, later: Campaign | None) -> None:
        self.later = later
        self.reasons = broken_series(campaign, later) if later else None

    def break_of(self, code: str) -> str:
        """Why the series ends, in words; nothing where it goes on."""
        if self.reasons is None:
            return ""
        return self.reasons.get(code, "показателя больше нет")

    def results_after(self, results: Iterable[Result]) -> dict[tuple[int, str], Result]:
        """Figures of the next campaign by municipality and code; nothing is asked when there is none."""
        if self.later is None:
            return {}
        rows = list(results)
        found = Result.objects.filter(
            campaign=self.later,
            municipality__in={row.municipality_id for row in rows},
            indicator__code__in={row.indicator.code for row in rows},
        ).select_related("indicator")
        return {(row.municipality_id, row.indicator.code): row for row in found}


def place_effect(before: Result, after: Result | None, *, later: Campaign | None, broken: str = "") -> Effect:
    """The same indicator of the same municipality in two campaigns."""
    if later is None:
        return Effect(NOT_YET)
    if broken:
        return Effect(f"ряд прерван: {broken}")
    if after is None or not after.is_reported or after.value is None:
        state = State(after.state).label if after else State.NOT_SUBMITTED.label
        return Effect(f"в {later.year} году сравнить не с чем: {state}")
    if before.value is None:
        return Effect(f"сравнить не с чем: {State(before.state).label}", after=after.printed)
    difference = after.value - before.value
    words = _words_of(before.indicator, difference)
    return Effect(words, before.printed, after.printed, _wanted(before.indicator, difference))


def region_effects(campaign: Campaign, later: Campaign | None) -> dict[str, Effect]:
    """By the code of an indicator; the change is taken on the municipalities that answered in both years."""
    if later is None:
        return {}
    return {row.indicator.code: _region_effect(row, later) for row in compare(campaign, later).rows}


def region_effect(found: dict[str, Effect], code: str, later: Campaign | None) -> Effect:
    if later is None:
        return Effect(NOT_YET)
    return found.get(code, Effect(f"в {later.year} году такого показателя нет"))


def _region_effect(row: Row, later: Campaign) -> Effect:
    if row.is_broken:
        return Effect(f"ряд прерван: {row.break_reason}")
    if row.shared is None:
        return Effect(f"в {later.year} году сравнить не с чем: общих муниципальных образований нет")
    shared = row.shared
    base = f"по {printing.count(shared.number, 'общему,общим,общим')} муниципальным образованиям"
    wanted = -row.direction if row.indicator.polarity == Polarity.LOW else row.direction
    direction = 0 if row.indicator.polarity == Polarity.NONE else wanted
    words = row.verdict if row.verdict == "без изменений" else f"{row.verdict}: {row.change}"
    return Effect(f"{words}, {base}", shared.before.printed, shared.after.printed, direction)


def _words_of(indicator: Indicator, difference: Decimal) -> str:
    if not difference:
        return "без изменений"
    if indicator.is_flag:
        is_better = (difference > 0) == (indicator.polarity != Polarity.LOW)
        return "условие выполнено" if is_better else "условие перестало выполняться"
    more = "больше" if difference > 0 else "меньше"
    if indicator.is_share:
        small = abs(difference) < TENTH
        return (
            f"{more} меньше чем на 0,1 п.п." if small else f"{more} на {printing.points(abs(difference)).lstrip('+')}"
        )
    return f"{more} на {printing.amount(abs(difference))}"


def _wanted(indicator: Indicator, difference: Decimal) -> int:
    if not difference or indicator.polarity == Polarity.NONE:
        return 0
    return 1 if (difference > 0) == (indicator.polarity == Polarity.HIGH) else -1


def effect_of(measure: Measure) -> Effect | None:
    """The indicator of a measure before and after; nothing for a measure that answers no known campaign."""
    shown_by = measure.shown_by
    if shown_by is None:
        return None
    later = following(shown_by)
    code = measure.indicator.code
    if measure.municipality_id is None:
        return region_effect(region_effects(shown_by, later), code, later)
    before = Result.objects.filter(
        campaign=shown_by, municipality=measure.municipality_id, indicator=measure.indicator_id
    ).select_related("indicator")
    if (told := before.first()) is None:
        return Effect("в исходном мониторинге значения нет")
    series = Series(shown_by, later)
    after = series.results_after([told]).get((told.municipality_id, code))
    return place_effect(told, after, later=later, broken=series.break_of(code))
