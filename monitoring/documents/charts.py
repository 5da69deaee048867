"""Pictures of the documents, drawn from the same stored figures as the text."""

from monitoring import printing
from monitoring.comparison import Comparison
from monitoring.documents.figures import Figures
from monitoring.models import CriterionScore, RegionResult
from ui import blocks, charts

BARS = 8  # more do not fit a page together with the text around


def flags(figures: Figures) -> list[blocks.Block]:
    """Share of municipalities with each condition, one bar a flag, in pictures that fit half a page."""
    rows = [row for row in figures.results.values() if row.indicator.is_flag and row.is_reported]
    parts = [rows[start : start + BARS] for start in range(0, len(rows), BARS)]
    return [_flags(figures, part, f"flags-{number}") for number, part in enumerate(parts, start=1)]


def _flags(figures: Figures, rows: list[RegionResult], ident: str) -> blocks.Block:
    bars = [
        charts.Bar(f"{row.indicator.code}. {row.indicator.statement}", row.value, figures.printed(row)) for row in rows
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
        charts.Pair(f"{row.indicator.code}. {row.indicator.statement}", before, after, printing.points(after - before))
        for row, _, before, after in found
    ]
    title = f"Изменение долей на общем составе муниципальных образований, {names[0]} и {names[1]}"
    words = "; ".join(
        f"{pair.label}: {one.shared.before.printed} и {one.shared.after.printed}, {pair.text}"
        for pair, one in zip(pairs, found, strict=True)
    )
    return title, words, charts.dumbbell(pairs, title=title, description=words, ident="two-years", names=names)


def criteria(scores: list[CriterionScore], place: str) -> blocks.Block:
    """Ten criteria of one municipality."""
    bars = [charts.Bar(f"{row.criterion.number}. {row.criterion.short}", row.rounded, row.printed) for row in scores]
    words = "; ".join(f"{bar.label} — {bar.text}" for bar in bars)
    title = f"Баллы по критериям: {place}"
    svg = charts.bars(bars, title=title, description=words, ident="criteria", maximum=100)
    return blocks.figure(svg, f"{title}. {words}.", title)
