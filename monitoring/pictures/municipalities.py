"""What the page of one municipality shows: each indicator with its place and its past, criteria among all, peers."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from monitoring import printing
from monitoring.changes import change_of
from monitoring.framework.vocabulary import State
from monitoring.intervals import exactly
from monitoring.models import Criterion, Indicator, RegionResult, Result
from monitoring.pictures.csv_files import csv_url
from monitoring.pictures.indicators import interval_words
from monitoring.place_names import short_name
from monitoring.problems import is_deficit
from monitoring.provenance import Making
from monitoring.ranking import Place, places
from monitoring.score_parts import score_words
from monitoring.standings import Standings, Told, share_interval
from ui.charts import dots
from ui.pictures import Cell, Picture, Table
from ui.words import NBSP, count

MOST_DRAWN = 150  # municipalities in one picture; in a larger region the dots are those of like size
FORMS = "муниципального образования,муниципальных образований,муниципальных образований"


@dataclass(frozen=True)
class IndicatorLine:
    result: Result
    region: RegionResult | None
    making: Making | None
    interval: str
    score_words: str
    place: str
    peers: str
    change: str
    is_deficit: bool


@dataclass(frozen=True)
class CriterionCard:
    criterion: Criterion
    score: str
    assessed: int
    scorable: int
    place: str
    picture: Picture | None
    lines: list[IndicatorLine]


@dataclass(frozen=True)
class Past:
    """The same municipality in the published campaign before; `year` of None means that there is none.

    `breaks` tells by code why a series is broken between two editions; None within one.
    """

    year: int | None
    by_code: dict[str, Result]
    breaks: dict[str, str] | None = None

    def is_broken(self, code: str) -> bool:
        return self.breaks is not None and self.breaks.get(code, "нет в прежней редакции") != ""


def own_results(standings: Standings, key: int) -> list[Result]:
    """The stored results of one municipality, in the order of the framework."""
    found = []
    for indicator in standings.indicators:
        told = standings.told.get(indicator.pk, {}).get(key)
        if told is not None:
            found.append(Result(
                campaign=standings.campaign, municipality_id=key, indicator=indicator, state=told.state,
                numerator=told.numerator, denominator=told.denominator, score=told.score,
            ))  # fmt: skip
    return found


def cards_of(standings: Standings, key: int, makings: Mapping[int, Making], past: Past) -> list[CriterionCard]:
    by_criterion: dict[int, list[Result]] = {}
    for result in own_results(standings, key):
        by_criterion.setdefault(result.indicator.criterion_id, []).append(result)
    return [
        CriterionCard(
            criterion=(criterion := results[0].indicator.criterion),
            score=_printed(standings.scores.get(criterion.pk, {}).get(key)),
            assessed=sum(result.score is not None for result in results),
            scorable=sum(result.indicator.scoring != "none" for result in results),
            place=_place(standings.criterion_places(criterion.pk).get(key)),
            picture=dots_picture(standings, criterion, key),
            lines=[_line(standings, result, key, makings.get(result.indicator_id), past) for result in results],
        )
        for results in by_criterion.values()
    ]


def conditions_place(standings: Standings, key: int) -> str:
    """«Выполнено 9 условий из 15: места 5–17 из 42»; ties share their places."""
    met, number = standings.conditions()
    if key not in met:
        return ""
    place = places({one: exactly(Decimal(amount)) for one, amount in met.items()})[key]
    forms = "условие,условия,условий"
    return f"Выполнено {printing.count(met[key], forms)} из {number}: {place.printed}"


def dots_picture(standings: Standings, criterion: Criterion, key: int) -> Picture | None:
    """One's own dot among all, or among those of like size where all are too many to draw."""
    scores = standings.scores.get(criterion.pk, {})
    is_large = len(standings.municipalities) > MOST_DRAWN
    shown = [*standings.peers(key), key] if is_large else list(standings.municipalities)
    known = [(one, printing.half_up(scores[one])) for one in shown if one in scores]
    if not known:
        return None
    own = dict(known).get(key)
    name = short_name(standings.municipalities[key].name)
    told = "нет данных" if own is None else printing.amount(own)
    values = sorted(score for _, score in known)
    circle = "среди похожих по размеру" if is_large else "среди всех"
    words = f"Показаны баллы {count(len(values), FORMS)}, от {values[0]} до {values[-1]}."
    finding = f"Критерий {criterion.number}, {circle}: {name} — {told}"
    svg = dots(
        values, own, own_text=f"{name}: {told}", title=finding,
        description=f"Балл: {told}. {words}", ident=f"criterion-{criterion.number}",
    )  # fmt: skip
    rows: list[list[Cell]] = [
        [standings.municipalities[one].name, score] for one, score in sorted(known, key=lambda row: -row[1])
    ]
    return Picture(
        ident=f"criterion-{criterion.number}",
        finding=finding,
        svg=svg,
        table=Table(f"Баллы по критерию {criterion.number}", ["Муниципальное образование", "Балл"], rows),
        csv_url=csv_url(standings.campaign, "dots", {"criterion": criterion.number, "municipality": key}),
    )


def peers_table(standings: Standings, key: int) -> Table | None:
    """Those of like size with their criteria, largest first, one's own row among them."""
    peers = standings.peers(key)
    if not peers:
        return None
    criteria = criteria_of(standings)
    head = ["Муниципальное образование", "Обучающихся", *(f"{one.number}. {one.short}" for one in criteria)]
    rows: list[list[Cell]] = []
    for one in sorted([*peers, key], key=lambda other: (-standings.pupils[other], other)):
        name = short_name(standings.municipalities[one].name)
        scores = [standings.scores.get(criterion.pk, {}).get(one) for criterion in criteria]
        told = ["нет" if score is None else printing.half_up(score) for score in scores]
        rows.append([f"{name} (эта страница)" if one == key else name, standings.pupils[one], *told])
    return Table("Баллы муниципальных образований, похожих по числу обучающихся", head, rows)


def criteria_of(standings: Standings) -> list[Criterion]:
    """In the order of the framework, as the columns of the peers stand."""
    return list({one.criterion_id: one.criterion for one in standings.indicators}.values())


def _line(standings: Standings, result: Result, key: int, making: Making | None, past: Past) -> IndicatorLine:
    indicator = result.indicator
    told = standings.told[indicator.pk][key]
    return IndicatorLine(
        result=result,
        region=standings.region.get(indicator.pk),
        making=making,
        interval=interval_words(share_interval(told) if indicator.is_share else None),
        score_words=score_words(standings, indicator, key),
        place=_place(standings.places(indicator).get(key)),
        peers=_peers(standings, indicator, key),
        change=change_words(result, past),
        is_deficit=result.is_reported and is_deficit(indicator, result.numerator, result.denominator),
    )


def _peers(standings: Standings, indicator: Indicator, key: int) -> str:
    """«да у 5 из 8» or «от 12 % до 40 %» of the peers that told; empty while there are none."""
    found = standings.told.get(indicator.pk, {})
    told = [found[one] for one in standings.peers(key) if one in found and found[one].numerator is not None]
    if not told:
        return ""
    if indicator.is_flag:
        return f"да у {sum(bool(one.numerator) for one in told)} из {len(told)}"
    figures = sorted((_figure(indicator, one) for one in told), key=lambda one: one.value or Decimal(0))
    return f"от {figures[0].printed} до {figures[-1].printed}"


def change_words(result: Result, past: Past) -> str:
    """What became of the same figure; a change that chance explains is not called one."""
    if past.year is None:
        return ""
    if past.is_broken(result.indicator.code):
        return "ряд прерван"
    before = past.by_code.get(result.indicator.code)
    if before is None or not before.is_reported or not result.is_reported:
        return "не сравнивается"
    if result.indicator.is_flag:
        return f"{before.printed} → {result.printed}"
    change = change_of(before, result)
    if change is None:
        return "не сравнивается"
    return f"{change.printed}, {change.verdict}" if change.difference else change.verdict


def _figure(indicator: Indicator, told: Told) -> Result:
    return Result(indicator=indicator, state=State(told.state), numerator=told.numerator, denominator=told.denominator)


def _printed(score: Decimal | None) -> str:
    return "" if score is None else printing.amount(printing.half_up(score))


def _place(place: Place | None) -> str:
    return place.printed.replace(" из ", f"{NBSP}из{NBSP}") if place else ""


def own_table(cards: list[CriterionCard], past: Past) -> Table:
    """All indicators of the municipality as they stand on its page."""
    since = f"К {past.year} году" if past.year else "К прошлому году"
    head = ["Показатель", "Критерий", "Состояние", "Значение", "Числитель", "Знаменатель", "Интервал 95 %", "Балл",
            "Как получен балл", "Места", "У похожих", "Регион", "Охват", since, "Дефицит"]  # fmt: skip
    rows: list[list[Cell]] = []
    for card in cards:
        for line in card.lines:
            row = line.result
            rows.append([
                str(row.indicator), str(card.criterion), State(row.state).label, row.printed,
                "—" if row.numerator is None else row.numerator, "—" if row.denominator is None else row.denominator,
                line.interval or "—", "—" if row.rounded_score is None else row.rounded_score, line.score_words,
                line.place or "—", line.peers or "—", line.region.printed if line.region else "—",
                line.region.coverage if line.region else "—", line.change or "—", "да" if line.is_deficit else "нет",
            ])  # fmt: skip
    return Table("Показатели муниципального образования", head, rows)
