"""What was published, once and for all: a campaign's content, its documents and the fingerprints of their files."""

import gzip
import hashlib
import json
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from monitoring.models.campaigns import Campaign
from ui.words import day_in_words

if TYPE_CHECKING:
    from accounts.models import User

SHORT = 12  # letters of a fingerprint that people compare by eye


def canonical(content: Any) -> bytes:
    """The same content gives the same bytes on every machine: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(content: Any) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def visible_to(self, user: "User") -> "SnapshotQuerySet":
        return self.filter(campaign__in=Campaign.objects.published().visible_to(user))

    def latest_of(self, campaign: Campaign) -> "Snapshot | None":
        return self.filter(campaign=campaign).order_by("-number").first()


class Snapshot(models.Model):
    """A revision of published results. Documents are made from it and never from live tables."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="кампания", related_name="snapshots")
    number = models.PositiveSmallIntegerField("номер редакции")
    made_at = models.DateTimeField("опубликована")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто опубликовал", related_name="+", null=True
    )
    reason = models.TextField("причина", blank=True)
    digest = models.CharField("отпечаток", max_length=64, unique=True)
    packed = models.BinaryField("содержание")
    changes = models.JSONField("перечень изменений", default=dict, blank=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = "снимок кампании"
        verbose_name_plural = "снимки кампаний"
        ordering = ["campaign", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "number"],
                name="snapshot_once",
                violation_error_message="Такая редакция уже опубликована.",
            ),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""),
                name="snapshot_revision_reason",
                violation_error_message="Напишите, почему публикуется новая редакция.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="snapshot_frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Редакция {self.number} от {day_in_words(self.made_at)}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:snapshot-detail", args=[self.pk])

    @property
    def short(self) -> str:
        return self.digest[:SHORT]

    @property
    def content(self) -> dict[str, Any]:
        return dict(json.loads(gzip.decompress(bytes(self.packed))))

    @property
    def is_whole(self) -> bool:
        """Does the kept content still have its fingerprint?"""
        return hashlib.sha256(gzip.decompress(bytes(self.packed))).hexdigest() == self.digest


class SnapshotDocument(models.Model):
    """One document of a snapshot as blocks, so that a later change of wording in the portal does not touch it."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="documents")
    kind = models.SlugField("вид документа", max_length=40)
    place = models.CharField("код муниципального образования", max_length=20, blank=True)
    title = models.CharField("название", max_length=300)
    packed = models.BinaryField("блоки")

    class Meta:
        verbose_name = "документ снимка"
        verbose_name_plural = "документы снимков"
        ordering = ["snapshot", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "kind", "place"], name="snapshot_document_once"),
        ]
        triggers = [pgtrigger.Protect(name="snapshot_document_frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.title

    @property
    def blocks(self) -> dict[str, Any]:
        return dict(json.loads(gzip.decompress(bytes(self.packed))))


class SnapshotFile(models.Model):
    """The fingerprint of a file the portal once made of a snapshot: by it a copy is told from a forgery."""

    document = models.ForeignKey(SnapshotDocument, models.PROTECT, related_name="files")
    format = models.CharField("формат", max_length=4)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField("размер, байт")
    made_at = models.DateTimeField("собран впервые", auto_now_add=True)

    class Meta:
        verbose_name = "файл снимка"
        verbose_name_plural = "файлы снимков"
        ordering = ["document", "format", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sha256", "document", "format"], name="snapshot_file_once"),
        ]
        triggers = [pgtrigger.Protect(name="snapshot_file_frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.document} ({self.format})"


def packed(content: Any) -> bytes:
    """Canonical bytes, compressed; without the moment of packing."""
    return gzip.compress(canonical(content), mtime=0)
