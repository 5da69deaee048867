"""The analytical note on a campaign. Prose stands in `prose`, figures come from the record; no number is typed here."""

from decimal import Decimal

from monitoring import printing
from monitoring.comparison import Comparison
from monitoring.documents import charts, tables
from monitoring.documents.figures import Figures
from monitoring.documents.record import Record
from monitoring.documents.stamp import BRIEFING, Stamp
from monitoring.models import Recommendation, RegionResult
from monitoring.problems import GAP_SHARE, words_of
from ui import blocks
from ui.words import NBSP

CONDITIONAL = (
    "Значения по муниципальным образованиям условные: они составлены для показа портала и в сумме дают опубликованные "
    "показатели региона."
)
TASKS = (
    "оценить, насколько действенна работа по самоопределению в школах региона;",
    "найти, что этой работе помогает и что мешает;",
    "открыть сведения о ней и о результатах мониторинга;",
    "подготовить адресные рекомендации школам, колледжам и органам местного самоуправления.",
)
LEGEND = (
    "Знак «н/о» — показатель в этом году не оценивался, «…» — сведения не представлены, «x» — показатель "
    "неприменим, «к» — малое число скрыто, «отказ» — отвечать отказались, «откл.» — значение отклонено при проверке, "
    "«—» — доля не считается."
)


def briefing(record: Record, stamp: Stamp) -> blocks.Block:
    """The note of one campaign in the language of blocks; `meta["figures"]` lists every printed figure."""
    figures = Figures(record)
    campaign, comparison = record.campaign, record.comparison
    made = blocks.document(
        f"Аналитическая справка по результатам мониторинга за {campaign.year}{NBSP}год",
        [
            *_foreword(figures),
            *_aims(figures),
            *_analysis(figures),
            *_problems(figures),
            *(_two_years(comparison, figures) if comparison else []),
            *_recommendations(record, number=5 if comparison else 4),
            *_appendix(figures),
        ],
        style="note",
        meta={
            "organisation": campaign.operator,
            "subtitle": f"{record.edition.title}, {campaign.region}",
            "place": str(campaign.region),
            "year": campaign.year + 1,
            "contents": True,
            "notice": CONDITIONAL if campaign.is_conditional else "",
            "author": campaign.operator,
            **stamp.meta(_footer(record), BRIEFING),
        },
    )
    made["meta"]["figures"] = figures.used
    return made


def _footer(record: Record) -> str:
    text = f"{record.campaign.region}, мониторинг за {record.campaign.year} год"
    return f"{text}. Значения муниципалитетов условные" if record.campaign.is_conditional else text


def _foreword(figures: Figures) -> list[blocks.Block]:
    made = [
        blocks.heading(1, "Кому и о чём эта справка"),
        blocks.paragraph(figures.said("readers")),
        blocks.paragraph(figures.said("about")),
    ]
    if figures.campaign.is_conditional:
        made.append(blocks.notice(CONDITIONAL))
    return made


def _aims(figures: Figures) -> list[blocks.Block]:
    basis = figures.campaign.basis
    return [
        blocks.heading(1, "1. Цели, задачи и порядок мониторинга"),
        *([blocks.paragraph(basis)] if basis.strip() else []),
        blocks.paragraph(figures.said("definition")),
        blocks.heading(2, "Задачи"),
        blocks.bullets(TASKS),
        blocks.heading(2, "Участники и сроки"),
        blocks.paragraph(figures.said("participants")),
        blocks.heading(2, "Критерии"),
        blocks.numbered(criterion.name for criterion in figures.record.criteria),
    ]


def _analysis(figures: Figures) -> list[blocks.Block]:
    made = [
        blocks.heading(1, "2. Результаты по критериям"),
        blocks.paragraph(figures.said("method")),
        *charts.flags(figures),
        *charts.heat_map(figures.record),
    ]
    for criterion in figures.record.criteria:
        results = figures.of_criterion(criterion)
        made.append(blocks.heading(2, f"Критерий {criterion.number}. {criterion.name}"))
        if not results:
            made.append(blocks.paragraph("Показателей этого критерия в кампании нет."))
            continue
        made.append(blocks.paragraph("Показатели:", indent=False))
        made.append(blocks.bullets(f"{result.indicator.code} {result.indicator.name}" for result in results))
        made += [blocks.paragraph(figures.said(f"indicator-{result.indicator.code}")) for result in results]
        made += _deficits(figures, {result.indicator.pk for result in results})
    return made


def _deficits(figures: Figures, indicators: set[int]) -> list[blocks.Block]:
    gaps = [(row, gap) for row, gap in figures.problems() if row.indicator_id in indicators]
    if not gaps:
        return []
    listed = "; ".join(_gap(figures, row, gap) for row, gap in gaps)
    return [blocks.paragraph(f"{listed}.", lead="Дефициты:")]


def _gap(figures: Figures, row: RegionResult, gap: Decimal) -> str:
    indicator = row.indicator
    share = figures.note(indicator.code, printing.percent(gap, row.base, indicator.decimals))
    return f"{words_of(indicator)} — в {printing.places_locative(gap)} ({share})"


def _problems(figures: Figures) -> list[blocks.Block]:
    by_criterion: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for row, gap in figures.problems():
        criterion = row.indicator.criterion
        names[criterion.number] = criterion.short
        by_criterion.setdefault(criterion.number, []).append(_gap(figures, row, gap))
    made = [blocks.heading(1, "3. Типичные проблемы")]
    if not by_criterion:
        return [*made, blocks.paragraph("Условий, которых не хватает большой части территорий, не найдено.")]
    return [
        *made,
        blocks.paragraph(
            f"Типичной названа проблема, которая есть не меньше чем у {printing.amount(GAP_SHARE)} % муниципальных "
            "образований. Проблемы сгруппированы по критериям, первой стоит самая частая."
        ),
        blocks.numbered(f"{names[number]}: {'; '.join(gaps)}." for number, gaps in by_criterion.items()),
    ]


def _two_years(comparison: Comparison, figures: Figures) -> list[blocks.Block]:
    before, after = comparison.before, comparison.after
    made = [
        blocks.heading(1, f"4. Сравнение {before.year} и {after.year} годов"),
        blocks.paragraph(figures.said("two-years")),
    ]
    if (picture := charts.two_years(comparison)) is not None:
        made.append(picture)
    return [*made, tables.two_years(comparison, figures), blocks.paragraph(figures.said("two-years-summary"))]


def _recommendations(record: Record, *, number: int) -> list[blocks.Block]:
    made = [blocks.heading(1, f"{number}. Рекомендации на {record.campaign.year + 1} год")]
    for level in Recommendation.Level:
        texts = [
            f"{row.text} Показатели: {', '.join(row.codes)}." if row.codes else row.text
            for row in record.recommendations
            if row.level == level
        ]
        if texts:
            made += [blocks.heading(2, level.label.capitalize()), blocks.numbered(texts)]
    if not record.recommendations:
        made.append(blocks.paragraph("Рекомендации ещё не внесены."))
    gaps = tables.most_gaps(record)
    return [*made, *([blocks.heading(2, "Кому рекомендации нужны прежде всего"), gaps] if gaps else [])]


def _appendix(figures: Figures) -> list[blocks.Block]:
    return [
        blocks.page_break(),
        blocks.heading(1, "Приложение. Все показатели"),
        blocks.paragraph(LEGEND),
        tables.all_figures(figures),
    ]
