"""A published snapshot as one file: how `snapshot_2024.json.gz` was written and how it is brought back.

The file was made once, by the real publication of a small region, and is never made anew: the portal of today must
print from it what the portal of that day printed.
"""

import gzip
import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from monitoring.documents.building import FORMATS
from monitoring.models import Campaign, Snapshot, SnapshotDocument
from monitoring.models.snapshots import packed
from reports.writers import write

OLD = Path(__file__).parent / "snapshot_2024.json.gz"


def dumped(snapshot: Snapshot) -> bytes:
    """With the fingerprint of every file made of it on that day."""
    documents = [
        {
            "kind": row.kind,
            "place": row.place,
            "title": row.title,
            "blocks": row.blocks,
            "files": {one: hashlib.sha256(write(row.blocks, one)).hexdigest() for one in FORMATS[row.kind]},
        }
        for row in snapshot.documents.all()
    ]
    whole = {
        "number": snapshot.number,
        "made_at": snapshot.made_at.isoformat(),
        "digest": snapshot.digest,
        "content": snapshot.content,
        "documents": documents,
    }
    return gzip.compress(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode(), mtime=0)


def read() -> dict[str, Any]:
    return dict(json.loads(gzip.decompress(OLD.read_bytes())))


def restored(campaign: Campaign) -> Snapshot:
    """The old snapshot as that of a campaign of today's database."""
    whole = read()
    snapshot = Snapshot.objects.create(
        campaign=campaign,
        number=whole["number"],
        made_at=datetime.fromisoformat(whole["made_at"]),
        digest=whole["digest"],
        packed=packed(whole["content"]),
    )
    SnapshotDocument.objects.bulk_create(
        SnapshotDocument(
            snapshot=snapshot, kind=row["kind"], place=row["place"], title=row["title"], packed=packed(row["blocks"])
        )
        for row in whole["documents"]
    )
    return snapshot
