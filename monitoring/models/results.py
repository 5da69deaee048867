"""Stored results: exact pairs only, made by `monitoring.computation` and by nothing else.

The two large tables are written whole by one statement from rows whose keys are sound, so their foreign keys carry no
constraint and no index of their own in the database: checking each row cost more than computing it.
"""

from decimal import Decimal

from django.db import models

from cluster.models import Municipality
from monitoring import printing
from monitoring.framework.vocabulary import State
from monitoring.models.campaigns import Campaign
from monitoring.models.frameworks import Criterion, Element, Indicator


class Figure(models.Model):
    """An exact value of an indicator: a number, or a number of a base."""

    indicator: "models.ForeignKey[Indicator, Indicator]"
    state = models.PositiveSmallIntegerField("состояние", choices=State.choices)
    numerator = models.DecimalField("числитель", max_digits=18, decimal_places=2, null=True)
    denominator = models.DecimalField("знаменатель", max_digits=18, decimal_places=2, null=True)

    class Meta:
        abstract = True

    @property
    def is_reported(self) -> bool:
        return self.state == State.REPORTED

    @property
    def told(self) -> Decimal:
        """The numerator of a reported figure."""
        if self.numerator is None:
            raise ValueError(f"{self.indicator.code}: {State(self.state).label}")
        return self.numerator

    @property
    def base(self) -> Decimal:
        """The denominator of a reported figure that has one."""
        if self.denominator is None:
            raise ValueError(f"{self.indicator.code}: без базы")
        return self.denominator

    @property
    def value(self) -> Decimal | None:
        """Per cent for what has a base, else the number itself; None when there is nothing to say."""
        if not self.is_reported or self.numerator is None:
            return None
        if self.denominator is None:
            return self.numerator
        return self.numerator * 100 / self.denominator if self.denominator else None

    @property
    def printed(self) -> str:
        """The figure as pages and documents print it."""
        if not self.is_reported or self.numerator is None:
            return State(self.state).sign
        if self.denominator is None:
            return printing.amount(self.numerator)
        return printing.percent(self.numerator, self.denominator, self.indicator.decimals)

    @property
    def pair(self) -> str:
        """«33 из 42», «18 411 из 58 834», «608,75»."""
        if not self.is_reported or self.numerator is None:
            return State(self.state).label
        if self.denominator is None:
            return printing.amount(self.numerator)
        return f"{printing.amount(self.numerator)} из {printing.amount(self.denominator)}"


class Result(Figure):
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="results", db_constraint=False, db_index=False)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    score = models.DecimalField("балл", max_digits=9, decimal_places=6, null=True)

    class Meta:
        verbose_name = "результат муниципалитета"
        verbose_name_plural = "результаты муниципалитетов"
        ordering = ["campaign", "municipality", "indicator__position"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "municipality", "indicator"], name="result_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code}: {self.printed}"

    @property
    def printed(self) -> str:
        if self.is_reported and self.indicator.is_flag:
            return "да" if self.numerator else "нет"
        return super().printed

    @property
    def rounded_score(self) -> Decimal | None:
        return None if self.score is None else printing.half_up(self.score)

    @property
    def pair(self) -> str:
        return self.printed if self.indicator.is_flag and self.is_reported else super().pair


class RegionResult(Figure):
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="region_results")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    reported = models.PositiveIntegerField("сообщили")
    expected = models.PositiveIntegerField("ожидались")
    best = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name="лучший на тысячу", related_name="+", null=True, blank=True
    )
    digest = models.CharField("отпечаток исходных значений", max_length=64)

    class Meta:
        verbose_name = "результат региона"
        verbose_name_plural = "результаты региона"
        ordering = ["campaign", "indicator__position"]
        constraints = [models.UniqueConstraint(fields=["campaign", "indicator"], name="region_result_once")]

    def __str__(self) -> str:
        return f"{self.indicator.code}: {self.printed}"

    @property
    def coverage(self) -> str:
        return f"по данным {self.reported} из {self.expected}"


class CriterionScore(models.Model):
    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="criterion_scores", db_constraint=False, db_index=False
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    score = models.DecimalField("балл", max_digits=9, decimal_places=6, null=True)
    assessed = models.PositiveSmallIntegerField("показателей оценено")
    scorable = models.PositiveSmallIntegerField("показателей с баллом")

    class Meta:
        verbose_name = "балл по критерию"
        verbose_name_plural = "баллы по критериям"
        ordering = ["campaign", "municipality", "criterion__number"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "municipality", "criterion"], name="criterion_score_once")
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.printed}"

    @property
    def rounded(self) -> Decimal | None:
        return None if self.score is None else printing.half_up(self.score)

    @property
    def printed(self) -> str:
        return "…" if self.rounded is None else printing.amount(self.rounded)


class ElementTotal(models.Model):
    """Sum of one data element over the region, for slices and for the parts of a formula."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="element_totals")
    element = models.ForeignKey(Element, models.PROTECT, related_name="+")
    amount = models.DecimalField("сумма", max_digits=18, decimal_places=2, null=True)
    reported = models.PositiveIntegerField("сообщили")
    expected = models.PositiveIntegerField("ожидались")

    class Meta:
        verbose_name = "сумма по региону"
        verbose_name_plural = "суммы по региону"
        ordering = ["campaign", "element__position"]
        constraints = [models.UniqueConstraint(fields=["campaign", "element"], name="element_total_once")]

    def __str__(self) -> str:
        return f"{self.element}: {self.printed}"

    @property
    def printed(self) -> str:
        return "…" if self.amount is None else printing.amount(self.amount)
