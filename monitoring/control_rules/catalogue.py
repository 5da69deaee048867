"""What an edition may say about each control rule: on or off, threshold, advice. Without a word: the defaults."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from monitoring.control_rules.limits import Limits

PER_CENT = Decimal(100)


@dataclass(frozen=True)
class Rule:
    """A rule as a methodologist reads it. `bounds` are the least and the greatest threshold, None without one."""

    code: str
    name: str
    threshold: str = ""
    default: Decimal | None = None
    bounds: tuple[Decimal, Decimal] | None = None
    may_be_off: bool = True


def _rule(
    code: str, name: str, threshold: str, default: str, least: str, most: str, *, may_be_off: bool = True
) -> Rule:
    return Rule(code, name, threshold, Decimal(default), (Decimal(least), Decimal(most)), may_be_off)


TIMES = "разница, от которой предупреждаем, раз"
DEVIATIONS = "расстояние от ожидаемого, стандартных отклонений"
RULES = {
    rule.code: rule
    for rule in (
        _rule("swapped", "Два числа поменялись местами", TIMES, "1.5", "1.1", "20"),
        Rule("times_ten", "Лишний или потерянный ноль"),
        _rule(
            "zero_or_blank", "Ноль вместо числа", "прошлогоднее число, от которого ноль сомнителен", "4", "1", "1000"
        ),
        _rule("reference", "Расхождение со справочной численностью", "расхождение, %", "10", "1", "100"),
        Rule("in_form", "Противоречие внутри формы"),
        Rule("subset", "Часть больше целого"),
        Rule("digit_slip", "Опечатка в одной цифре"),
        _rule("cross_year", "Резкое изменение за год", TIMES, "1.5", "1.1", "20"),
        _rule("outlier", "Непохоже на муниципалитеты того же размера", TIMES, "2.2", "1.1", "20"),
        _rule("doubtful", "Граница сомнительного числа", DEVIATIONS, "3.2", "1", "10", may_be_off=False),
        _rule("glaring", "Граница явной ошибки", DEVIATIONS, "6", "2", "30", may_be_off=False),
    )
}


class Setting(Protocol):
    """What an edition says about one rule."""

    code: str
    is_on: bool
    threshold: Decimal | None
    severity: str
    advice: str


def limits_of(settings: Iterable[Setting]) -> Limits:
    """Limits by the words of an edition; a rule it does not name keeps its default."""
    named = {setting.code: setting for setting in settings if setting.code in RULES}
    told = {code: float(one.threshold) for code, one in named.items() if one.threshold is not None}
    default = Limits()
    difference = named["reference"].threshold if "reference" in named else None
    return Limits(
        doubtful=told.get("doubtful", default.doubtful),
        glaring=told.get("glaring", default.glaring),
        ratio_of_years=told.get("cross_year", default.ratio_of_years),
        ratio_of_peers=told.get("outlier", default.ratio_of_peers),
        ratio_of_swapped=told.get("swapped", default.ratio_of_swapped),
        least_before_zero=told.get("zero_or_blank", default.least_before_zero),
        difference=default.difference if difference is None else difference / PER_CENT,
        off=frozenset(code for code, one in named.items() if not one.is_on and RULES[code].may_be_off),
        only_shown=frozenset(code for code, one in named.items() if one.severity == "show"),
        advice={code: one.advice for code, one in named.items() if one.advice},
    )
