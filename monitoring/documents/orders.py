"""Documents by order: of a published campaign from its snapshot, of a running one from today's tables."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from accounts.models import User
from monitoring.documents.briefing import briefing as build_briefing
from monitoring.documents.building import FORMATS, all_documents
from monitoring.documents.gathering import gather
from monitoring.documents.record import Record
from monitoring.documents.sheets import municipal_sheet as build_sheet
from monitoring.documents.stamp import BRIEFING, SHEET, SUMMARY, Stamp
from monitoring.documents.summary import summary_tables as build_summary
from monitoring.models import Campaign, Snapshot, SnapshotDocument, Submission
from monitoring.models.snapshots import fingerprint
from ui.archives import Archive, File
from ui.blocks import Block


def briefing(campaign: Campaign, viewer: User, revision: int | None = None) -> Block:
    snapshot = _snapshot(campaign, viewer, revision)
    return _kept(snapshot, BRIEFING) if snapshot else build_briefing(Record(gather(campaign)), Stamp())


def summary_tables(campaign: Campaign, viewer: User, revision: int | None = None) -> Block:
    snapshot = _snapshot(campaign, viewer, revision)
    return _kept(snapshot, SUMMARY) if snapshot else build_summary(Record(gather(campaign)), Stamp())


def municipal_sheet(submission: Submission, viewer: User, revision: int | None = None) -> Block:
    """Before publication a municipality sees its own results without the region's."""
    campaign, key = submission.campaign, str(submission.municipality_id)
    shows_region = campaign.shows_results_to(viewer)
    snapshot = _snapshot(campaign, viewer, revision) if campaign.is_published else None
    if snapshot:
        return _kept(snapshot, SHEET, key)
    record = Record(gather(campaign))
    place = next((place for place in record.places if place.key == key), None)
    if place is None:
        raise ObjectDoesNotExist(f"{submission.municipality} is not expected in {campaign}")
    return build_sheet(record, place, Stamp(), shows_region=shows_region)


def campaign_documents(campaign: Campaign, viewer: User, revision: int | None = None) -> Archive:
    """Everything at once; each document is made only when its turn comes."""
    snapshot = _snapshot(campaign, viewer, revision)
    if snapshot is None:
        built = list(all_documents(gather(campaign), Stamp()))
        total = sum(len(FORMATS[row.kind]) for row in built)
        return Archive(total, (File(row.name, one, row.blocks) for row in built for one in FORMATS[row.kind]))
    kinds = snapshot.documents.values_list("kind", flat=True)
    return Archive(sum(len(FORMATS[kind]) for kind in kinds), _files(snapshot))


def version(subject: Campaign | Submission, viewer: User, revision: int | None = None, **params: Any) -> str:
    """When a document would come out different: a cheap stand-in for building and hashing it."""
    campaign = subject if isinstance(subject, Campaign) else subject.campaign
    is_whole = isinstance(subject, Campaign)
    snapshot = _snapshot(campaign, viewer, revision) if is_whole or campaign.is_published else None
    return snapshot.digest if snapshot else f"{fingerprint(gather(campaign))}:{campaign.shows_results_to(viewer)}"


def _snapshot(campaign: Campaign, viewer: User, revision: int | None) -> Snapshot | None:
    """The revision asked for, by default the last; None while nothing is published."""
    if not campaign.shows_results_to(viewer):
        raise PermissionDenied("Результаты кампании ещё не опубликованы.")
    if not campaign.is_published:
        return None
    if revision is not None:
        return Snapshot.objects.get(campaign=campaign, number=revision)
    return Snapshot.objects.latest_of(campaign)


def _kept(snapshot: Snapshot, kind: str, place: str = "") -> Block:
    return SnapshotDocument.objects.get(snapshot=snapshot, kind=kind, place=place).blocks


def _files(snapshot: Snapshot) -> Iterator[File]:
    folder = {SHEET: "Муниципалитеты/"}
    for row in snapshot.documents.order_by("kind", "pk").iterator(chunk_size=8):
        name = row.title.rpartition(": ")[2] if row.kind == SHEET else row.title
        blocks = row.blocks
        for one in FORMATS[row.kind]:
            yield File(f"{folder.get(row.kind, '')}{name}", one, blocks)
