"""How the 0–100 points of an indicator came about, in words with the numbers in them."""

from decimal import Decimal

from monitoring import printing
from monitoring.framework.vocabulary import Polarity, Scoring, State
from monitoring.models import Indicator
from monitoring.standings import THOUSAND, Best, Standings, Told
from ui.words import NBSP

SHOWN_BEST = 2  # names of those who share the best rate


def score_words(standings: Standings, indicator: Indicator, key: int) -> str:
    """One sentence for each rule of the score; says, too, why there is no score."""
    told = standings.told.get(indicator.pk, {}).get(key)
    if indicator.scoring == Scoring.NONE:
        return "в балле не участвует: направление показателя не оценивается"
    if told is None or told.numerator is None:
        return f"балла нет: {State(told.state if told else State.NOT_SUBMITTED).label}"
    if indicator.scoring == Scoring.FLAG:
        return _flag(indicator, told)
    if indicator.scoring == Scoring.TARGET:
        return _target(indicator, told)
    return _best(standings, indicator, told, key)


def rate_per_1000(numerator: Decimal, pupils: int) -> Decimal:
    return printing.half_up(numerator * THOUSAND / pupils, 1)


def _flag(indicator: Indicator, told: Told) -> str:
    answer = "да" if told.numerator else "нет"
    better = " (лучше — «нет»)" if indicator.polarity == Polarity.LOW else ""
    return f"ответ «{answer}»{better} даёт {_points(told)}"


def _target(indicator: Indicator, told: Told) -> str:
    if told.score is None or told.numerator is None or not told.denominator:
        return "балла нет: база равна нулю или не загружена"
    target = printing.amount(indicator.target or 0)
    own = printing.percent(told.numerator, told.denominator, 1)
    return f"{own} при целевом значении {target}{NBSP}%: {own} ÷ {target}{NBSP}% × 100 = {_points(told)}"


def _best(standings: Standings, indicator: Indicator, told: Told, key: int) -> str:
    pupils, best = standings.pupils.get(key, 0), standings.best(indicator)
    if told.score is None or told.numerator is None or best is None or not pupils:
        return "балла нет: не загружена численность обучающихся"
    own = printing.amount(rate_per_1000(told.numerator, pupils))
    top = printing.amount(printing.half_up(best.rate * THOUSAND, 1))
    told_words = f"{printing.amount(told.numerator)} на {printing.amount(pupils)} обучающихся — это {own} на 1000"
    if not best.rate:
        return f"{told_words}; у всех ноль, поэтому {_points(told)}"
    return f"{told_words}; лучший результат региона — {top} ({_names(standings, best)}): {_points(told)}"


def _names(standings: Standings, best: Best) -> str:
    names = [standings.municipalities[key].name for key in best.keys if key in standings.municipalities]
    rest = len(names) - SHOWN_BEST
    return ", ".join(names[:SHOWN_BEST]) + (f" и ещё {rest}" if rest > 0 else "")


def _points(told: Told) -> str:
    return printing.count(printing.half_up(told.score or Decimal(0)), "балл,балла,баллов")
