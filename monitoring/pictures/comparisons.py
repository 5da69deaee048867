"""Two years side by side: the dumbbell of indicators, the flow of yes and no, the dumbbell of municipalities."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.text import capfirst

from monitoring import printing
from monitoring.changes import Change, change_of
from monitoring.comparison import Comparison, PercentRow
from monitoring.flows import FlowRow, PlaceYears, lists_of
from monitoring.models import Campaign, Indicator, RegionResult, Result
from monitoring.pictures.csv_files import csv_url
from monitoring.place_names import short_name
from ui.charts import Pair, dumbbell
from ui.flows import flow
from ui.pictures import Cell, Picture, Table
from ui.rows import Move, moves
from ui.words import NBSP

PLACES = "муниципальное образование,муниципальных образования,муниципальных образований"
INDICATORS = "показатель,показателя,показателей"


def years_picture(comparison: Comparison) -> Picture | None:
    """Shares on the common set, the greatest growth first."""
    found = sorted(comparison.in_percent, key=lambda one: one.before - one.after)
    if not found:
        return None
    names = (f"{comparison.before.year} год", f"{comparison.after.year} год")
    grown = sum(one.row.direction > 0 for one in found)
    fallen = sum(one.row.direction < 0 for one in found)
    finding = (
        f"На общем составе из {printing.count(len(found), 'доли,долей,долей')} выросли {grown}, снизились {fallen}"
    )
    pairs = [
        Pair(_named(one), one.before, one.after, printing.points(one.after - one.before))
        for one in found
    ]  # fmt: skip
    lines: list[list[Cell]] = [
        [str(one.row.indicator), one.shared.number, printing.half_up(one.before, 1), printing.half_up(one.after, 1),
         printing.half_up(one.after - one.before, 1), one.row.verdict]
        for one in found
    ]  # fmt: skip
    head = ["Показатель", "Общий состав", f"{names[0]}, %", f"{names[1]}, %", "Изменение, п.п.", "Вывод"]
    words = "; ".join(f"{pair.label}: {pair.text}" for pair in pairs)
    return Picture(
        ident="two-years",
        finding=finding,
        svg=dumbbell(
            pairs, title=finding, description=words, ident="two-years", names=names, ends=(f"0{NBSP}%", f"100{NBSP}%")
        ),
        table=Table("Доли на общем составе", head, lines),
        csv_url=csv_url(comparison.after, "two-years"),
        note="Изменение меньше одного муниципального образования ростом и снижением не называется.",
    )


def _named(one: PercentRow) -> str:
    """«7.1. Школы работают в сети с колледжами: 23,7 → 65,8 %»."""
    indicator = one.row.indicator
    before, after = (printing.amount(printing.half_up(value, 1)) for value in (one.before, one.after))
    return f"{indicator.code}. {capfirst(indicator.statement)}: {before}{NBSP}→{NBSP}{after}{NBSP}%"


def comparison_table(comparison: Comparison) -> Table:
    """Every indicator in both years: the whole set of each, and the common set beside both."""
    years = comparison.before.year, comparison.after.year
    head = ["Показатель", f"{years[0]}, все", f"{years[0]}, охват", f"{years[1]}, все", f"{years[1]}, охват",
            "Общий состав", f"{years[0]}, общий состав", f"{years[1]}, общий состав", "Изменение", "Вывод"]  # fmt: skip
    rows: list[list[Cell]] = []
    for row in comparison.rows:
        line: list[Cell] = [str(row.indicator)]
        line += [*_whole(row.before), *_whole(row.after)]
        if row.is_comparable and row.shared:
            before, after = row.shared.before, row.shared.after
            line += [row.shared.number, f"{before.printed} ({before.pair})", f"{after.printed} ({after.pair})"]
        else:
            line += ["—", "—", "—"]
        rows.append([*line, row.change.lstrip("+"), row.verdict])
    return Table("Показатели двух лет", head, rows)


def flow_table(comparison: Comparison, rows: Sequence[FlowRow]) -> Table:
    head = ["Показатель", "Общий состав"]
    moves = list(rows[0].numbers) if rows else []
    lines: list[list[Cell]] = [
        [str(one.row.indicator), one.row.shared.number if one.row.shared else 0, *one.numbers.values()] for one in rows
    ]
    years = f"{comparison.before.year} и {comparison.after.year}"
    return Table(f"Как изменились ответы «да» и «нет», {years} годы", [*head, *moves], lines)


def flow_picture(comparison: Comparison, one: FlowRow, places: list[PlaceYears]) -> Picture:
    """The bands of one flag with the names behind each number."""
    indicator, names = one.row.indicator, (f"{comparison.before.year} год", f"{comparison.after.year} год")
    finding = (
        f"Показатель {indicator.code}: появилось у {one.flow.gained}, исчезло у {one.flow.lost}; "
        f"общий состав — {printing.count(sum(one.flow), PLACES)}"
    )
    words = "; ".join(f"{move} — {number}" for move, number in one.numbers.items())
    lines: list[list[Cell]] = [[row.name, move] for move, rows in lists_of(places).items() for row in rows]
    return Picture(
        ident="flow",
        finding=finding,
        svg=flow(one.flow, title=finding, description=words, ident="flow", names=names),
        table=Table(
            f"Показатель {indicator.code}: {indicator.statement}", ["Муниципальное образование", "Ответы"], lines
        ),
        csv_url=csv_url(comparison.after, "flow", {"indicator": indicator.code}),
        note="Новые и те, кто в этот раз не ответил, в полосы не входят: сравнивать их не с чем.",
    )


def moves_picture(before: Campaign, after: Campaign, indicator: Indicator, places: list[PlaceYears]) -> Picture | None:
    """Municipalities with both years by change, then those with one year only."""
    changes = [(one, change_of(one.before, one.after)) for one in places]
    known = [(one, change) for one, change in changes if change is not None]
    if not known:
        return None
    ordered = [
        *sorted(known, key=lambda row: -row[1].difference),
        *((one, None) for one, change in changes if change is None),
    ]
    grown = sum(change.verdict == "рост" for _, change in known)
    fallen = sum(change.verdict == "снижение" for _, change in known)
    finding = f"Показатель {indicator.code}: рост больше случайного у {grown}, снижение — у {fallen} из {len(known)}"
    rows = [Move(short_name(one.name), _value(one.before), _value(one.after), _text(change)) for one, change in ordered]
    values = [value for row in rows for value in (row.before, row.after) if value is not None]
    unit = "Изменение, п.п." if known[0][1].after.denominator is not None else "Изменение"
    head = ["Муниципальное образование", f"{before.year} год", f"{after.year} год", unit, "Вывод"]
    lines: list[list[Cell]] = [
        [
            one.name,
            _figure(one.before),
            _figure(one.after),
            _difference(change),
            change.verdict if change else "один год",
        ]
        for one, change in ordered
    ]
    return Picture(
        ident="moves",
        finding=finding,
        svg=moves(
            rows, names=(f"{before.year} год", f"{after.year} год"), title=finding, ident="moves",
            description="; ".join(f"{row.label}: {row.text}" for row in rows), maximum=max(values) or Decimal(1),
        ),
        table=Table(f"Показатель {indicator.code} по муниципальным образованиям", head, lines),
        csv_url=csv_url(after, "moves", {"indicator": indicator.code}),
        note="Изменение названо, только если интервалы случайности двух лет не пересекаются.",
        is_wide=True,
    )  # fmt: skip


def _whole(side: RegionResult | None) -> list[Cell]:
    if side is None or not side.is_reported:
        return ["не оценивался", "—"]
    return [f"{side.printed} ({side.pair})", side.coverage]


def _value(result: Result | None) -> Decimal | None:
    return None if result is None else result.value


def _figure(result: Result | None) -> str:
    return "нет данных" if result is None else f"{result.printed} ({result.pair})"


def _difference(change: Change | None) -> Cell:
    if change is None:
        return "нет пары"
    has_base = change.after.denominator is not None
    return printing.half_up(change.difference, 1) if has_base else change.difference


def _text(change: Change | None) -> str:
    return "нет пары" if change is None else change.printed
