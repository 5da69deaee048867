"""The sheet of one municipality: its criteria, indicators beside the region and the year before, gaps and advice."""

from monitoring.documents import charts
from monitoring.documents.briefing import CONDITIONAL, LEGEND
from monitoring.documents.figures import title_of
from monitoring.documents.record import Place, Record
from monitoring.documents.stamp import SHEET, Stamp
from monitoring.documents.tables import gaps_of
from monitoring.models import CriterionScore, Recommendation, Result
from monitoring.problems import is_deficit, words_of
from ui import blocks
from ui.words import NBSP

SCORING = (
    "Балл критерия — среднее баллов его показателей: «да» даёт 100, «нет» — 0, доля сравнивается с целевым "
    "значением, количество — с лучшим результатом региона на 1000 обучающихся."
)


def municipal_sheet(record: Record, place: Place, stamp: Stamp, *, shows_region: bool = True) -> blocks.Block:
    """`meta["figures"]` lists what was printed: code, municipality, printed."""
    campaign = record.campaign
    results, scores = record.municipal[place.key], record.scores[place.key]
    made = blocks.document(
        f"Результаты мониторинга за {campaign.year}{NBSP}год: {place}",
        [
            *([blocks.notice(CONDITIONAL)] if campaign.is_conditional else []),
            *_criteria(scores, place),
            blocks.heading(1, "Показатели"),
            *_indicators(record, place, shows_region=shows_region),
            *_advice(record, place),
            *_measures(record, place),
        ],
        style="note",
        meta={
            "organisation": campaign.operator, "subtitle": str(campaign.region), "year": campaign.year + 1,
            "place": str(campaign.region), "contents": False,
            "notice": CONDITIONAL if campaign.is_conditional else "", "author": campaign.operator,
            **stamp.meta(f"{place}, мониторинг за {campaign.year} год", SHEET, place.key),
        },
    )  # fmt: skip
    made["meta"]["figures"] = [
        {"code": row.indicator.code, "municipality": place.oktmo, "printed": row.printed} for row in results.values()
    ]
    return made


def _criteria(scores: list[CriterionScore], place: Place) -> list[blocks.Block]:
    made = [blocks.heading(1, "Критерии"), blocks.paragraph(SCORING)]
    if not scores:
        return [*made, blocks.paragraph("Результатов нет: форма муниципального образования не принята.")]
    table = blocks.table(
        "Баллы по критериям",
        ["Критерий", "Балл", "Оценено показателей"],
        [[str(row.criterion), row.printed, f"{row.assessed} из {row.scorable}"] for row in scores],
        widths=[5, 1, 1.6],
        aligns=["left", "right", "right"],
    )
    return [*made, charts.criteria(scores, place.name), table]


def _indicators(record: Record, place: Place, *, shows_region: bool) -> list[blocks.Block]:
    """With the region and the year before when they are there to be compared with."""
    results = record.municipal[place.key]
    if not results:
        return [blocks.paragraph("Показатели ещё не рассчитаны.")]
    before = record.before_municipal.get(place.key, {})
    year = record.content["before"]["year"] if before else 0
    rows = [
        [
            title_of(row.indicator),
            row.printed,
            "—" if row.indicator.is_flag else row.pair,
            *([before[code].printed if code in before else "—"] if before else []),
            record.region[code].printed if shows_region and code in record.region else "—",
        ]
        for code, row in results.items()
    ]
    right: list[blocks.Align] = ["right"] * (len(rows[0]) - 1)
    table = blocks.table(
        "Показатели муниципального образования и региона",
        ["Показатель", "Значение", "Исходные числа", *([f"{year} год"] if before else []), "Регион"],
        rows,
        widths=[5, 1.3, 1.8, *([1.2] if before else []), 1.2],
        aligns=["left", *right],
    )
    return [table, blocks.paragraph(LEGEND)]


def _advice(record: Record, place: Place) -> list[blocks.Block]:
    results = record.municipal[place.key]
    found = gaps_of(results)
    gaps = [row.indicator for row in found]
    low = [row for row in results.values() if row not in found and _is_low(row)]
    made = [blocks.heading(1, "Чего не хватает")]
    if not results:
        return [*made, blocks.paragraph("Пока не известно: результатов нет.")]
    if not gaps and not low:
        return [*made, blocks.paragraph("Дефицитов не найдено.")]
    made.append(blocks.bullets([*(f"{row.code}: {words_of(row)}" for row in gaps), *map(_low_words, low)]))
    codes = {row.code for row in gaps} | {row.indicator.code for row in low}
    advice = [
        f"{row.text} Показатели: {', '.join(code for code in row.codes if code in codes)}."
        for row in record.recommendations
        if row.level == Recommendation.Level.MUNICIPAL and row.is_for(place.key) and codes & set(row.codes)
    ]
    made.append(blocks.heading(1, "Что рекомендуется"))
    return [*made, blocks.numbered(advice) if advice else blocks.paragraph("Рекомендации ещё не внесены.")]


def _is_low(row: Result) -> bool:
    return row.is_reported and is_deficit(row.indicator, row.numerator, row.denominator)


def _low_words(row: Result) -> str:
    """«5.1: число обучающихся, прошедших диагностику: 23 % (1187 из 5057), ниже целевого значения»."""
    told = f"{row.printed} ({row.pair}), ниже целевого значения" if row.denominator else row.printed
    return f"{row.indicator.code}: {row.indicator.statement}: {told}"


def _measures(record: Record, place: Place) -> list[blocks.Block]:
    """What was done between the two years: by the municipality itself and by the region for all."""
    made = [
        (title, [f"{code}: {text}" for code, texts in found.items() for text in texts])
        for title, found in (
            ("Меры муниципального образования", record.measures_of(place.key)),
            ("Меры, принятые в регионе", record.measures),
        )
    ]
    return [block for title, lines in made if lines for block in (blocks.heading(1, title), blocks.bullets(lines))]
