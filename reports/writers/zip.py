"""Several documents in one archive: Word files under readable names. The same documents give the same bytes."""

import io
import re
import zipfile

from reports.writers.archives import EPOCH
from reports.writers.docx import to_docx
from ui.blocks import Block

FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
LONGEST = 100


def to_zip(archive: Block) -> bytes:
    """`archive` holds `files`: names without an ending and documents of `ui.blocks`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for file in archive["files"]:
            entry = zipfile.ZipInfo(f"{_plain(file['name'])}.docx", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, to_docx(file["document"]))
    return packed.getvalue()


def _plain(name: str) -> str:
    """A name every system takes."""
    return " ".join(FORBIDDEN.sub(" ", name).split())[:LONGEST].rstrip(" .") or "Выписка"
