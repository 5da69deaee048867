from django.db import models

from cluster.models import Accommodation


class OfferedAccommodation(models.Model):
    """The vacancy's honest answer about one workplace condition. No row means «не указано»."""

    class Answer(models.TextChoices):
        YES = "yes", "есть"
        CAN_ARRANGE = "can_arrange", "можем организовать"
        NO = "no", "нет"

    WILLING = (Answer.YES, Answer.CAN_ARRANGE)

    vacancy = models.ForeignKey("employers.Vacancy", models.CASCADE, related_name="offered_accommodations")
    accommodation = models.ForeignKey(Accommodation, models.PROTECT, related_name="+")
    answer = models.CharField("ответ", max_length=20, choices=Answer.choices)
    comment = models.CharField("пояснение", max_length=300, blank=True)

    class Meta:
        verbose_name = "условие вакансии"
        verbose_name_plural = "условия вакансии"
        ordering = ["vacancy", "accommodation__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "accommodation"],
                name="accommodation_answered_once",
                violation_error_message="Это условие уже указано.",
            )
        ]
        indexes = [models.Index(fields=["accommodation", "answer", "vacancy"], name="offered_by_condition")]

    def __str__(self) -> str:
        return f"{self.accommodation}: {self.get_answer_display()}"
