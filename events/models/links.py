import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

from cluster.models.scope import StateError
from events.models.decisions import Decision
from events.models.immutability import kept_in_history

if TYPE_CHECKING:
    from accounts.models import User

TOKEN_BYTES = 32


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> str:
    """A random token of 32 bytes needs no slow hash: there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()


class PersonalLinkQuerySet(models.QuerySet["PersonalLink"]):
    def visible_to(self, user: "User") -> "PersonalLinkQuerySet":
        return self.filter(decision__in=Decision.objects.visible_to(user))

    def of_token(self, token: str) -> "PersonalLinkQuerySet":
        return self.filter(token_hash=hash_of(token))


@kept_in_history("PersonalLinkHistory", exclude=["token_hash"])
class PersonalLink(models.Model):
    """Lets an executor without an account read one decision and report on it. The token itself is never kept."""

    decision = models.ForeignKey(Decision, models.PROTECT, verbose_name="решение", related_name="personal_links")
    executor = models.CharField("кому", max_length=300)
    email = models.EmailField("электронная почта", blank=True)
    token_hash = models.CharField("отпечаток ссылки", max_length=64, unique=True, editable=False)
    expires_on = models.DateField("действует по")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто выдал", related_name="+", editable=False
    )
    created_at = models.DateTimeField("когда выдана", editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="кто отозвал",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    revoked_at = models.DateTimeField("когда отозвана", null=True, blank=True, editable=False)

    USUAL_TERM = timedelta(days=30)  # after the deadline of the decision

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "личная ссылка"
        verbose_name_plural = "личные ссылки"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_by=None)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="revoked_link_says_when_and_who",
                violation_error_message="У отозванной ссылки должны быть день и имя отозвавшего.",
            )
        ]

    def __str__(self) -> str:
        return self.executor

    @property
    def is_active(self) -> bool:
        return self.is_active_on(timezone.localdate())

    def is_active_on(self, day: date) -> bool:
        return self.revoked_at is None and self.expires_on >= day

    def revoke(self, *, by: "User", at: datetime) -> None:
        if self.revoked_at is not None:
            raise StateError("Ссылка уже отозвана.")
        self.revoked_by, self.revoked_at = by, at
