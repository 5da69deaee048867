"""Editions of a framework: written by one person, checked by another, published once and never changed."""

from datetime import date

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission


class FrozenWithEdition(pgtrigger.Trigger):
    """What belongs to a published edition can neither be added, changed nor removed."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    func = """
        IF EXISTS (
            SELECT 1 FROM monitoring_edition
            WHERE id IN (NEW.edition_id, OLD.edition_id) AND published_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'a published edition never changes';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> "EditionQuerySet":
        return self.exclude(published_at=None)

    def visible_to(self, user: User) -> "EditionQuerySet":
        """Published editions are for everyone who sees results; the others only for methodologists."""
        if user.can(Permission.MONITORING_MANAGE):
            return self
        return self.published() if user.can(Permission.MONITORING_VIEW) else self.none()

    def editable_by(self, user: User) -> "EditionQuerySet":
        """Drafts of this person: the second person checks and does not write."""
        if not user.can(Permission.MONITORING_MANAGE):
            return self.none()
        return self.filter(models.Q(author=None) | models.Q(author=user), status=Edition.Status.DRAFT)

    def in_force(self, code: str, year: int) -> "Edition | None":
        """The newest published edition whose years include `year`."""
        return (
            self.published()
            .filter(code=code, valid_from__lte=year)
            .exclude(valid_to__lt=year)
            .order_by("-number")
            .first()
        )


class Edition(models.Model):
    """One state of a framework. A change of anything in it is a new edition."""

    class Status(models.TextChoices):
        DRAFT = "draft", "черновик"
        IN_REVIEW = "in_review", "на проверке"
        PUBLISHED = "published", "опубликована"

    code = models.SlugField("код системы показателей", max_length=60)
    number = models.PositiveSmallIntegerField("редакция")
    title = models.CharField("название", max_length=300)
    valid_from = models.PositiveSmallIntegerField("действует с года")
    valid_to = models.PositiveSmallIntegerField("действует по год", null=True, blank=True)
    authored_by = models.CharField("автор", max_length=200)
    checked_by = models.CharField("проверил", max_length=200, blank=True)
    approved_by = models.CharField("утверждающий документ", max_length=300, blank=True)
    next_review = models.DateField("следующий пересмотр", null=True, blank=True)
    scale_code = models.CharField("численность для расчёта на 1000", max_length=40, blank=True)
    digest = models.CharField("отпечаток определения", max_length=64)
    status = models.CharField("состояние", max_length=12, choices=Status.choices, default=Status.DRAFT)
    base = models.ForeignKey(
        "self", models.PROTECT, verbose_name="на основе", related_name="successors", null=True, blank=True
    )
    author = models.ForeignKey(User, models.PROTECT, verbose_name="кто ведёт", related_name="+", null=True, blank=True)
    reviewer = models.ForeignKey(
        User, models.PROTECT, verbose_name="кто проверил", related_name="+", null=True, blank=True
    )
    remarks = models.TextField("замечания проверяющего", max_length=2000, blank=True)
    sent_at = models.DateTimeField("отправлена на проверку", null=True, blank=True)
    published_at = models.DateTimeField("опубликована", null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "редакция системы показателей"
        verbose_name_plural = "редакции системы показателей"
        ordering = ["code", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="edition_once"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="edition_years_in_order",
                violation_error_message="Последний год действия не может быть раньше первого.",
            ),
            models.CheckConstraint(
                condition=models.Q(status="published", published_at__isnull=False)
                | (~models.Q(status="published") & models.Q(published_at=None)),
                name="edition_published_with_its_moment",
                violation_error_message="У опубликованной редакции есть время публикации, у других его нет.",
            ),
            models.CheckConstraint(
                condition=models.Q(author=None) | models.Q(reviewer=None) | ~models.Q(author=models.F("reviewer")),
                name="edition_checked_by_another",
                violation_error_message="Редакцию проверяет не тот, кто её составил.",
            ),
            models.CheckConstraint(
                condition=models.Q(author=None) | ~models.Q(status="published") | models.Q(reviewer__isnull=False),
                name="edition_published_after_check",
                violation_error_message="Без проверки вторым человеком редакция не публикуется.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_edition_frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, редакция {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:framework-detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    def is_editable_by(self, user: User) -> bool:
        return self.is_draft and self.author_id in (None, user.pk) and user.can(Permission.MONITORING_MANAGE)

    def is_reviewable_by(self, user: User) -> bool:
        is_another = self.author_id != user.pk and user.can(Permission.MONITORING_MANAGE)
        return self.status == self.Status.IN_REVIEW and is_another

    def is_overdue(self, today: date) -> bool:
        return self.next_review is not None and self.next_review < today

    def send(self, *, by: User) -> None:
        if not self.is_editable_by(by):
            raise ValidationError("На проверку отправляет черновик тот, кто его ведёт.")
        self.status, self.author, self.sent_at, self.remarks = self.Status.IN_REVIEW, by, timezone.now(), ""
        self.save(update_fields=["status", "author", "sent_at", "remarks"])

    def return_with(self, remarks: str, *, by: User) -> None:
        if not self.is_reviewable_by(by):
            raise ValidationError("Вернуть можно редакцию на проверке, и делает это не её автор.")
        self.status, self.remarks = self.Status.DRAFT, remarks
        self.save(update_fields=["status", "remarks"])
