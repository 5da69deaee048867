"""The catalogue of solutions: what a municipality or the region can do about a deficit."""

from django.db import models

from monitoring.framework.vocabulary import Level
from monitoring.models.editions import Edition, FrozenWithEdition
from monitoring.models.frameworks import Indicator


class Solution(models.Model):
    """A typical answer to deficits of one or several indicators of the edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="solutions")
    code = models.SlugField("код", max_length=40)
    level = models.CharField("уровень", max_length=12, choices=Level.choices)
    title = models.CharField("название", max_length=200)
    text = models.TextField("что сделать", max_length=2000)
    effect = models.CharField("ожидаемый эффект", max_length=300)
    effort = models.CharField("срок и затраты", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("порядок")
    indicators = models.ManyToManyField(
        Indicator, through="SolutionTarget", verbose_name="на какие показатели отвечает", related_name="solutions"
    )

    class Meta:
        verbose_name = "типовое решение"
        verbose_name_plural = "типовые решения"
        ordering = ["edition", "position"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="solution_once")]
        triggers = [FrozenWithEdition(name="solution_frozen")]

    def __str__(self) -> str:
        return self.title


class SolutionTarget(models.Model):
    """An indicator that a solution raises."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    solution = models.ForeignKey(Solution, models.CASCADE, related_name="targets")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "показатель решения"
        verbose_name_plural = "показатели решений"
        ordering = ["solution", "indicator__position"]
        constraints = [models.UniqueConstraint(fields=["solution", "indicator"], name="solution_target_once")]
        triggers = [FrozenWithEdition(name="solution_target_frozen")]

    def __str__(self) -> str:
        return f"{self.solution} — {self.indicator.code}"
