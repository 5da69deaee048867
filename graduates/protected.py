"""The one door to the protected zone: whoever looks is checked, written down, and only then shown.

Everything that reads or writes `Needs`, `ProtectedProfile` or the conditions of a `Disclosure` goes through here.
Pages that only list people never come to this door.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.access import SignedInRequest, log_access
from accounts.encryption import seal, unseal
from accounts.models import AccessEntry
from accounts.roles import Permission
from graduates.models import Consent, Disclosure, Graduate, NeedLevel, Needs, ProtectedProfile

NEEDS, HEALTH, SHOWN = "нужные условия", "сведения о здоровье", "показанные условия"
HEALTH_FIELDS = ("ovz", "disability", "nosology", "ipra_notes")


class NoConsent(PermissionDenied):
    """There is no consent in force to use this graduate's health data."""


@dataclass(frozen=True)
class Need:
    """One condition a graduate needs. `is_usually_shown`: the graduate usually shows it to employers."""

    code: str
    level: str
    is_usually_shown: bool = False

    @property
    def is_required(self) -> bool:
        return self.level == NeedLevel.REQUIRED

    @property
    def level_words(self) -> str:
        return str(NeedLevel(self.level).label)


def read_needs(request: SignedInRequest, graduate: Graduate, purpose: str) -> list[Need]:
    """Needs of a graduate in the order they were given; an empty list also when nobody has asked yet."""
    owner, entry = _come_in(request, graduate, NEEDS, purpose)
    needs = getattr(owner, "needs", None)
    return [Need(**row) for row in unseal(needs.answers, entry)] if needs else []


@transaction.atomic
def write_needs(request: SignedInRequest, graduate: Graduate, needs: Iterable[Need], purpose: str) -> None:
    """Replace the needs of a graduate."""
    _come_in(request, graduate, NEEDS, purpose)
    answers = seal([asdict(need) for need in needs])
    Needs.objects.update_or_create(graduate=graduate, defaults={"answers": answers, "changed_by": request.user})


def read_health(request: SignedInRequest, graduate: Graduate, purpose: str) -> dict[str, str]:
    """Health data of a graduate: names of `HEALTH_FIELDS` to values, empty text where nothing is known."""
    owner, entry = _come_in(request, graduate, HEALTH, purpose)
    profile = getattr(owner, "protected_profile", None)
    sealed = {name: getattr(profile, name, None) for name in HEALTH_FIELDS}
    return {name: unseal(value, entry) if value else "" for name, value in sealed.items()}


@transaction.atomic
def write_health(request: SignedInRequest, graduate: Graduate, values: dict[str, str], purpose: str) -> None:
    """Replace the health data of a graduate."""
    _come_in(request, graduate, HEALTH, purpose)
    sealed: dict[str, Any] = {name: seal(values.get(name, "")) for name in HEALTH_FIELDS}
    ProtectedProfile.objects.update_or_create(graduate=graduate, defaults={**sealed, "changed_by": request.user})


def read_shown(request: SignedInRequest, disclosure: Disclosure, purpose: str) -> list[Need]:
    """Conditions that one disclosure shows: to the employer of its vacancy, and to the graduate."""
    if not Disclosure.objects.visible_to(request.user).filter(pk=disclosure.pk).exists():
        raise PermissionDenied
    entry = _write_down(request, disclosure.graduate, SHOWN, purpose)
    return [Need(**row) for row in unseal(disclosure.conditions, entry)]


def read_own_shown(request: SignedInRequest, graduate: Graduate) -> list[tuple[Disclosure, list[Need]]]:
    """Everything a graduate shows to employers today, for the graduate's own eyes; one line of the log for all."""
    _, entry = _come_in(request, graduate, SHOWN, "просмотр своих раскрытий")
    rows = Disclosure.objects.in_force(timezone.localdate()).filter(graduate=graduate)
    rows = rows.select_related("vacancy__partner__organisation")
    return [(row, [Need(**need) for need in unseal(row.conditions, entry)]) for row in rows]


def sealed_conditions(needs: Iterable[Need]) -> Any:
    """Conditions in the form a disclosure keeps them."""
    return seal([asdict(need) for need in needs])


def _come_in(request: SignedInRequest, graduate: Graduate, what: str, purpose: str) -> tuple[Graduate, AccessEntry]:
    """Relation first, consent second, the log third; a graduate needs no consent to see own data."""
    user = request.user
    consents = Consent.objects.health().in_force(timezone.localdate()).filter(graduate=OuterRef("pk"))
    rows = Graduate.objects.visible_to(user).annotate(may_be_used=Exists(consents))
    owner = rows.select_related("needs", "protected_profile").filter(pk=graduate.pk).first()
    if owner is None or not (user.can(Permission.GRADUATE_MANAGE) or user.can(Permission.GRADUATE_SELF)):
        raise PermissionDenied
    if owner.user_id != user.pk and not owner.may_be_used:
        raise NoConsent("Нет действующего согласия на обработку сведений о здоровье.")
    return owner, _write_down(request, graduate, what, purpose)


def _write_down(request: SignedInRequest, graduate: Graduate, what: str, purpose: str) -> AccessEntry:
    return log_access(request, subject=graduate, fields=[what], purpose=purpose)
