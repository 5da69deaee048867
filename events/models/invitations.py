from django.db import models

from cluster.models import Person
from events.models.meetings import Meeting


class MeetingInvitation(models.Model):
    """A call to a meeting by letter. Only people with an account or an address typed for this get one."""

    class Answer(models.TextChoices):
        NONE = "", "ответа нет"
        COMING = "coming", "придёт"
        ONLINE = "online", "подключится"
        NOT_COMING = "not_coming", "не сможет"

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="заседание", related_name="invitations")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="кого", related_name="+")
    email = models.EmailField("электронная почта")
    token_hash = models.CharField("отпечаток ссылки ответа", max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField("когда отправлено", null=True, blank=True, editable=False)
    answer = models.CharField("ответ", max_length=20, choices=Answer.choices, default="", blank=True)
    reason = models.CharField("причина", max_length=300, blank=True)
    answered_at = models.DateTimeField("когда ответил", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "приглашение на заседание"
        verbose_name_plural = "приглашения на заседание"
        ordering = ["meeting", "person__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="invited_once",
                violation_error_message="Этот человек уже приглашён.",
            )
        ]

    def __str__(self) -> str:
        return str(self.person)
