"""The programme of an event: its parts, and who took part in which role."""

from django.db import models

from cluster.models import Organisation, Person
from events.models.events import Event


class SessionPart(models.Model):
    """A part of a strategic session or of another long event."""

    event = models.ForeignKey(Event, models.CASCADE, verbose_name="событие", related_name="parts")
    position = models.PositiveSmallIntegerField("порядок", default=0)
    title = models.CharField("название части", max_length=300)
    starts_at = models.TimeField("начало", null=True, blank=True)
    ends_at = models.TimeField("окончание", null=True, blank=True)
    text = models.TextField("что будет", blank=True)

    class Meta:
        verbose_name = "часть программы"
        verbose_name_plural = "части программы"
        ordering = ["event", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_at=None)
                | models.Q(ends_at=None)
                | models.Q(ends_at__gte=models.F("starts_at")),
                name="session_part_in_order",
                violation_error_message="Окончание не может быть раньше начала.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Participation(models.Model):
    """A person in a role at the event. Post and organisation are those of that day and do not follow the person."""

    class Role(models.TextChoices):
        MODERATOR = "moderator", "модератор"
        OPENING = "opening", "открывает"
        SPEAKER = "speaker", "спикер"
        DISCUSSANT = "discussant", "участник обсуждения"
        GUEST = "guest", "гость"

    event = models.ForeignKey(Event, models.CASCADE, verbose_name="событие", related_name="participations")
    part = models.ForeignKey(
        SessionPart, models.SET_NULL, verbose_name="часть программы", related_name="+", null=True, blank=True
    )
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="человек", related_name="participations")
    role = models.CharField("роль", max_length=20, choices=Role.choices, default=Role.SPEAKER)
    post = models.CharField("должность в тот день", max_length=300, blank=True)
    degree = models.CharField("степень, звание", max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="организация", related_name="+", null=True, blank=True
    )
    organisation_words = models.CharField("организация словами источника", max_length=300, blank=True)
    topic = models.CharField("тема выступления", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("порядок", default=0)

    class Meta:
        verbose_name = "участник события"
        verbose_name_plural = "участники события"
        ordering = ["event", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person", "role"],
                name="person_once_in_role",
                violation_error_message="Этот человек уже записан в этой роли.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"

    @property
    def position_words(self) -> str:
        """Degree, post and organisation as they were that day."""
        organisation = self.organisation_words or (str(self.organisation) if self.organisation else "")
        return ", ".join(part for part in (self.degree, self.post, organisation) if part)


class EventMaterial(models.Model):
    """A file or a link for those who come."""

    event = models.ForeignKey(Event, models.CASCADE, verbose_name="событие", related_name="materials")
    title = models.CharField("название", max_length=300)
    file = models.FileField("файл", upload_to="event-materials/%Y", blank=True)
    link = models.URLField("ссылка", max_length=300, blank=True)
    added_at = models.DateTimeField("когда добавлен", auto_now_add=True)

    class Meta:
        verbose_name = "материал события"
        verbose_name_plural = "материалы события"
        ordering = ["event", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(file="", link=""),
                name="event_material_has_file_or_link",
                violation_error_message="Приложите файл или дайте ссылку.",
            )
        ]

    def __str__(self) -> str:
        return self.title
