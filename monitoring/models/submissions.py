"""The form of one municipality: its state and its values."""

from decimal import Decimal
from typing import TYPE_CHECKING

import pghistory
import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission
from cluster.models import Municipality
from cluster.models.scope import regions_of
from monitoring import printing
from monitoring.framework.vocabulary import ElementKind, State
from monitoring.models.campaigns import Campaign, municipalities_of
from monitoring.models.frameworks import Element

if TYPE_CHECKING:
    from accounts.models import User
    from monitoring.models.unlockings import Unlocking


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def counted(self) -> "SubmissionQuerySet":
        """Submissions whose values enter the results."""
        return self.filter(status__in=Submission.COUNTED)

    def visible_to(self, user: "User") -> "SubmissionQuerySet":
        if user.can(Permission.MONITORING_MANAGE):
            return self.filter(campaign__region__in=regions_of(user))
        if user.can(Permission.SUBMISSION_FILL):
            return self.filter(municipality__in=municipalities_of(user))
        return self.none()


class Submission(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", "черновик"
        SUBMITTED = "submitted", "сдана на проверку"
        RETURNED = "returned", "возвращена на доработку"
        UNLOCKED = "unlocked", "открыта для исправления"
        ACCEPTED = "accepted", "принята"
        LOCKED = "locked", "закрыта от правки"
        PUBLISHED = "published", "опубликована"

    COUNTED = (Status.ACCEPTED, Status.LOCKED, Status.PUBLISHED)
    EDITABLE = (Status.DRAFT, Status.RETURNED, Status.UNLOCKED)

    TAGS = {
        Status.DRAFT: "draft",
        Status.SUBMITTED: "waiting",
        Status.RETURNED: "returned",
        Status.UNLOCKED: "progress",
        Status.ACCEPTED: "done",
        Status.LOCKED: "closed",
        Status.PUBLISHED: "done",
    }

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="кампания", related_name="submissions")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name="муниципальное образование", related_name="submissions"
    )
    status = models.CharField("состояние", max_length=12, choices=Status.choices, default=Status.DRAFT)
    filled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто заполнил", related_name="+", null=True, blank=True
    )
    submitted_at = models.DateTimeField("сдана", null=True, blank=True)
    first_submitted_at = models.DateTimeField("сдана впервые", null=True, blank=True)
    accepted_at = models.DateTimeField("принята", null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто принял", related_name="+", null=True, blank=True
    )
    return_reason = models.TextField("что исправить", blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "форма муниципалитета"
        verbose_name_plural = "формы муниципалитетов"
        ordering = ["campaign", "municipality__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "municipality"],
                name="submission_once",
                violation_error_message="Форма этого муниципалитета за этот год уже есть.",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None, accepted_by=None)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="submission_accepted_by_somebody",
                violation_error_message="У принятой формы должны быть и время, и тот, кто принял.",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="returned") | ~models.Q(return_reason=""),
                name="submission_return_reason",
                violation_error_message="Напишите, что нужно исправить.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.campaign.year} год"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:submission-detail", args=[self.pk])

    @property
    def tag(self) -> str:
        """Look of the state on pages."""
        return self.TAGS[self.Status(self.status)]

    @property
    def is_editable(self) -> bool:
        """While the window is open, or until the end of an unlocking."""
        if self.status == self.Status.UNLOCKED:
            unlocking = self.unlocking
            return unlocking is not None and unlocking.is_running
        return self.status in self.EDITABLE and self.campaign.takes_submissions

    @property
    def unlocking(self) -> "Unlocking | None":
        """The running permission to correct this form."""
        if self.status not in (self.Status.UNLOCKED, self.Status.SUBMITTED):
            return None
        return self.unlockings.filter(finished_at=None).select_related("opened_by").first()

    @property
    def can_be_unlocked(self) -> bool:
        """A form that was taken in; after the end of collection also one that came too late."""
        if self.is_counted or self.unlocking is not None:
            return True
        return not self.campaign.takes_submissions and self.campaign.status != Campaign.Status.DRAFT

    @property
    def days_late(self) -> int:
        """Days after the end of the window, by the first handing in; 0 when in time or not yet."""
        moment = self.first_submitted_at or self.submitted_at
        return max((timezone.localdate(moment) - self.campaign.closes_on).days, 0) if moment else 0

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.SUBMITTED

    @property
    def is_counted(self) -> bool:
        return self.status in self.COUNTED

    def submit(self, *, by: "User") -> None:
        self._require(self.EDITABLE, "Сдать можно только черновик или возвращённую форму.")
        first = self.first_submitted_at or self.submitted_at
        self.status, self.submitted_at, self.filled_by = self.Status.SUBMITTED, timezone.now(), by
        self.first_submitted_at = first or self.submitted_at
        self.save(update_fields=["status", "submitted_at", "first_submitted_at", "filled_by"])

    def return_for_revision(self, *, reason: str) -> None:
        self._require((self.Status.SUBMITTED,), "Вернуть можно только сданную форму.")
        if not reason.strip():
            raise ValidationError("Напишите, что нужно исправить.")
        # A correction goes back to where it was made: its end still counts.
        self.status = self.Status.UNLOCKED if self.unlocking else self.Status.RETURNED
        self.return_reason = reason.strip()
        self.save(update_fields=["status", "return_reason"])

    def accept(self, *, by: "User") -> None:
        """After the end of collection an accepted form is locked at once; a correction returns to where it was."""
        self._require((self.Status.SUBMITTED,), "Принять можно только сданную форму.")
        self.status, self.accepted_at, self.accepted_by = self._accepted_status(), timezone.now(), by
        self.return_reason = ""
        self.save(update_fields=["status", "accepted_at", "accepted_by", "return_reason"])

    def unlock(self) -> None:
        if not self.can_be_unlocked:
            raise ValidationError("Открыть для исправления можно принятую форму, а до конца сбора её возвращают.")
        self.status = self.Status.UNLOCKED
        self.save(update_fields=["status"])

    def lock_again(self, status: str) -> None:
        """The correction is over: back to the state before it."""
        self._require((self.Status.UNLOCKED, self.Status.SUBMITTED), "Эта форма не открыта для исправления.")
        self.status = self.Status(status)
        if self.status == self.Status.ACCEPTED and not self.campaign.takes_submissions:
            self.status = self.Status.LOCKED
        self.save(update_fields=["status"])

    def _accepted_status(self) -> "Submission.Status":
        if self.campaign.is_published:
            return self.Status.PUBLISHED
        return self.Status.ACCEPTED if self.campaign.takes_submissions else self.Status.LOCKED

    def lock(self) -> None:
        self._require((self.Status.ACCEPTED,), "Закрыть от правки можно только принятую форму.")
        self.status = self.Status.LOCKED
        self.save(update_fields=["status"])

    def publish(self) -> None:
        self._require((self.Status.LOCKED,), "Опубликовать можно только форму, закрытую от правки.")
        self.status = self.Status.PUBLISHED
        self.save(update_fields=["status"])

    def _require(self, allowed: tuple["Submission.Status", ...], message: str) -> None:
        if self.status not in allowed:
            raise ValidationError(f"{message} Сейчас она {self.get_status_display()}.")


class FrozenWithSubmission(pgtrigger.Trigger):
    """Values of a locked or published form do not change: late data goes to a revision."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    func = """
        IF EXISTS (
            SELECT 1 FROM monitoring_submission
            WHERE id IN (NEW.submission_id, OLD.submission_id) AND status IN ('locked', 'published')
        ) THEN
            RAISE EXCEPTION 'values of a locked submission do not change';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    append_only=True,
    meta={"ordering": ["-pgh_id"]},
)
class Value(models.Model):
    """One cell of a form. Only a reported value has an amount: a blank is never a zero."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="values")
    element = models.ForeignKey(Element, models.PROTECT, related_name="+")
    state = models.PositiveSmallIntegerField("состояние", choices=State.choices, default=State.REPORTED)
    amount = models.DecimalField("значение", max_digits=14, decimal_places=2, null=True, blank=True)
    comment = models.CharField("пояснение", max_length=500, blank=True)
    note = models.CharField("замечание методиста", max_length=500, blank=True)
    is_flagged = models.BooleanField("вернуться к ответу", default=False)

    class Meta:
        verbose_name = "значение"
        verbose_name_plural = "значения"
        ordering = ["submission", "element__position"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "element"], name="value_once"),
            models.CheckConstraint(
                condition=~models.Q(state=State.REJECTED) | ~models.Q(note=""),
                name="value_rejected_with_note",
                violation_error_message="Напишите, почему ответ отклонён.",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.REPORTED, amount__isnull=False, amount__gte=Decimal(0))
                | (~models.Q(state=State.REPORTED) & models.Q(amount=None)),
                name="value_amount_only_when_reported",
                violation_error_message="Число бывает только у сообщённого значения и не меньше нуля.",
            ),
        ]
        triggers = [FrozenWithSubmission(name="value_frozen")]

    def __str__(self) -> str:
        return f"{self.element}: {self.printed}"

    @property
    def printed(self) -> str:
        """The value in words; needs the element."""
        if self.amount is None:
            return State(self.state).label
        if self.element.kind == ElementKind.FLAG:
            return "да" if self.amount else "нет"
        return printing.amount(self.amount)
