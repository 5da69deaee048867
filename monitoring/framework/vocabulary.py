"""Controlled words of the framework: what definitions, tables and pages call kinds, rules and states."""

from django.db.models import IntegerChoices, TextChoices


class ElementKind(TextChoices):
    FLAG = "flag", "да или нет"
    COUNT = "count", "целое число"
    STAFF = "staff", "ставки, с шагом 0,25"
    MONEY = "money", "деньги, рублей"


class IndicatorKind(TextChoices):
    FLAG = "flag", "да или нет"
    DERIVED_FLAG = "derived_flag", "да или нет, выводится из чисел"
    COUNT = "count", "количество"
    SHARE = "share", "доля"
    STAFF = "staff", "ставки"


class RegionRule(TextChoices):
    COUNT_YES = "count_yes", "число муниципальных образований с ответом «да» среди сообщивших"
    SUM = "sum", "сумма по муниципальным образованиям"
    POOLED = "pooled", "сумма числителей к сумме знаменателей"


class Polarity(TextChoices):
    HIGH = "high", "больше — лучше"
    LOW = "low", "меньше — лучше"
    NONE = "none", "направление не оценивается"


class Scoring(TextChoices):
    FLAG = "flag", "0 или 100"
    TARGET = "target", "доля против целевого значения"
    BEST = "best", "на 1000 обучающихся, лучший результат региона — 100"
    NONE = "none", "в балле не участвует"


class Level(TextChoices):
    """Who can carry a solution out."""

    MUNICIPAL = "municipal", "муниципальный уровень"
    REGIONAL = "regional", "региональный уровень"


class Severity(TextChoices):
    """What a doubt asks of the municipality."""

    ASK = "ask", "просит пояснение"
    SHOW = "show", "только показывается"


class Period(TextChoices):
    CALENDAR_YEAR = "calendar_year", "календарный год"
    SCHOOL_YEAR = "school_year", "учебный год"
    TWO_YEARS = "two_years", "два календарных года"


class State(IntegerChoices):
    """State of a value. The order is the rule of precedence: a formula takes the worst state of its elements."""

    REPORTED = 0, "сообщено"
    NOT_ASSESSED = 1, "не оценивался"
    NOT_APPLICABLE = 2, "неприменимо"
    SUPPRESSED = 3, "скрыто: малое число"
    NOT_SUBMITTED = 4, "не представлено"
    REFUSED = 5, "отказ отвечать"
    REJECTED = 6, "отклонено при проверке"

    @property
    def code(self) -> str:
        return self.name.lower()

    @property
    def sign(self) -> str:
        """The mark that stands in a table cell instead of a number."""
        return STATE_SIGNS[self]


STATE_SIGNS = {
    State.REPORTED: "",
    State.NOT_ASSESSED: "н/о",
    State.NOT_APPLICABLE: "x",
    State.SUPPRESSED: "к",
    State.NOT_SUBMITTED: "…",
    State.REFUSED: "отказ",
    State.REJECTED: "откл.",
}


class Operation(TextChoices):
    SUM = "sum", "сумма"
    ALL = "all", "все условия"
    ANY = "any", "хотя бы одно условие"


class Comparison(TextChoices):
    ABOVE = "above", "больше"
    AT_LEAST = "at_least", "не меньше"
    EQUALS = "equals", "равно"
    AT_MOST = "at_most", "не больше"
    BELOW = "below", "меньше"
