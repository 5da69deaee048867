"""The way of an edition between two people: cloned, sent to a second person, returned or published."""

from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from monitoring.actions import frameworks_letters as letters
from monitoring.actions.frameworks import publish_edition, store_edition
from monitoring.framework import linter
from monitoring.framework.tables import definition_of
from monitoring.models import Edition


@transaction.atomic
def clone_edition(base: Edition, *, by: User) -> Edition:
    """A draft with the next number and every part of `base`; valid from this year on, so that past years stay."""
    newest = Edition.objects.filter(code=base.code).aggregate(newest=Max("number"))["newest"] or 0
    definition = replace(
        definition_of(base),
        edition=newest + 1,
        valid_from=max(base.valid_from, timezone.localdate().year),
        valid_to=None,
        authored_by=by.full_name,
        checked_by="",
        approved_by="",
    )
    return store_edition(definition, author=by, base=base)


@transaction.atomic
def send_edition(edition: Edition, *, by: User) -> Edition:
    """Hand a draft to the second person; a draft with faults stays with its author."""
    edition = _locked(edition)
    _refuse_faults(edition, timezone.localdate())
    edition.send(by=by)
    letters.tell_checkers(edition, by=by)
    return edition


@transaction.atomic
def approve_edition(edition: Edition, *, by: User) -> Edition:
    """Publish by the second person, who thereby answers for the check."""
    edition = _locked(edition)
    if not edition.is_reviewable_by(by):
        raise ValidationError("Публикует редакцию на проверке не её автор, а второй методист.")
    _refuse_faults(edition, timezone.localdate())
    edition.reviewer, edition.checked_by = by, by.full_name
    published = publish_edition(edition)
    letters.tell_published(published, by=by)
    return published


@transaction.atomic
def return_edition(edition: Edition, *, remarks: str, by: User) -> Edition:
    edition = _locked(edition)
    edition.return_with(remarks, by=by)
    letters.tell_returned(edition, by=by)
    return edition


def obstacles(edition: Edition, today: date) -> list[linter.Fault]:
    """Why the edition cannot be published today."""
    found = linter.faults_with_places(definition_of(edition))
    if edition.is_overdue(today):
        found.append(linter.Fault("Срок пересмотра уже прошёл: назначьте новый."))
    return found


def _refuse_faults(edition: Edition, today: date) -> None:
    if found := obstacles(edition, today):
        raise ValidationError([fault.text for fault in found])


def _locked(edition: Edition) -> Edition:
    return Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
