"""The parts of an edition in tables: criteria, data elements, indicators and the terms of their formulas."""

from django.db import models
from django.urls import reverse

from monitoring.control_rules import RULES, Rule
from monitoring.framework.vocabulary import (
    Comparison,
    ElementKind,
    IndicatorKind,
    Operation,
    Period,
    Polarity,
    RegionRule,
    Scoring,
    Severity,
)
from monitoring.models.editions import Edition, FrozenWithEdition


class Population(models.Model):
    """A head count that comes from an independent source and is never typed by a municipality."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="populations")
    code = models.CharField("код", max_length=40)
    name = models.CharField("название", max_length=200)
    source = models.CharField("источник", max_length=300, blank=True)

    class Meta:
        verbose_name = "справочная численность"
        verbose_name_plural = "справочные численности"
        ordering = ["edition", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="population_once")]
        triggers = [FrozenWithEdition(name="population_frozen")]

    def __str__(self) -> str:
        return self.name


class Criterion(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField("номер")
    name = models.CharField("название", max_length=300)
    short = models.CharField("короткое название", max_length=60)

    class Meta:
        verbose_name = "критерий"
        verbose_name_plural = "критерии"
        ordering = ["edition", "number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="criterion_once")]
        triggers = [FrozenWithEdition(name="criterion_frozen")]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class Element(models.Model):
    """One cell of the municipality's form."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="elements")
    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="elements")
    code = models.CharField("код", max_length=40)
    kind = models.CharField("вид", max_length=20, choices=ElementKind.choices)
    name = models.CharField("название", max_length=300)
    hint = models.CharField("подсказка", max_length=300, blank=True)
    restates = models.CharField("та же численность из независимого источника", max_length=40, blank=True)
    position = models.PositiveSmallIntegerField("порядок")

    class Meta:
        verbose_name = "элемент данных"
        verbose_name_plural = "элементы данных"
        ordering = ["edition", "position"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="element_once")]
        triggers = [FrozenWithEdition(name="element_frozen")]

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """What is computed from the elements, with its passport."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="indicators")
    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="indicators")
    code = models.CharField("код", max_length=20)
    position = models.PositiveSmallIntegerField("порядок")
    kind = models.CharField("вид", max_length=20, choices=IndicatorKind.choices)
    name = models.CharField("название", max_length=400)
    operation = models.CharField("действие", max_length=10, choices=Operation.choices)
    comparison = models.CharField("сравнение", max_length=10, choices=Comparison.choices, blank=True)
    threshold = models.DecimalField("порог сравнения", max_digits=12, decimal_places=2, default=0)
    region_rule = models.CharField("правило региона", max_length=20, choices=RegionRule.choices)
    polarity = models.CharField("направление", max_length=10, choices=Polarity.choices)
    scoring = models.CharField("правило балла", max_length=10, choices=Scoring.choices)
    target = models.DecimalField("целевое значение, %", max_digits=7, decimal_places=2, null=True, blank=True)
    unit = models.CharField("единица", max_length=100, blank=True)
    period = models.CharField("период", max_length=20, choices=Period.choices)
    decimals = models.PositiveSmallIntegerField("знаков после запятой", default=0)
    statement = models.CharField("формулировка для справки", max_length=300)
    gap = models.CharField("формулировка дефицита", max_length=300, blank=True)
    why = models.CharField("зачем показатель", max_length=300)
    source = models.CharField("источник", max_length=300)
    broken_with = models.PositiveSmallIntegerField(
        "ряд прерван с редакцией",
        null=True,
        blank=True,
        help_text="Номер последней редакции, с которой показатель уже нельзя сравнивать; пусто — решает формула.",
    )
    broken_note = models.CharField("почему ряд прерван", max_length=300, blank=True)

    class Meta:
        verbose_name = "показатель"
        verbose_name_plural = "показатели"
        ordering = ["edition", "position"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="indicator_once")]
        triggers = [FrozenWithEdition(name="indicator_frozen")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:indicator-detail", args=[self.pk])

    @property
    def is_flag(self) -> bool:
        return self.kind in (IndicatorKind.FLAG, IndicatorKind.DERIVED_FLAG)

    @property
    def is_share(self) -> bool:
        return self.kind == IndicatorKind.SHARE


class Term(models.Model):
    """An operand of an indicator: an element or a population, in the numerator, the denominator or as a slice."""

    class Part(models.TextChoices):
        NUMERATOR = "numerator", "числитель"
        DENOMINATOR = "denominator", "знаменатель"
        SLICE = "slice", "в том числе и рядом"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="terms")
    part = models.CharField("часть формулы", max_length=12, choices=Part.choices)
    element = models.ForeignKey(Element, models.CASCADE, related_name="terms", null=True, blank=True)
    population = models.ForeignKey(Population, models.CASCADE, related_name="terms", null=True, blank=True)
    position = models.PositiveSmallIntegerField("порядок")

    class Meta:
        verbose_name = "слагаемое"
        verbose_name_plural = "слагаемые"
        ordering = ["indicator", "part", "position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(element=None, population__isnull=False)
                | models.Q(element__isnull=False, population=None),
                name="term_has_one_operand",
            )
        ]
        triggers = [FrozenWithEdition(name="term_frozen")]

    def __str__(self) -> str:
        return str(self.element or self.population)


class SubsetRule(models.Model):
    """A control rule: the part cannot exceed the whole."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="subset_rules")
    part = models.ForeignKey(Element, models.CASCADE, related_name="+")
    whole = models.ForeignKey(Element, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "правило «часть не больше целого»"
        verbose_name_plural = "правила «часть не больше целого»"
        ordering = ["edition", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "part", "whole"], name="subset_rule_once")]
        triggers = [FrozenWithEdition(name="subset_rule_frozen")]

    def __str__(self) -> str:
        return f"{self.part} — не больше, чем: {self.whole}"


class ControlRule(models.Model):
    """What an edition says about one control rule of the portal; a rule without a row keeps its defaults."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="control_rules")
    code = models.SlugField("правило", max_length=40)
    is_on = models.BooleanField("включено", default=True)
    threshold = models.DecimalField("порог", max_digits=7, decimal_places=2, null=True, blank=True)
    severity = models.CharField("строгость", max_length=6, choices=Severity.choices, default=Severity.ASK)
    advice = models.CharField("совет муниципалитету", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("порядок")

    class Meta:
        verbose_name = "правило проверки"
        verbose_name_plural = "правила проверки"
        ordering = ["edition", "position"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="control_rule_once")]
        triggers = [FrozenWithEdition(name="control_rule_frozen")]

    def __str__(self) -> str:
        return self.name

    @property
    def rule(self) -> Rule | None:
        return RULES.get(self.code)

    @property
    def name(self) -> str:
        return self.rule.name if self.rule else self.code
