"""Two records of one organisation or one person become one; what was joined, by whom and why is kept."""

from django.conf import settings
from django.db import models

from cluster.models.organisations import Organisation
from cluster.models.people import Person


class Merge(models.Model):
    """One joining: `kept` lives on, `left` points to it; `moved` counts the rows that changed their owner."""

    kept_organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="оставлена", related_name="merges", null=True, blank=True
    )
    left_organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="присоединена", related_name="+", null=True, blank=True
    )
    kept_person = models.ForeignKey(
        Person, models.PROTECT, verbose_name="оставлен", related_name="merges", null=True, blank=True
    )
    left_person = models.ForeignKey(
        Person, models.PROTECT, verbose_name="присоединён", related_name="+", null=True, blank=True
    )
    before = models.JSONField("запись до объединения", default=dict, editable=False)
    moved = models.JSONField("что перешло", default=dict, editable=False)
    reason = models.CharField("почему это одно и то же", max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто объединил", related_name="+", editable=False
    )
    at = models.DateTimeField("когда", editable=False)

    class Meta:
        verbose_name = "объединение записей"
        verbose_name_plural = "объединения записей"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kept_organisation__isnull=False,
                    left_organisation__isnull=False,
                    kept_person=None,
                    left_person=None,
                )
                | models.Q(
                    kept_person__isnull=False,
                    left_person__isnull=False,
                    kept_organisation=None,
                    left_organisation=None,
                ),
                name="merge_joins_two_of_a_kind",
                violation_error_message="Объединяют две организации или двух людей.",
            )
        ]

    def __str__(self) -> str:
        left, kept = self.left_organisation or self.left_person, self.kept_organisation or self.kept_person
        return f"{left} → {kept}"
