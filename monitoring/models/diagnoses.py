"""Self-diagnosis: a team answers the framework's statements about itself."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.roles import Permission
from cluster.models import Municipality, Organisation
from monitoring.models.editions import Edition
from monitoring.models.frameworks import Indicator

if TYPE_CHECKING:
    from accounts.models import User


class DiagnosisQuerySet(models.QuerySet["Diagnosis"]):
    def visible_to(self, user: "User") -> "DiagnosisQuerySet":
        """A diagnosis belongs to the organisation of its author and is seen there only."""
        if not user.can(Permission.SELF_DIAGNOSE):
            return self.none()
        return self.filter(organisation__in=Organisation.objects.of_user(user))

    def told_of(self) -> "DiagnosisQuerySet":
        """Those whose authors said something about the tool itself."""
        return self.filter(~models.Q(feedback="") | models.Q(wants_pilot=True))


class Diagnosis(models.Model):
    edition = models.ForeignKey(Edition, models.PROTECT, verbose_name="редакция показателей", related_name="diagnoses")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="чья самодиагностика", related_name="diagnoses"
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name="муниципальное образование", related_name="+", null=True, blank=True
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="автор", related_name="+")
    created_at = models.DateTimeField("начата", auto_now_add=True)
    feedback = models.TextField("отзыв об инструменте", max_length=2000, blank=True)
    wants_pilot = models.BooleanField("хотим участвовать в апробации", default=False)

    objects = DiagnosisQuerySet.as_manager()

    class Meta:
        verbose_name = "самодиагностика"
        verbose_name_plural = "самодиагностики"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.municipality or self.organisation}: самодиагностика {self.created_at:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:diagnosis-detail", args=[self.pk])


class DiagnosisAnswer(models.Model):
    class Answer(models.IntegerChoices):
        NO = 0, "нет"
        PARTLY = 1, "отчасти"
        YES = 2, "да"

    diagnosis = models.ForeignKey(Diagnosis, models.CASCADE, related_name="answers")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    answer = models.PositiveSmallIntegerField("ответ", choices=Answer.choices)

    class Meta:
        verbose_name = "ответ самодиагностики"
        verbose_name_plural = "ответы самодиагностики"
        ordering = ["diagnosis", "indicator__position"]
        constraints = [models.UniqueConstraint(fields=["diagnosis", "indicator"], name="diagnosis_answer_once")]

    def __str__(self) -> str:
        return f"{self.indicator.code}: {self.get_answer_display()}"
