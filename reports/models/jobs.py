import hashlib
import json
import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission

if TYPE_CHECKING:
    from accounts.models import User


LOST_FILE = "Файл этого документа на портале не сохранился."


class WrongState(Exception):
    """The job is not in a state that allows the step."""


class LostJob(WrongState):
    """Another worker has taken the job over, or its owner has cancelled it: this worker must leave it alone."""


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: "User") -> "JobQuerySet":
        """One's own documents; an administrator sees that jobs exist and fail, but never opens the files."""
        return self if user.can(Permission.ACCOUNT_MANAGE) else self.filter(ordered_by=user)

    def alive(self) -> "JobQuerySet":
        """Jobs that stand for their document: a second order leads to them."""
        return self.filter(status__in=Job.ALIVE)

    def stale(self, moment: datetime, patience: timedelta) -> "JobQuerySet":
        """Unfinished jobs nobody has touched for too long: their message or their worker is gone."""
        return self.filter(status__in=Job.UNFINISHED, heartbeat_at__lt=moment - patience)

    def outdated(self, moment: datetime, keep: timedelta) -> "JobQuerySet":
        return self.filter(finished_at__lt=moment - keep)

    def order(
        self, *, kind: str, subject_pk: str, by: "User", format: str, title: str, version: str, params: dict[str, Any]
    ) -> tuple["Job", bool]:
        """The job of this document for this person, and whether it is new: a second click finds the first job."""
        key = _key(kind, subject_pk, format, version, params, by.pk)
        for _ in range(2):
            if job := self.alive().filter(key=key).first():
                return job, False
            try:
                with transaction.atomic():
                    return self.create(
                        kind=kind,
                        subject_pk=subject_pk,
                        ordered_by=by,
                        format=format,
                        title=title,
                        params=params,
                        key=key,
                    ), True
            except IntegrityError:  # the same click, a moment earlier, in another process
                continue
        raise WrongState(f"the twin of a job {key} vanished twice")


class Job(models.Model):
    """A document somebody ordered. This row is the truth: the queue may lose or double its messages."""

    class Status(models.TextChoices):
        QUEUED = "queued", "заказан"
        RUNNING = "running", "готовится"
        READY = "ready", "готов"
        FAILED = "failed", "не удался"
        CANCELLED = "cancelled", "отменён"

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word (DOCX)"
        XLSX = "xlsx", "Excel (XLSX)"
        ZIP = "zip", "архив (ZIP)"

    ALIVE = (Status.QUEUED, Status.RUNNING, Status.READY)
    UNFINISHED = (Status.QUEUED, Status.RUNNING)
    FINISHED = (Status.READY, Status.FAILED, Status.CANCELLED)

    uuid = models.UUIDField("номер", default=uuid.uuid4, unique=True, editable=False)
    kind = models.SlugField("вид документа", max_length=40)
    subject_pk = models.CharField("о чём документ", max_length=64, blank=True)
    title = models.CharField("название", max_length=300)
    params = models.JSONField("параметры", default=dict, blank=True)
    format = models.CharField("формат", max_length=4, choices=Format.choices)
    key = models.CharField("ключ повтора", max_length=64)
    status = models.CharField("состояние", max_length=10, choices=Status.choices, default=Status.QUEUED)
    progress = models.PositiveSmallIntegerField("готовность, %", default=0)
    step = models.CharField("что делается", max_length=120, blank=True)
    attempt = models.PositiveSmallIntegerField("попытка", default=1)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто заказал", related_name="jobs"
    )
    ordered_at = models.DateTimeField("заказан", default=timezone.now)
    heartbeat_at = models.DateTimeField("последний признак работы", default=timezone.now)
    started_at = models.DateTimeField("начат", null=True, blank=True)
    finished_at = models.DateTimeField("закончен", null=True, blank=True)
    file = models.FileField("файл", upload_to="documents/%Y/%m", max_length=200, blank=True)
    file_hash = models.CharField("SHA-256 файла", max_length=64, blank=True)
    error = models.CharField("причина неудачи", max_length=500, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "заказ документа"
        verbose_name_plural = "заказы документов"
        ordering = ["-ordered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(status__in=["queued", "running", "ready"]),
                name="job_once",
                violation_error_message="Этот документ уже заказан.",
            ),
            models.CheckConstraint(
                condition=models.Q(progress__lte=100),
                name="job_progress_percent",
                violation_error_message="Готовность — от 0 до 100 процентов.",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["queued", "running"], finished_at=None)
                | models.Q(status__in=["ready", "failed", "cancelled"], finished_at__isnull=False),
                name="job_finished_at_with_end",
                violation_error_message="Время окончания ставится вместе с последним состоянием.",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["running", "ready"]) | models.Q(started_at__isnull=False),
                name="job_started_at_with_work",
                violation_error_message="Начатый документ знает время начала.",
            ),
            models.CheckConstraint(
                condition=(models.Q(status="ready") & ~models.Q(file="") & ~models.Q(file_hash=""))
                | (~models.Q(status="ready") & models.Q(file="", file_hash="")),
                name="job_file_with_ready",
                violation_error_message="Файл и его отпечаток есть только у готового документа.",
            ),
            models.CheckConstraint(
                condition=(models.Q(status="failed") & ~models.Q(error=""))
                | (~models.Q(status="failed") & models.Q(error="")),
                name="job_error_with_failed",
                violation_error_message="Причина есть только у неудачи.",
            ),
        ]
        indexes = [
            models.Index(fields=["ordered_by", "-ordered_at"], name="job_of_person"),
            models.Index(
                fields=["heartbeat_at"], condition=models.Q(status__in=["queued", "running"]), name="job_unfinished"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_format_display()})"

    def get_absolute_url(self) -> str:
        return reverse("reports:job-detail", args=[self.uuid])

    @property
    def is_finished(self) -> bool:
        return self.status in self.FINISHED

    @property
    def is_ready(self) -> bool:
        return self.status == self.Status.READY

    @property
    def size(self) -> int | None:
        """Bytes of the file; None when the storage has lost it."""
        try:
            return self.file.size if self.file else None
        except FileNotFoundError:
            return None

    @property
    def file_name(self) -> str:
        """Title as a file name that every system accepts."""
        plain = "".join(letter if letter.isalnum() or letter in " -,()№" else " " for letter in self.title)
        return f"{' '.join(plain.split())[:100].strip() or 'Документ'}.{self.format}"

    def start(self) -> None:
        """A worker takes the job; of two messages about one attempt only the first gets through."""
        now = timezone.now()
        self._move([self.Status.QUEUED], status=self.Status.RUNNING, started_at=now, heartbeat_at=now)

    def beat(self) -> None:
        self._move([self.Status.RUNNING], heartbeat_at=timezone.now())

    def report(self, progress: int, step: str) -> None:
        """A sign of life with words for the person who waits."""
        self._move([self.Status.RUNNING], progress=progress, step=step, heartbeat_at=timezone.now())

    def finish(self, content: bytes) -> None:
        """Keep the file and end the job; a worker that lost the job leaves no file behind."""
        name = f"{self.uuid}-{self.attempt}.{self.format}"
        saved = self.file.storage.save(self.file.field.generate_filename(self, name), ContentFile(content))
        try:
            self._move(
                [self.Status.RUNNING],
                status=self.Status.READY,
                finished_at=timezone.now(),
                progress=100,
                step="",
                file=saved,
                file_hash=hashlib.sha256(content).hexdigest(),
            )
        except BaseException:
            self.file.storage.delete(saved)
            raise

    def fail(self, reason: str) -> None:
        now = timezone.now()
        self._move([*self.UNFINISHED], status=self.Status.FAILED, finished_at=now, error=reason[:500], step="")

    def cancel(self) -> None:
        """The owner no longer wants it; a worker that is busy with it finds out at its next step."""
        self._move([*self.UNFINISHED], status=self.Status.CANCELLED, finished_at=timezone.now(), step="")

    def lose(self) -> None:
        """The storage no longer has the file: the document may be ordered again."""
        self._move([self.Status.READY], status=self.Status.FAILED, file="", file_hash="", error=LOST_FILE)

    def wait_on(self) -> None:
        """Still in the queue: its message is sent once more."""
        self._move([self.Status.QUEUED], heartbeat_at=timezone.now())

    def queue_again(self) -> None:
        """A new attempt; whoever still works on the old one has lost the job."""
        self._move(
            [*self.UNFINISHED],
            status=self.Status.QUEUED,
            attempt=self.attempt + 1,
            heartbeat_at=timezone.now(),
            started_at=None,
            progress=0,
            step="",
        )

    def _move(self, before: list[str], **changes: Any) -> None:
        """One UPDATE that succeeds only in the expected state of the same attempt."""
        rows = type(self).objects.filter(pk=self.pk, attempt=self.attempt, status__in=before)
        if not rows.update(**changes):
            raise LostJob(f"job {self.pk}, attempt {self.attempt}: no longer {' or '.join(before)}")
        for name, value in changes.items():
            setattr(self, name, value)


def _key(*parts: object) -> str:
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
