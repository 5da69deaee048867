from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.roles import Permission
from cluster.models import Council, Organisation, Person
from cluster.models.scope import regions_of
from events.models.events import Event, EventFormat
from events.models.immutability import content_frozen_by_signature, frozen_by_signature

if TYPE_CHECKING:
    from accounts.models import User
    from events.models.protocols import Protocol


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: "User") -> "MeetingQuerySet":
        """Meetings of the councils of the own region."""
        if not user.can(Permission.MEETING_VIEW):
            return self.none()
        return self.filter(council__cluster__region__in=regions_of(user))


class Meeting(models.Model):
    """One sitting of a council. Its record (attendance, agenda, decisions) is what a protocol prints."""

    class Kind(models.TextChoices):
        SITTING = "sitting", "заседание"
        WORKING = "working", "рабочее совещание"
        SESSION = "session", "стратегическая сессия"
        CORRESPONDENCE = "correspondence", "заочное голосование"

    council = models.ForeignKey(Council, models.PROTECT, verbose_name="совет", related_name="meetings")
    kind = models.CharField("вид", max_length=20, choices=Kind.choices, default=Kind.SITTING)
    title = models.CharField("название", max_length=500)
    held_on = models.DateField("день заседания")
    held_at = models.TimeField("начало", null=True, blank=True)
    format = models.CharField("формат", max_length=20, choices=EventFormat.choices, default=EventFormat.IN_PERSON)
    ends_at = models.TimeField("окончание", null=True, blank=True)
    place = models.CharField("место", max_length=300, blank=True)
    link = models.URLField("ссылка для подключения", max_length=300, blank=True)
    event = models.ForeignKey(
        Event, models.SET_NULL, verbose_name="событие", related_name="meetings", null=True, blank=True
    )
    chair = models.ForeignKey(
        Person, models.PROTECT, verbose_name="председатель", related_name="+", null=True, blank=True
    )
    chair_post = models.CharField("должность председателя в тот день", max_length=300, blank=True)
    secretary = models.ForeignKey(
        Person, models.PROTECT, verbose_name="секретарь", related_name="+", null=True, blank=True
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="завёл", related_name="+", null=True, editable=False
    )
    created_at = models.DateTimeField("заведено", auto_now_add=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "заседание"
        verbose_name_plural = "заседания"
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["council", "-held_on"], name="meetings_of_council")]
        triggers = [
            content_frozen_by_signature(
                "meeting_frozen_by_signature",
                *("council", "kind", "title", "held_on", "held_at", "ends_at", "format", "place", "link"),
                *("chair", "chair_post", "secretary"),
                meeting="OLD.id",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.held_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("events:meeting-detail", args=[self.pk])

    @property
    def protocol(self) -> "Protocol | None":
        """The latest version of the protocol. Uses prefetched rows when there are any."""
        return max(self.protocols.all(), key=lambda protocol: protocol.version, default=None)

    @property
    def is_frozen(self) -> bool:
        """The latest protocol is signed: the record of the meeting no longer changes."""
        protocol = self.protocol
        return protocol is not None and protocol.is_signed


class Attendance(models.Model):
    """Who was there. Post and organisation are words of that day: they change later, the protocol does not."""

    class Presence(models.TextChoices):
        PRESENT = "present", "присутствует"
        ONLINE = "online", "по видеосвязи"
        INVITED = "invited", "приглашён"
        ABSENT = "absent", "отсутствует"

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="заседание", related_name="attendance")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="человек", related_name="attendance")
    presence = models.CharField("участие", max_length=20, choices=Presence.choices, default=Presence.PRESENT)
    post = models.CharField("должность в тот день", max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="организация", related_name="+", null=True, blank=True
    )
    organisation_words = models.CharField("организация словами протокола", max_length=300, blank=True)
    name_words = models.CharField("имя словами протокола", max_length=200, blank=True)
    reason = models.CharField("причина отсутствия", max_length=200, blank=True)

    class Meta:
        verbose_name = "участие в заседании"
        verbose_name_plural = "участники заседания"
        ordering = ["meeting", "presence", "person__sort_key", "person__first_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="person_once_at_meeting",
                violation_error_message="Этот человек уже есть в списке участников.",
            )
        ]
        triggers = [frozen_by_signature("attendance_frozen_by_signature")]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_presence_display()}"

    @property
    def position_words(self) -> str:
        """Post and organisation as they were that day."""
        organisation = self.organisation_words or (str(self.organisation) if self.organisation else "")
        return ", ".join(part for part in (self.post, organisation) if part)
