"""From answers to weak points, and from weak points to solutions of the catalogue.

Weak points stand in this order: «нет» before «отчасти», then what most municipalities of the region already have before
what few have, then the order of the framework. The last known result of a municipality is offered as its first answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from cluster.models import Municipality, Region
from monitoring import printing
from monitoring.framework.vocabulary import Polarity
from monitoring.models import Campaign, Diagnosis, DiagnosisAnswer, Edition, Indicator, RegionResult, Result, Solution

Answer = DiagnosisAnswer.Answer
ENOUGH = Decimal(67)  # a score from which a counted indicator is no weak point


@dataclass(frozen=True)
class Offered:
    """The first answer and the figure it comes from."""

    answer: Answer | None
    words: str


@dataclass(frozen=True)
class WeakPoint:
    indicator: Indicator
    answer: Answer
    have: Decimal | None
    of: Decimal | None
    solutions: list[Solution]

    @property
    def why(self) -> str:
        """Said beside the weak point: the own answer and how usual the condition is in the region."""
        own = f"вы ответили «{self.answer.label}»"
        if self.have is None or self.of is None:
            return own
        forms = "муниципального образования,муниципальных образований,муниципальных образований"
        return f"{own}; это есть у {printing.amount(self.have)} из {printing.count(self.of, forms)} региона"


def asked_indicators(edition: Edition) -> list[Indicator]:
    """Everything that has a better and a worse side."""
    rows = edition.indicators.exclude(polarity=Polarity.NONE)
    return list(rows.select_related("criterion").order_by("position"))


def question(indicator: Indicator) -> str:
    """A statement to which «да» is the good answer."""
    if not indicator.is_flag:
        return f"{indicator.code}. {indicator.statement[:1].upper()}{indicator.statement[1:]}: этого достаточно"
    text = indicator.gap if indicator.polarity == Polarity.LOW else indicator.statement
    return f"{indicator.code}. {text[:1].upper()}{text[1:]}"


def answer_of(result: Result) -> Answer | None:
    """A flag answers by itself, a number by its score; what was not reported answers nothing."""
    if not result.is_reported or result.numerator is None:
        return None
    if result.indicator.is_flag:
        is_good = (result.numerator > 0) != (result.indicator.polarity == Polarity.LOW)
        return Answer.YES if is_good else Answer.NO
    if result.numerator == 0:
        return Answer.NO
    if result.score is None:
        return None
    return Answer.YES if result.score >= ENOUGH else Answer.PARTLY


def offered_answers(place: Municipality, edition: Edition) -> dict[int, Offered]:
    """From the last published campaign of the municipality by this edition; one query."""
    rows = Result.objects.filter(
        municipality=place, campaign__edition=edition, campaign__status=Campaign.Status.PUBLISHED
    ).select_related("indicator", "campaign")
    found: dict[int, Offered] = {}
    for row in rows.order_by("campaign__year"):
        if row.is_reported:
            words = f"По мониторингу за {row.campaign.year} год: {row.printed}."
            found[row.indicator_id] = Offered(answer_of(row), words)
    return found


def weak_points(diagnosis: Diagnosis) -> list[WeakPoint]:
    """Ranked, each with the solutions of its edition; four queries."""
    answers = diagnosis.answers.filter(answer__lt=Answer.YES).select_related("indicator")
    usual = _usual(diagnosis.organisation.region, diagnosis.edition)
    solutions = _solutions(diagnosis.edition)
    points = []
    for row in answers:
        have, of = usual.get(row.indicator_id, (None, None))
        known = solutions.get(row.indicator_id, [])
        points.append(WeakPoint(row.indicator, Answer(row.answer), have, of, known))
    return sorted(points, key=_rank)


def _rank(point: WeakPoint) -> tuple[int, Decimal, int]:
    share = point.have / point.of if point.have is not None and point.of else Decimal(0)
    return point.answer, -share, point.indicator.position


def _usual(region: Region, edition: Edition) -> dict[int, tuple[Decimal, Decimal]]:
    """How many municipalities of the region meet a condition, by the last published campaign."""
    rows = RegionResult.objects.filter(
        campaign__region=region, campaign__edition=edition, campaign__status=Campaign.Status.PUBLISHED
    ).select_related("indicator")
    found = {}
    for row in rows.order_by("campaign__year"):
        if row.indicator.is_flag and row.is_reported and row.base:
            have = row.base - row.told if row.indicator.polarity == Polarity.LOW else row.told
            found[row.indicator_id] = have, row.base
    return found


def _solutions(edition: Edition) -> dict[int, list[Solution]]:
    found: dict[int, list[Solution]] = {}
    rows: Iterable[Solution] = edition.solutions.prefetch_related("targets").order_by("position")
    for solution in rows:
        for target in solution.targets.all():
            found.setdefault(target.indicator_id, []).append(solution)
    return found
