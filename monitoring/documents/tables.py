"""Tables of the documents: figures of the region, two years with measures, municipalities with most gaps."""

from monitoring.comparison import Comparison, Row
from monitoring.documents.figures import Figures, title_of
from monitoring.documents.record import Record
from monitoring.framework.vocabulary import Scoring, State
from monitoring.models import RegionResult, Result
from ui import blocks
from ui.words import NBSP

MOST_GAPS = 10


def all_figures(figures: Figures) -> blocks.Block:
    rows: list[list[blocks.CellLike]] = []
    criterion = None
    for result in figures.results.values():
        if result.indicator.criterion_id != criterion:
            criterion = result.indicator.criterion_id
            rows.append([blocks.cell(str(result.indicator.criterion), span=4, bold=True, align="left")])
        rows.append([title_of(result.indicator), figures.pair(result), _percent(figures, result), _coverage(result)])
    return blocks.table(
        f"Показатели {figures.campaign.year} года",
        ["Показатель", "Значение", "Доля", "Охват"],
        rows or [[blocks.cell("Результатов нет", span=4)]],
        widths=[4.7, 2, 1.1, 2.2],
        aligns=["left", "right", "right", "left"],
    )


def two_years(comparison: Comparison, figures: Figures) -> blocks.Block:
    """Table 1: indicators with measures or with both years, each year with its own base and on the common set."""
    measures = figures.record.measures
    rows: list[list[blocks.CellLike]] = []
    criterion = None
    for row in comparison.rows:
        if not row.is_comparable and row.indicator.code not in measures:
            continue
        if row.indicator.criterion_id != criterion:
            criterion = row.indicator.criterion_id
            rows.append([blocks.cell(str(row.indicator.criterion), span=5, bold=True, align="left")])
        rows.append(
            [
                title_of(row.indicator),
                _year(row, row.before, figures, is_after=False),
                " ".join(measures.get(row.indicator.code, ["—"])),
                _year(row, row.after, figures, is_after=True),
                _change(row),
            ]
        )
    before, after = comparison.before.year, comparison.after.year
    return blocks.table(
        f"Сравнение показателей за {before} и {after} годы",
        ["Показатель", f"{before} год", "Принятые меры", f"{after} год", "Изменение на общем составе"],
        rows or [[blocks.cell("Сравнимых показателей нет", span=5)]],
        widths=[2.7, 1.8, 2.5, 2.4, 2],
    )


def gaps_of(results: dict[str, Result]) -> list[Result]:
    """Conditions that one municipality lacks."""
    return [
        row
        for row in results.values()
        if row.is_reported and row.indicator.scoring == Scoring.FLAG and row.score == 0
    ]  # fmt: skip


def most_gaps(record: Record) -> blocks.Block | None:
    """Municipalities that lack the most conditions; ties are kept together at the end of the list."""
    counted = [(place.name, len(gaps_of(record.municipal[place.key]))) for place in record.places]
    listed = sorted([row for row in counted if row[1]], key=lambda row: -row[1])  # places are in the order of names
    if not listed:
        return None
    bound = listed[min(MOST_GAPS, len(listed)) - 1][1]
    asked = sum(indicator.scoring == Scoring.FLAG for indicator in record.indicators.values())
    return blocks.table(
        f"Муниципальные образования, где не хватает больше всего условий (из {asked})",
        ["Муниципальное образование", "Не хватает условий"],
        [[name, gaps] for name, gaps in listed if gaps >= bound],
        widths=[4, 1.5],
    )


def _coverage(result: RegionResult) -> str:
    """«По данным 42 из 42» in one line."""
    return result.coverage.capitalize().replace(" ", NBSP)


def _percent(figures: Figures, result: RegionResult) -> str:
    return figures.printed(result) if result.is_reported and result.denominator else "—"


def _year(row: Row, result: RegionResult | None, figures: Figures, *, is_after: bool) -> str:
    if result is None or not result.is_reported:
        return "Не оценивался" if result is None or result.state == State.NOT_ASSESSED else State(result.state).label
    value = result.printed if result.denominator is None else f"{result.printed} ({result.pair})"
    if is_after:
        figures.note(row.indicator.code, value)
    if row.is_broken or row.shared is None or row.shared.number == result.reported:
        return f"{value}; {result.coverage}"
    side = row.shared.after if is_after else row.shared.before
    common = side.printed if side.denominator is None else f"{side.printed} ({side.pair})"
    return f"{value}; {result.coverage}. По общим {row.shared.number}: {common}"


def _change(row: Row) -> str:
    if not row.is_comparable:
        return row.verdict
    return f"{row.verdict}: {row.change}" if row.direction else row.verdict
