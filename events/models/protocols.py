import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.roles import Permission
from cluster.models import Person
from cluster.models.scope import StateError, regions_of
from events.models.immutability import SIGNED
from events.models.meetings import Meeting

if TYPE_CHECKING:
    from accounts.models import User


class ProtocolQuerySet(models.QuerySet["Protocol"]):
    def visible_to(self, user: "User") -> "ProtocolQuerySet":
        if not user.can(Permission.MEETING_VIEW):
            return self.none()
        return self.filter(meeting__council__cluster__region__in=regions_of(user))

    def public(self) -> "ProtocolQuerySet":
        return self.filter(state=Protocol.State.SIGNED, is_public=True)


class Protocol(models.Model):
    """One version of the protocol of a meeting. Signed, it never changes: a correction is the next version."""

    class State(models.TextChoices):
        DRAFT = "draft", "проект"
        SIGNED = "signed", "подписан"

    meeting = models.ForeignKey(Meeting, models.PROTECT, verbose_name="заседание", related_name="protocols")
    version = models.PositiveSmallIntegerField("редакция", default=1)
    correction_reason = models.CharField("почему исправлен", max_length=500, blank=True)
    number = models.CharField("номер", max_length=60, blank=True)
    state = models.CharField("состояние", max_length=20, choices=State.choices, default=State.DRAFT)
    signatory = models.ForeignKey(
        Person, models.PROTECT, verbose_name="подписывает", related_name="+", null=True, blank=True
    )
    signatory_post = models.CharField("должность подписывающего", max_length=300, blank=True)
    signed_at = models.DateTimeField("подписан", null=True, blank=True, editable=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="отметил подписание",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    content = models.JSONField("текст в день подписания", null=True, blank=True, editable=False)
    content_hash = models.CharField("отпечаток текста", max_length=64, blank=True, editable=False)
    source_file = models.FileField("исходный файл", upload_to="protocols/%Y", blank=True)
    source_name = models.CharField("имя исходного файла", max_length=255, blank=True)
    source_hash = models.CharField("отпечаток исходного файла", max_length=64, blank=True)
    source_text = models.TextField("исходный текст", blank=True)
    is_public = models.BooleanField("открыт для всех", default=False)

    objects = ProtocolQuerySet.as_manager()

    class Meta:
        verbose_name = "протокол"
        verbose_name_plural = "протоколы"
        ordering = ["-meeting__held_on", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="protocol_version_once"),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(state="draft"),
                name="one_draft_protocol_of_meeting",
                violation_error_message="У этого заседания уже есть проект протокола.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", signed_at=None, signed_by=None)
                | models.Q(state="signed", signed_at__isnull=False, signed_by__isnull=False),
                name="signed_protocol_says_when_and_who",
                violation_error_message="У подписанного протокола должны быть день подписания и имя.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="signed_protocol_unchanged",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["is_public"]),
                func=f"IF OLD.state = 'signed' THEN RAISE EXCEPTION '{SIGNED}'; END IF; RETURN NEW;",
            ),
            pgtrigger.Protect(
                name="signed_protocol_kept", operation=pgtrigger.Delete, condition=pgtrigger.Q(old__state="signed")
            ),
        ]

    def __str__(self) -> str:
        number = f" № {self.number}" if self.number else ""
        return f"Протокол{number} от {self.meeting.held_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("events:protocol-detail", args=[self.pk])

    @property
    def is_signed(self) -> bool:
        return self.state == self.State.SIGNED

    def sign(self, *, by: "User", at: datetime, content: dict[str, Any]) -> None:
        """Freeze the protocol with the text it had: what is printed later is printed from `content`."""
        if self.is_signed:
            raise StateError("Протокол уже подписан.")
        self.state = self.State.SIGNED
        self.signed_by = by
        self.signed_at = at
        self.content = content
        self.content_hash = fingerprint(content)


class Appendix(models.Model):
    """An appendix the protocol names. Without a file it is «не приложено»: somebody has to bring it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="заседание", related_name="appendices")
    number = models.CharField("номер", max_length=20, blank=True)
    title = models.CharField("название", max_length=300, blank=True)
    file = models.FileField("файл", upload_to="appendices/%Y", blank=True)

    class Meta:
        verbose_name = "приложение"
        verbose_name_plural = "приложения"
        ordering = ["meeting", "number", "pk"]

    def __str__(self) -> str:
        return f"Приложение {self.number}".strip() + (f". {self.title}" if self.title else "")

    @property
    def is_attached(self) -> bool:
        return bool(self.file)


def fingerprint(content: dict[str, Any]) -> str:
    """SHA-256 of a document context, stable over the order of keys."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
