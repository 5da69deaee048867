"""The sheet of one municipality: its ten criteria, all indicators beside the region, what lacks and what is advised."""

from accounts.models import User
from monitoring.documents import charts
from monitoring.documents.briefing import CONDITIONAL
from monitoring.framework.vocabulary import Scoring
from monitoring.models import Campaign, CriterionScore, Recommendation, RegionResult, Result, Submission
from ui import blocks


def municipal_sheet(submission: Submission, viewer: User) -> blocks.Block:
    """`meta["figures"]` lists what was printed: code, municipality, printed."""
    campaign, place = submission.campaign, submission.municipality
    results, scores = _results(submission), _criterion_scores(submission)
    region = {row.indicator_id: row for row in _region(campaign)} if campaign.shows_results_to(viewer) else {}
    made = blocks.document(
        f"Результаты мониторинга за {campaign.year} год: {place}",
        [
            *([blocks.notice(CONDITIONAL)] if campaign.is_conditional else []),
            blocks.heading(1, "Десять критериев"),
            blocks.paragraph(
                "Балл критерия — среднее баллов его показателей: «да» даёт 100, «нет» — 0, доля сравнивается с целевым "
                "значением, количество — с лучшим результатом региона на 1000 обучающихся."
            ),
            charts.criteria(scores, place.name),
            _scores(scores),
            blocks.heading(1, "Показатели"),
            _indicators(results, region),
            *_advice(campaign, results),
        ],
        style="note",
        meta={
            "organisation": campaign.operator, "subtitle": str(campaign.region), "year": campaign.year + 1,
            "place": str(campaign.region), "contents": False,
            "notice": CONDITIONAL if campaign.is_conditional else "", "author": campaign.operator,
            "footer": f"{place}, мониторинг за {campaign.year} год",
        },
    )  # fmt: skip
    made["meta"]["figures"] = [
        {"code": row.indicator.code, "municipality": place.oktmo, "printed": row.printed} for row in results
    ]
    return made


def _results(submission: Submission) -> list[Result]:
    rows = Result.objects.filter(campaign=submission.campaign, municipality=submission.municipality)
    return list(rows.select_related("indicator__criterion").order_by("indicator__position"))


def _criterion_scores(submission: Submission) -> list[CriterionScore]:
    rows = CriterionScore.objects.filter(campaign=submission.campaign, municipality=submission.municipality)
    return list(rows.select_related("criterion").order_by("criterion__number"))


def _region(campaign: Campaign) -> list[RegionResult]:
    return list(RegionResult.objects.filter(campaign=campaign).select_related("indicator"))


def _scores(scores: list[CriterionScore]) -> blocks.Block:
    return blocks.table(
        "Баллы по критериям",
        ["Критерий", "Балл", "Оценено показателей"],
        [[str(row.criterion), row.printed, f"{row.assessed} из {row.scorable}"] for row in scores],
        widths=[5, 1, 1.6],
        aligns=["left", "right", "right"],
    )


def _indicators(results: list[Result], region: dict[int, RegionResult]) -> blocks.Block:
    return blocks.table(
        "Показатели муниципального образования и региона",
        ["Показатель", "Значение", "Исходные числа", "Регион"],
        [
            [
                f"{row.indicator.code}. {row.indicator.name}",
                row.printed,
                row.pair,
                region[row.indicator_id].printed if row.indicator_id in region else "—",
            ]
            for row in results
        ],
        widths=[5, 1.3, 1.8, 1.2],
        aligns=["left", "right", "right", "right"],
    )


def _advice(campaign: Campaign, results: list[Result]) -> list[blocks.Block]:
    gaps = [row.indicator for row in results if row.indicator.scoring == Scoring.FLAG and row.score == 0]
    made = [blocks.heading(1, "Чего не хватает")]
    if not gaps:
        return [*made, blocks.paragraph("Все условия, о которых спрашивает мониторинг, выполнены.")]
    made.append(blocks.bullets(f"{row.code}: {row.statement if row.polarity == 'low' else row.gap}" for row in gaps))
    codes = {row.pk for row in gaps}
    advice = [
        row.text
        for row in campaign.recommendations.prefetch_related("indicators")
        if row.level == Recommendation.Level.MUNICIPAL and codes & {indicator.pk for indicator in row.indicators.all()}
    ]
    return [*made, blocks.heading(1, "Что рекомендуется"), blocks.numbered(advice)] if advice else made
