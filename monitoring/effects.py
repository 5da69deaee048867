"""What became of an indicator after a measure: two campaigns side by side, in words that claim no cause."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from monitoring import printing
from monitoring.comparison import Row, compare
from monitoring.framework.vocabulary import Polarity, State
from monitoring.models import Campaign, Indicator, Measure, Result

TENTH = Decimal("0.1")
NOT_YET = "следующего мониторинга ещё не было"
BROKEN = "ряд прерван: в следующем мониторинге другая редакция показателей"


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


def place_effect(before: Result, after: Result | None, *, later: Campaign | None, is_broken: bool) -> Effect:
    """The same indicator of the same municipality in two campaigns."""
    if later is None:
        return Effect(NOT_YET)
    if is_broken:
        return Effect(BROKEN)
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


def later_results(
    later: Campaign | None, results: Iterable[Result], *, is_broken: bool
) -> dict[tuple[int, int], Result]:
    """Figures of the next campaign for the same municipalities and indicators; nothing is asked when there are none."""
    if later is None or is_broken:
        return {}
    rows = list(results)
    found = Result.objects.filter(
        campaign=later,
        municipality__in={row.municipality_id for row in rows},
        indicator__in={row.indicator_id for row in rows},
    ).select_related("indicator")
    return {(row.municipality_id, row.indicator_id): row for row in found}


def _region_effect(row: Row, later: Campaign) -> Effect:
    if row.is_broken:
        return Effect(BROKEN)
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
    campaigns = [shown_by.pk, later.pk if later else shown_by.pk]
    rows = Result.objects.filter(
        campaign__in=campaigns, municipality=measure.municipality_id, indicator=measure.indicator_id
    ).select_related("indicator")
    found = {row.campaign_id: row for row in rows}
    if (before := found.get(shown_by.pk)) is None:
        return Effect("в исходном мониторинге значения нет")
    is_broken = later is not None and later.edition_id != shown_by.edition_id
    return place_effect(before, found.get(later.pk) if later else None, later=later, is_broken=is_broken)
