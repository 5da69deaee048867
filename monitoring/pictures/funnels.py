"""The funnel of a share: which municipalities differ from the region by more than chance."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.safestring import SafeString

from monitoring import printing
from monitoring.funnel import Pair, Zone, dispersion, limits, zone
from monitoring.intervals import HUNDRED, Z95, Z998
from monitoring.models import RegionResult
from monitoring.pictures.csv_files import csv_url
from monitoring.pictures.indicators import has_base
from monitoring.place_names import short_name
from monitoring.standings import Standings
from ui.funnels import Limit, Point, funnel
from ui.pictures import Cell, Picture, Table
from ui.words import NBSP

STEPS = 44  # pieces of each curve
FORMS = "муниципальное образование,муниципальных образования,муниципальных образований"
RANKS = {Zone.INSIDE: 0, Zone.OUTER_95: 1, Zone.OUTER_998: 2}
HEAD = ("Муниципальное образование", "Числитель", "База", "Доля, %", "Предел 95 %, снизу", "Предел 95 %, сверху",
        "Предел 99,8 %, снизу", "Предел 99,8 %, сверху", "Вывод")  # fmt: skip
LEGEND = (
    "Кольцо — в пределах случайного, ромб — за пределом 95 %, квадрат — за пределом 99,8 %.",
    "База по горизонтали показана в масштабе квадратного корня.",
)


def funnel_picture(standings: Standings, result: RegionResult, own: int | None = None) -> Picture | None:
    """For shares whose region value is neither 0 nor 100 per cent."""
    if not has_base(result) or not 0 < result.told < result.base:
        return None
    region = (result.told, result.base)
    pairs = _pairs(standings, result.indicator_id)
    if not pairs:
        return None
    names = {key: short_name(standings.municipalities[key].name) for key in pairs}
    zones = {key: zone(*region, pair) for key, pair in pairs.items()}
    far = sum(one is Zone.OUTER_998 for one in zones.values())
    code = result.indicator.code
    finding = (
        f"Показатель {code}: за пределом 99,8{NBSP}% — {printing.count(far, FORMS)} из {len(pairs)}; "
        f"регион — {printing.percent(*region, 1)}"
    )
    points = [
        Point(names[key], base, number * HUNDRED / base, RANKS[zones[key]], key == own)
        for key, (number, base) in sorted(pairs.items())
    ]
    return Picture(
        ident="funnel",
        finding=finding,
        svg=_drawn(points, region, finding),
        table=Table(f"Данные воронки, показатель {code}", HEAD, _rows(region, pairs, names, zones)),
        csv_url=csv_url(standings.campaign, "funnel", {"indicator": code}),
        note=_dispersion_words(dispersion(*region, pairs.values())),
        is_wide=True,
        legend=LEGEND,
    )


def _pairs(standings: Standings, indicator: int) -> dict[int, Pair]:
    return {
        key: (told.numerator, told.denominator)
        for key, told in standings.told.get(indicator, {}).items()
        if told.numerator is not None and told.denominator and key in standings.municipalities
    }


def _rows(
    region: Pair, pairs: Mapping[int, Pair], names: Mapping[int, str], zones: Mapping[int, Zone]
) -> list[list[Cell]]:
    """The highest share first."""
    return [
        [names[key], number, base, printing.half_up(number * HUNDRED / base, 1), *_limits(region, base),
         zones[key].value]
        for key, (number, base) in sorted(pairs.items(), key=lambda row: -row[1][0] / row[1][1])
    ]  # fmt: skip


def _drawn(points: list[Point], region: Pair, finding: str) -> SafeString:
    widest = max(Decimal(str(point.base)) for point in points)
    words = "; ".join(
        f"{one.label} — {printing.amount(printing.half_up(Decimal(str(one.percent)), 1))} %" for one in points
    )
    return funnel(
        points,
        _curves(region, widest),
        region[0] * HUNDRED / region[1],
        title=finding,
        description=words,
        ident="funnel",
        names=(f"регион: {printing.percent(*region, 1)}", "предел 95 %", "предел 99,8 %"),
    )


def _limits(region: Pair, base: Decimal) -> list[Decimal]:
    return [printing.half_up(bound, 1) for z in (Z95, Z998) for bound in limits(*region, base, z)]


def _curves(region: Pair, widest: Decimal) -> list[Limit]:
    """Evenly along the square root of the base, as the axis runs."""
    found = []
    for step in range(1, STEPS + 1):
        base = widest * step * step / (STEPS * STEPS)
        inner, outer = limits(*region, base, Z95), limits(*region, base, Z998)
        found.append(Limit(base, (inner.low, inner.high), (outer.low, outer.high)))
    return found


def _dispersion_words(spread: Decimal | None) -> str:
    text = (
        "Пределы посчитаны для независимых ответов отдельных людей. Работу ведут школы, а не отдельные ученики, "
        "поэтому разброс больше случайного ожидаем, и точка за пределом — повод спросить, а не оценка."
    )
    if spread is None:
        return text
    times = printing.amount(printing.half_up(spread, 1))
    return f"{text} Отношение разброса к случайному — {times}; один только случай дал бы 1."
