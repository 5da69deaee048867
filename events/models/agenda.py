from django.conf import settings
from django.db import models

from cluster.models import Person
from events.models.immutability import frozen_by_signature, no_circle
from events.models.meetings import Meeting

ITEM_MEETING = "(SELECT meeting_id FROM events_agendaitem WHERE id = COALESCE(NEW.agenda_item_id, OLD.agenda_item_id))"


class AgendaItem(models.Model):
    class State(models.TextChoices):
        CONSIDERED = "considered", "рассмотрен"
        POSTPONED = "postponed", "перенесён"
        WITHDRAWN = "withdrawn", "снят"

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="заседание", related_name="agenda_items")
    parent = models.ForeignKey(
        "self", models.CASCADE, verbose_name="часть вопроса", related_name="children", null=True, blank=True
    )
    number = models.CharField("номер", max_length=20, blank=True)
    position = models.PositiveSmallIntegerField("порядок", default=0)
    title = models.TextField("вопрос")
    speakers = models.ManyToManyField(
        Person, through="AgendaSpeaker", verbose_name="докладчики", related_name="agenda_items", blank=True
    )
    state = models.CharField("состояние", max_length=20, choices=State.choices, default=State.CONSIDERED)
    postponed_words = models.CharField("что перенесено", max_length=500, blank=True)
    starts_at = models.TimeField("начало", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("минут на вопрос", null=True, blank=True)
    heard = models.TextField("слушали", blank=True)
    spoke = models.TextField("выступили", blank=True)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, verbose_name="перенесён из", related_name="carried_to", null=True, blank=True
    )
    about_decision = models.ForeignKey(
        "events.Decision",
        models.SET_NULL,
        verbose_name="о решении",
        related_name="heard_again_in",
        null=True,
        blank=True,
    )
    revision = models.PositiveIntegerField("сколько раз сохранён", default=0, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="кто сохранил последним",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    edited_at = models.DateTimeField("когда сохранён", null=True, blank=True, editable=False)
    last_saves = models.JSONField("последние сохранения страниц", default=list, editable=False)

    class Meta:
        verbose_name = "вопрос повестки"
        verbose_name_plural = "вопросы повестки"
        ordering = ["meeting", "position", "pk"]
        triggers = [
            frozen_by_signature("agenda_item_frozen_by_signature"),
            no_circle("agenda_item_in_no_circle", table="events_agendaitem"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


class AgendaSpeaker(models.Model):
    """Who reported on the item; post as of that day."""

    agenda_item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="agenda_speakers")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="докладчик", related_name="+")
    position = models.PositiveSmallIntegerField("порядок", default=0)
    post = models.CharField("должность в тот день", max_length=300, blank=True)

    class Meta:
        verbose_name = "докладчик"
        verbose_name_plural = "докладчики"
        ordering = ["agenda_item", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agenda_item", "person"],
                name="speaker_once_on_item",
                violation_error_message="Этот докладчик уже назван.",
            )
        ]
        triggers = [frozen_by_signature("agenda_speaker_frozen_by_signature", meeting=ITEM_MEETING)]

    def __str__(self) -> str:
        return str(self.person)


class AgendaMaterial(models.Model):
    """What members read before the meeting: a file or a link."""

    agenda_item = models.ForeignKey(
        AgendaItem, models.CASCADE, verbose_name="вопрос повестки", related_name="materials"
    )
    title = models.CharField("название", max_length=300)
    file = models.FileField("файл", upload_to="materials/%Y", blank=True)
    link = models.URLField("ссылка", max_length=300, blank=True)
    added_at = models.DateTimeField("когда добавлен", auto_now_add=True)

    class Meta:
        verbose_name = "материал к вопросу"
        verbose_name_plural = "материалы к вопросу"
        ordering = ["agenda_item", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(file="", link=""),
                name="agenda_material_has_file_or_link",
                violation_error_message="Приложите файл или дайте ссылку.",
            )
        ]

    def __str__(self) -> str:
        return self.title
