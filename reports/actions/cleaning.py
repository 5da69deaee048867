import logging
from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from reports.models import Job

logger = logging.getLogger(__name__)

KEEP = timedelta(days=30)
# A file younger than this may belong to a job that is just about to say so.
YOUNGEST_ORPHAN = timedelta(days=1)
FOLDER = "documents"  # cleaned of orphans, so nobody else may keep files here


def clean() -> int:
    """Remove old documents with their files, and files whose worker died before naming them. Returns how many files."""
    removed = 0
    for job in Job.objects.outdated(timezone.now(), KEEP).iterator():
        name = job.file.name
        with transaction.atomic():
            job.delete()
        if name:
            default_storage.delete(name)
            removed += 1
    known = set(Job.objects.exclude(file="").values_list("file", flat=True))
    oldest = timezone.now() - YOUNGEST_ORPHAN
    for name in _files(FOLDER):
        if name not in known and default_storage.get_modified_time(name) < oldest:
            default_storage.delete(name)
            logger.warning("orphan file removed: %s", name)
            removed += 1
    return removed


def _files(folder: str) -> list[str]:
    if not default_storage.exists(folder):
        return []
    folders, names = default_storage.listdir(folder)
    inner = [name for one in folders for name in _files(f"{folder}/{one}")]
    return [f"{folder}/{name}" for name in names] + inner
