"""What confirms an answer: a page on the web with a name people understand."""

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models

from monitoring.models.frameworks import Element
from monitoring.models.submissions import FrozenWithSubmission, Submission

MOST = 10


class Evidence(models.Model):
    """Belongs to the question rather than to the stored answer: an emptied cell keeps its links."""

    submission = models.ForeignKey(Submission, models.CASCADE, verbose_name="форма", related_name="evidence")
    element = models.ForeignKey(Element, models.PROTECT, verbose_name="вопрос", related_name="+")
    title = models.CharField("название", max_length=200)
    url = models.URLField(
        "ссылка",
        max_length=500,
        validators=[URLValidator(schemes=["https"], message="Нужна ссылка, которая начинается с https://")],
    )
    added_at = models.DateTimeField("когда добавлено", auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто добавил", related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = "подтверждение"
        verbose_name_plural = "подтверждения"
        ordering = ["submission", "element__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "element", "url"],
                name="evidence_once",
                violation_error_message="Эта ссылка у вопроса уже есть.",
            ),
            models.CheckConstraint(
                condition=models.Q(url__startswith="https://"),
                name="evidence_https_only",
                violation_error_message="Нужна ссылка, которая начинается с https://",
            ),
        ]
        triggers = [FrozenWithSubmission(name="evidence_frozen")]

    def __str__(self) -> str:
        return self.title
