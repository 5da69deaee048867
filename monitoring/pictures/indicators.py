"""One indicator in all municipalities: what each told, its interval and its places."""

from dataclasses import dataclass
from decimal import Decimal

from monitoring import printing
from monitoring.framework.vocabulary import State
from monitoring.intervals import HUNDRED, Interval
from monitoring.models import Indicator, RegionResult, Result
from monitoring.pictures.csv_files import csv_url
from monitoring.place_names import short_name
from monitoring.score_parts import rate_per_1000
from monitoring.standings import Standings, Told, share_interval
from ui.pictures import Cell, Picture, Table
from ui.rows import Range, ranges
from ui.words import NBSP


@dataclass(frozen=True)
class Line:
    """One municipality in the table: what it told and where it stands."""

    key: int
    name: str
    printed: str
    pair: str
    interval: str
    rate: Decimal | None
    score: Decimal | None
    place: str


def lines_of(standings: Standings, indicator: Indicator) -> list[Line]:
    """Highest score first, then those without one by name; rows of one score stand by name."""
    found = standings.told.get(indicator.pk, {})
    taken = standings.places(indicator)
    lines = []
    for key, place in standings.municipalities.items():
        told = found.get(key) or Told(State.NOT_SUBMITTED, None, None, None)
        figure = Result(indicator=indicator, state=told.state, numerator=told.numerator, denominator=told.denominator)
        pupils = standings.pupils.get(key, 0)
        is_rated = not indicator.is_flag and told.numerator is not None and pupils > 0
        lines.append(
            Line(
                key=key, name=place.name, printed=figure.printed, pair=figure.pair,
                interval=interval_words(share_interval(told) if indicator.is_share else None),
                rate=rate_per_1000(told.numerator, pupils) if is_rated and told.numerator is not None else None,
                score=None if told.score is None else printing.half_up(told.score),
                place=taken[key].printed if key in taken else "",
            )
        )  # fmt: skip
    order = {line.key: found[line.key].score if line.key in found else None for line in lines}
    return sorted(lines, key=lambda line: (order[line.key] is None, -(order[line.key] or 0)))


def interval_words(interval: Interval | None) -> str:
    """«от 28,1 до 34,9 %»."""
    if interval is None:
        return ""
    low, high = (printing.amount(printing.half_up(bound, 1)) for bound in interval)
    return f"от {low} до {high}{NBSP}%"


def lines_table(lines: list[Line], indicator: Indicator) -> Table:
    head = ["Муниципальное образование", "Значение", "Исходные числа", "Интервал 95 %", "На 1000 обучающихся"]
    rows: list[list[Cell]] = [
        [one.name, one.printed, one.pair, one.interval or "—", "—" if one.rate is None else one.rate,
         "—" if one.score is None else one.score, one.place or "—"]
        for one in lines
    ]  # fmt: skip
    return Table(f"Показатель {indicator.code} по муниципальным образованиям", [*head, "Балл", "Места"], rows)


def range_picture(standings: Standings, result: RegionResult, own: int | None = None) -> Picture | None:
    """Everybody on the interval of chance, one row each; for numbers without a base, per 1000 pupils."""
    indicator = result.indicator
    if indicator.is_flag:
        return None
    rows = _shares(standings, indicator, own) if has_base(result) else _rates(standings, indicator, own)
    known = [row for row in rows if row.value is not None]
    if not known:
        return None
    maximum = max(Decimal(str(row.high)) for row in known if row.high is not None) or Decimal(1)
    line = _region_line(standings, result)
    what = "доля, %" if has_base(result) else "на 1000 обучающихся"
    text = "" if line is None else f"регион: {printing.amount(printing.half_up(line, 1))}"
    finding = f"Показатель {indicator.code}, {what}: от {known[-1].text} до {known[0].text}"
    table = Table(
        f"Данные рисунка: {what}",
        ["Муниципальное образование", "Нижняя граница", "Значение", "Верхняя граница"],
        [[row.label, *(_tenth(bound) for bound in (row.low, row.value, row.high))] for row in rows],
    )
    words = "; ".join(f"{row.label} — {row.text}" for row in rows)
    svg = ranges(rows, line=line, line_text=text, title=finding, description=words, ident="ranges", maximum=maximum)
    url = csv_url(standings.campaign, "ranges", {"indicator": indicator.code})
    return Picture("ranges", finding, svg, table, url, is_wide=True)


def has_base(result: RegionResult) -> bool:
    return result.indicator.is_share and result.is_reported and bool(result.denominator)


def _region_line(standings: Standings, result: RegionResult) -> Decimal | None:
    if has_base(result):
        return result.told * HUNDRED / result.base
    told = standings.told.get(result.indicator_id, {})
    pupils = sum(standings.pupils.get(key, 0) for key, one in told.items() if one.numerator is not None)
    return result.told * 1000 / pupils if pupils and result.is_reported else None


def _shares(standings: Standings, indicator: Indicator, own: int | None) -> list[Range]:
    rows = []
    for key, place in standings.municipalities.items():
        told = standings.told.get(indicator.pk, {}).get(key)
        span = share_interval(told)
        if told is None or told.numerator is None or not told.denominator or span is None:
            rows.append(Range(short_name(place.name), None, None, None, "нет данных", key == own))
            continue
        value = told.numerator * HUNDRED / told.denominator
        rows.append(
            Range(
                short_name(place.name),
                span.low,
                value,
                span.high,
                printing.percent(told.numerator, told.denominator, 1),
                key == own,
            )
        )
    return _sorted(rows)


def _rates(standings: Standings, indicator: Indicator, own: int | None) -> list[Range]:
    """In points of 1000 pupils; the bar is the same interval that decides about places."""
    spans = standings.score_intervals(indicator)
    best = standings.best(indicator)
    rows = []
    for key, place in standings.municipalities.items():
        told, pupils = standings.told.get(indicator.pk, {}).get(key), standings.pupils.get(key, 0)
        if told is None or told.numerator is None or not pupils:
            rows.append(Range(short_name(place.name), None, None, None, "нет данных", key == own))
            continue
        value = told.numerator * 1000 / pupils
        span = spans.get(key)
        scale = best.rate * 10 if best else Decimal(0)
        low, high = (span.low * scale, span.high * scale) if span else (value, value)
        text = printing.amount(printing.half_up(value, 1))
        rows.append(Range(short_name(place.name), min(low, value), value, max(high, value), text, key == own))
    return _sorted(rows)


def _sorted(rows: list[Range]) -> list[Range]:
    return sorted(rows, key=lambda row: (row.value is None, -(row.value or 0)))


def _tenth(value: object) -> Cell:
    return None if value is None else printing.half_up(Decimal(str(value)), 1)
