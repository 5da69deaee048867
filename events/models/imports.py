from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.roles import Permission
from cluster.models import Council
from cluster.models.scope import StateError, regions_of
from events.models.meetings import Meeting

if TYPE_CHECKING:
    from accounts.models import User


class ProtocolImportQuerySet(models.QuerySet["ProtocolImport"]):
    def visible_to(self, user: "User") -> "ProtocolImportQuerySet":
        if not user.can(Permission.PROTOCOL_IMPORT):
            return self.none()
        return self.filter(council__cluster__region__in=regions_of(user))

    def waiting(self) -> "ProtocolImportQuerySet":
        return self.filter(state=ProtocolImport.State.DRAFT)


class ProtocolImport(models.Model):
    """A protocol somebody uploaded: the file, what the parser read in it and what the person made of that."""

    class State(models.TextChoices):
        DRAFT = "draft", "на разборе"
        ACCEPTED = "accepted", "принят"
        DISCARDED = "discarded", "отложен"

    council = models.ForeignKey(Council, models.PROTECT, verbose_name="совет", related_name="imports")
    file = models.FileField("файл", upload_to="imports/%Y")
    filename = models.CharField("имя файла", max_length=255)
    sha256 = models.CharField("отпечаток файла", max_length=64, editable=False)
    draft = models.JSONField("что прочитал разбор", editable=False)
    record = models.JSONField("запись после правки", default=dict, editable=False)
    state = models.CharField("состояние", max_length=20, choices=State.choices, default=State.DRAFT)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="загрузил", related_name="+", editable=False
    )
    uploaded_at = models.DateTimeField("загружен", auto_now_add=True)
    changed_at = models.DateTimeField("изменён", auto_now=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="принял", related_name="+", null=True, editable=False
    )
    accepted_at = models.DateTimeField("принят", null=True, editable=False)
    meeting = models.OneToOneField(
        Meeting, models.PROTECT, verbose_name="заседание", related_name="source_import", null=True, editable=False
    )

    objects = ProtocolImportQuerySet.as_manager()

    class Meta:
        verbose_name = "загруженный протокол"
        verbose_name_plural = "загруженные протоколы"
        ordering = ["-uploaded_at", "-pk"]
        indexes = [models.Index(fields=["sha256"], name="imports_by_hash")]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=models.Q(state="accepted"),
                name="file_accepted_once",
                violation_error_message="Этот протокол уже принят.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state="accepted", accepted_by__isnull=False, accepted_at__isnull=False, meeting__isnull=False
                )
                | (~models.Q(state="accepted") & models.Q(accepted_by=None, accepted_at=None, meeting=None)),
                name="accepted_import_says_when_and_who",
                violation_error_message="У принятого протокола должны быть день, имя и заседание.",
            ),
        ]

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        return reverse("events:import-review", args=[self.pk])

    @property
    def is_accepted(self) -> bool:
        return self.state == self.State.ACCEPTED

    def accept(self, meeting: Meeting, *, by: "User", at: datetime) -> None:
        if self.is_accepted:
            raise StateError("Этот протокол уже принят: второй раз в реестр он не попадёт.")
        self.state = self.State.ACCEPTED
        self.meeting = meeting
        self.accepted_by = by
        self.accepted_at = at

    def discard(self) -> None:
        if self.state != self.State.DRAFT:
            raise StateError("Отложить можно только протокол, который ещё на разборе.")
        self.state = self.State.DISCARDED
