"""Office files are zip archives that remember the moment of packing; here they forget it."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

from ui.blocks import Block

EPOCH = (1980, 1, 1, 0, 0, 0)


def fixed_archive(save: Callable[[io.BytesIO], object]) -> bytes:
    """The same parts give the same bytes, whenever they are packed."""
    packed, fixed = io.BytesIO(), io.BytesIO()
    save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return fixed.getvalue()


def made_at(document: Block) -> datetime | None:
    """The moment of the snapshot a document was made from, in UTC: the only one its file may know."""
    moment = document["meta"].get("made_at")
    return datetime.fromisoformat(moment).astimezone(UTC) if moment else None
