"""The analytical note on a campaign. Prose is put together from stored results; no number is typed here."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied

from accounts.models import User
from monitoring import printing
from monitoring.comparison import Comparison, compare, previous_of
from monitoring.documents import charts, tables
from monitoring.documents.figures import Figures, sentences
from monitoring.models import Campaign, Recommendation, RegionResult
from monitoring.problems import GAP_SHARE, words_of
from ui import blocks
from ui.words import day_in_words

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


def briefing(campaign: Campaign, viewer: User) -> blocks.Block:
    """The note of one campaign in the language of blocks; `meta["figures"]` lists every printed figure."""
    if not campaign.shows_results_to(viewer):
        raise PermissionDenied("Результаты кампании ещё не опубликованы.")
    figures = Figures.of(campaign)
    before = previous_of(campaign)
    comparison = compare(before, campaign) if before else None
    made = blocks.document(
        f"Аналитическая справка по результатам мониторинга за {campaign.year} год",
        [
            *_foreword(figures, comparison),
            *_aims(figures, before),
            *_analysis(figures),
            *_problems(figures),
            *(_two_years(comparison, figures) if comparison else []),
            *_recommendations(campaign, number=5 if comparison else 4),
            *_appendix(figures),
        ],
        style="note",
        meta={
            "organisation": campaign.operator,
            "subtitle": f"{campaign.edition.title}, {campaign.region}",
            "place": str(campaign.region),
            "year": campaign.year + 1,
            "contents": True,
            "notice": CONDITIONAL if campaign.is_conditional else "",
            "footer": _footer(campaign),
            "author": campaign.operator,
        },
    )
    made["meta"]["figures"] = figures.used
    return made


def _footer(campaign: Campaign) -> str:
    text = f"{campaign.region}, мониторинг за {campaign.year} год"
    return f"{text}. Значения муниципалитетов условные" if campaign.is_conditional else text


def _foreword(figures: Figures, comparison: Comparison | None) -> list[blocks.Block]:
    criteria = figures.campaign.edition.criteria.count()
    compared = f", сравнение с {comparison.before.year} годом" if comparison else ""
    made = [
        blocks.heading(1, "Кому и о чём эта справка"),
        blocks.paragraph(
            "Справка написана для руководителей и педагогов школ, для специалистов органов управления образованием и "
            "для тех, кто руководит общим и профессиональным образованием региона."
        ),
        blocks.paragraph(
            f"В ней — результаты мониторинга за {figures.campaign.year} год по {criteria} критериям{compared}, "
            f"дефициты и рекомендации на {figures.campaign.year + 1} год."
        ),
    ]
    if figures.campaign.is_conditional:
        made.append(blocks.notice(CONDITIONAL))
    return made


def _aims(figures: Figures, before: Campaign | None) -> list[blocks.Block]:
    campaign = figures.campaign
    share = printing.percent(figures.accepted, figures.expected)
    forms = "муниципального образования,муниципальных образований,муниципальных образований"
    told = (
        f"Формы приняты от {printing.amount(figures.accepted)} из {printing.count(figures.expected, forms)} ({share})"
    )
    if before is not None:
        answered, expected = before.submissions.counted().count(), before.expectations.count()
        told += f"; в {before.year} году — от {printing.amount(answered)} из {printing.amount(expected)}"
    window = f"Сбор шёл с {day_in_words(campaign.opens_on)} по {day_in_words(campaign.closes_on)}."
    return [
        blocks.heading(1, "1. Цели, задачи и порядок мониторинга"),
        *([blocks.paragraph(campaign.basis)] if campaign.basis else []),
        blocks.paragraph(
            "Сопровождение профессионального самоопределения (СПС) — это помощь детям и молодёжи в осознанном выборе "
            "профессии. Мониторинг описывает, как она устроена, чтобы дать каждой территории выполнимые рекомендации."
        ),
        blocks.heading(2, "Задачи"),
        blocks.bullets(TASKS),
        blocks.heading(2, "Участники и сроки"),
        blocks.paragraph(f"{window} {told}. Отвечают {_respondents()}."),
        blocks.heading(2, "Критерии"),
        blocks.numbered(criterion.name for criterion in campaign.edition.criteria.all()),
    ]


def _respondents() -> str:
    return "муниципальные районы, муниципальные и городские округа; поселения сведений не подают"


def _analysis(figures: Figures) -> list[blocks.Block]:
    made = [
        blocks.heading(1, "2. Результаты по критериям"),
        blocks.paragraph(
            "Доли считаются от числа муниципальных образований, сообщивших значение; охват региона — сумма числителей "
            "к сумме знаменателей. Проценты округлены при печати, половина — вверх."
        ),
        *charts.flags(figures),
    ]
    for criterion in figures.campaign.edition.criteria.all():
        results = figures.of_criterion(criterion)
        made.append(blocks.heading(2, f"Критерий {criterion.number}. {criterion.name}"))
        made.append(blocks.paragraph("Показатели:", indent=False))
        made.append(blocks.bullets(f"{result.indicator.code} {result.indicator.name}" for result in results))
        made += [blocks.paragraph(" ".join(sentences(figures, result))) for result in results]
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
    common = comparison.common
    rows = "показатель,показателя,показателей"
    made = [
        blocks.heading(1, f"4. Сравнение {before.year} и {after.year} годов"),
        blocks.paragraph(
            "Составы участников двух лет могут различаться, поэтому изменение считается по тем "
            f"{printing.amount(common)} муниципальным образованиям, которые ответили в оба года (таблица 1). Разность "
            "берётся из точных значений и только потом округляется. Изменение меньше одного муниципального образования "
            "ростом не называется."
        ),
    ]
    if (picture := charts.two_years(comparison)) is not None:
        made.append(picture)
    made.append(tables.two_years(comparison, figures))
    unchanged = len(comparison.comparable) - len(comparison.grown) - len(comparison.fallen)
    made.append(
        blocks.paragraph(
            f"Сравнить можно {printing.count(len(comparison.comparable), rows)} из {len(comparison.rows)}: рост — "
            f"{len(comparison.grown)}, снижение — {len(comparison.fallen)}, без заметного изменения — {unchanged}. "
            f"Остальные в {before.year} году не оценивались, поэтому вывод обо всей системе по ним сделать нельзя."
        )
    )
    return made


def _recommendations(campaign: Campaign, *, number: int) -> list[blocks.Block]:
    made = [blocks.heading(1, f"{number}. Рекомендации на {campaign.year + 1} год")]
    rows = list(campaign.recommendations.prefetch_related("indicators"))
    for level in Recommendation.Level:
        texts = [_advice(row) for row in rows if row.level == level]
        if texts:
            made += [blocks.heading(2, level.label.capitalize()), blocks.numbered(texts)]
    if not rows:
        made.append(blocks.paragraph("Рекомендации ещё не внесены."))
    gaps = tables.most_gaps(campaign)
    return [*made, *([blocks.heading(2, "Кому рекомендации нужны прежде всего"), gaps] if gaps else [])]


def _advice(row: Recommendation) -> str:
    codes = ", ".join(indicator.code for indicator in row.indicators.all())
    return f"{row.text} Показатели: {codes}." if codes else row.text


def _appendix(figures: Figures) -> list[blocks.Block]:
    return [
        blocks.page_break(),
        blocks.heading(1, "Приложение. Все показатели"),
        blocks.paragraph(
            "Знак «н/о» — показатель в этом году не оценивался, «…» — сведения не представлены, «x» — показатель "
            "неприменим, «к» — малое число скрыто, «—» — доля не считается."
        ),
        tables.all_figures(figures),
    ]
