"""Publication of a snapshot, of its revisions, and the fingerprints of files made from it."""

import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from monitoring.computation import compute
from monitoring.corrections import reasons_of_opening
from monitoring.documents.building import all_documents, stamp_of
from monitoring.documents.changes import changes_between
from monitoring.documents.gathering import Content, gather, gather_inputs
from monitoring.models import Campaign, Snapshot, SnapshotDocument, SnapshotFile
from monitoring.models.snapshots import fingerprint, packed
from monitoring.recalculation import differences, recalculated
from ui.blocks import Block


@transaction.atomic
def take_snapshot(
    campaign: Campaign, *, by: User | None, made_at: datetime | None = None, reason: str = ""
) -> Snapshot:
    """The next revision of a published campaign; belongs into the transaction that publishes.

    Results that do not follow from their inputs are refused: what is published proves itself from the first day.
    """
    if not campaign.is_published:
        raise ValidationError("Снимок делают при публикации кампании.")
    list(Campaign.objects.select_for_update().filter(pk=campaign.pk).values_list("pk"))
    former = Snapshot.objects.latest_of(campaign)
    content = gather(campaign)
    _check(content)
    digest = fingerprint(content)
    if former and former.digest == digest:
        raise ValidationError("С последней редакции ничего не изменилось: публиковать нечего.")
    snapshot = Snapshot.objects.create(
        campaign=campaign,
        number=former.number + 1 if former else 1,
        made_at=made_at or timezone.now(),
        made_by=by,
        reason=reason.strip(),
        digest=digest,
        packed=packed(content),
        changes=_changes(campaign, former, former.content, content) if former else {},
    )
    store_documents(snapshot, content)
    return snapshot


@transaction.atomic
def publish_revision(campaign: Campaign, *, reason: str, by: User) -> Snapshot:
    """Corrections accepted after publication come out as the next revision; the former stays as it is."""
    if not reason.strip():
        raise ValidationError("Напишите, почему публикуется новая редакция.")
    compute([campaign])
    campaign.refresh_from_db()
    return take_snapshot(campaign, by=by, reason=reason)


def coming_changes(campaign: Campaign) -> Content | None:
    """What the next revision would change, without publishing it; None where there is nothing to revise."""
    former = Snapshot.objects.latest_of(campaign)
    if former is None:
        return None
    old = former.content
    new = gather_inputs(campaign, old)
    return _changes(campaign, former, old, new | {"results": recalculated(new)})


def _changes(campaign: Campaign, former: Snapshot, old: Content, new: Content) -> Content:
    """Each changed value also says why its form was opened."""
    found = changes_between(old, new)
    if "values" in found:
        reasons = reasons_of_opening(campaign, since=former.made_at)
        found["values"] = [row | {"opened": reasons.get(row["key"], "")} for row in found["values"]]
    return found


def store_documents(snapshot: Snapshot, content: Content) -> None:
    stamp = stamp_of(snapshot.number, snapshot.digest, snapshot.made_at)
    SnapshotDocument.objects.bulk_create(
        SnapshotDocument(
            snapshot=snapshot,
            kind=made.kind,
            place=made.place,
            title=made.blocks["title"][:300],
            packed=packed(made.blocks),
        )
        for made in all_documents(content, stamp)
    )


def keep_file(document: Block, format: str, content: bytes) -> SnapshotFile | None:
    """Remember a file of a snapshot by its bytes; a file of anything else is nothing to remember."""
    origin = document.get("meta", {}).get("origin")
    if not origin:
        return None
    digest, kind, place = origin.split(":")
    row = SnapshotDocument.objects.get(snapshot__digest=digest, kind=kind, place=place)
    sha256 = hashlib.sha256(content).hexdigest()
    file, _ = SnapshotFile.objects.get_or_create(
        document=row, format=format, sha256=sha256, defaults={"size": len(content)}
    )
    return file


def _check(content: Content) -> None:
    if not content["results"]["region"]:
        raise ValidationError("Результатов нет: публиковать нечего.")
    if found := differences(content):
        raise ValidationError(["Результаты не сходятся с исходными значениями: пересчитайте кампанию.", *found[:5]])
