"""Pictures of the documents, drawn from the same stored figures as the text."""

from django.utils.text import capfirst

from monitoring import printing
from monitoring.comparison import Comparison
from monitoring.documents.figures import Figures
from monitoring.documents.record import Place, Record
from monitoring.models import CriterionScore, RegionResult
from monitoring.place_names import short_name
from ui import blocks, charts
from ui.drawing import Drawing
from ui.words import NBSP

BARS = 8  # more do not fit a page together with the text around
ROWS = 44  # of the heat map on one page
NAMES_WIDTH = 45.0  # per cent
# Pale enough for the number in the cell to be read, far enough apart to be told in grey; 0 is «no data».
STEPS = ("#ffffff", "#e8b98f", "#f2d8bd", "#f4f1e4", "#cfe3e0", "#9cc7c4")


def flags(figures: Figures) -> list[blocks.Block]:
    """Share of municipalities with each condition, one bar a flag, in pictures that fit half a page."""
    rows = [row for row in figures.results.values() if row.indicator.is_flag and row.is_reported]
    parts = [rows[start : start + BARS] for start in range(0, len(rows), BARS)]
    return [_flags(figures, part, f"flags-{number}") for number, part in enumerate(parts, start=1)]


def _flags(figures: Figures, rows: list[RegionResult], ident: str) -> blocks.Block:
    bars = [
        charts.Bar(f"{row.indicator.code}. {capfirst(row.indicator.statement)}", row.value, figures.printed(row))
        for row in rows
    ]
    first, last = rows[0].indicator.code, rows[-1].indicator.code
    title = f"Доля муниципальных образований, ответивших «да», показатели {first}–{last}"
    words = "; ".join(f"{bar.label} — {bar.text}" for bar in bars)
    svg = charts.bars(bars, title=title, description=words, ident=ident, maximum=100)
    return blocks.figure(svg, f"{title}. {words}.", title)


def two_years(comparison: Comparison) -> blocks.Block | None:
    """Both years on the common set, one line an indicator that has a percent in both."""
    if not comparison.in_percent:
        return None
    title, words, svg = dumbbell(comparison)
    return blocks.figure(svg, f"{title}. {words}.", title)


def dumbbell(comparison: Comparison) -> tuple[str, str, str]:
    """Title, words and picture of two years."""
    found = comparison.in_percent
    names = (f"{comparison.before.year} год", f"{comparison.after.year} год")
    pairs = [
        charts.Pair(
            f"{row.indicator.code}. {capfirst(row.indicator.statement)}", before, after, printing.points(after - before)
        )
        for row, _, before, after in found
    ]
    title = f"Изменение долей на общем составе муниципальных образований, {names[0]} и {names[1]}"
    words = "; ".join(
        f"{pair.label}: {one.shared.before.printed} и {one.shared.after.printed}, {pair.text}"
        for pair, one in zip(pairs, found, strict=True)
    )
    ends = (f"0{NBSP}%", f"100{NBSP}%")
    return (
        title,
        words,
        charts.dumbbell(pairs, title=title, description=words, ident="two-years", names=names, ends=ends),
    )


def criteria(scores: list[CriterionScore], place: str) -> blocks.Block:
    """Ten criteria of one municipality."""
    bars = [charts.Bar(f"{row.criterion.number}. {row.criterion.short}", row.rounded, row.printed) for row in scores]
    words = "; ".join(f"{bar.label} — {bar.text}" for bar in bars)
    title = f"Баллы по критериям: {place}"
    svg = charts.bars(bars, title=title, description=words, ident="criteria", maximum=100)
    return blocks.figure(svg, f"{title}. {words}.", title)


def heat_map(record: Record) -> list[blocks.Block]:
    """Scores of all municipalities by criterion, a number in each cell; in pictures that fit a page."""
    if not any(record.scores.values()):
        return []
    parts = [record.places[start : start + ROWS] for start in range(0, len(record.places), ROWS)]
    return [_heat_map(record, part, number, len(parts)) for number, part in enumerate(parts, start=1)]


def _heat_map(record: Record, places: list[Place], number: int, of: int) -> blocks.Block:
    names = "; ".join(f"{row.number} — {row.short}" for row in record.criteria)
    part = f", часть {number} из {of}" if of > 1 else ""
    title = f"Баллы муниципальных образований по критериям{part}"
    words = f"Столбцы — критерии: {names}. Балл от 0 до 100, «…» — сведений нет. {_ends(record, places)}"
    drawing = Drawing(f"heat-{number}", title, words)
    width = (100 - NAMES_WIDTH) / max(len(record.criteria), 1)
    for column, criterion in enumerate(record.criteria):
        drawing.text(str(criterion.number), NAMES_WIDTH + (column + 0.5) * width, 1.0, anchor="middle", bold=True)
    y = 1.4
    for place in places:
        drawing.text(short_name(place.name), 0, y + 0.92)
        own = {score.criterion.number: score for score in record.scores[place.key]}
        for column, criterion in enumerate(record.criteria):
            score = own.get(criterion.number)
            x = NAMES_WIDTH + column * width
            step = charts.heat_step(score.rounded if score else None)
            drawing.rect(x + 0.15, y, width - 0.3, 1.24, f"heat-{step}", STEPS[step])
            drawing.text(score.printed if score else "…", x + width / 2, y + 0.98, anchor="middle")
        y += 1.3
    return blocks.figure(drawing.finish(y + 0.2), f"{title}. {words}", f"{title}. {names}")


def _ends(record: Record, places: list[Place]) -> str:
    known = [score.rounded for place in places for score in record.scores[place.key] if score.rounded is not None]
    return f"Баллы от {printing.amount(min(known))} до {printing.amount(max(known))}." if known else "Баллов нет."
