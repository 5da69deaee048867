"""Several documents in one archive under readable names. The same documents give the same bytes."""

import io
import re
import zipfile
from collections.abc import Callable
from importlib import import_module

from reports.writers.archives import EPOCH
from ui.archives import Archive, File
from ui.blocks import Block

FORBIDDEN = re.compile(r'[\\:*?"<>|\x00-\x1f]+')
LONGEST = 100

Step = Callable[[int, int, str], None]
Keep = Callable[[File, bytes], None]


def to_zip(archive: Block | Archive, *, step: Step | None = None, keep: Keep | None = None) -> bytes:
    """`step` hears before each document how many of how many are done; an error out of it ends the work."""
    files = archive if isinstance(archive, Archive) else _of_word(archive)
    packed, taken = io.BytesIO(), set[str]()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for done, file in enumerate(files.files):
            if step:
                step(done, files.total, file.name)
            content = getattr(import_module(f"reports.writers.{file.format}"), f"to_{file.format}")(file.document)
            if keep:
                keep(file, content)
            # a document is packed already: to press it once more takes time and saves nothing
            entry = zipfile.ZipInfo(_name(file, taken), EPOCH)
            entry.compress_type = zipfile.ZIP_STORED
            target.writestr(entry, content)
    return packed.getvalue()


def _of_word(archive: Block) -> Archive:
    """A slash in the name of a person or a body makes no folder."""
    return Archive(
        len(archive["files"]),
        [File(file["name"].replace("/", " "), "docx", file["document"]) for file in archive["files"]],
    )


def _name(file: File, taken: set[str]) -> str:
    """A name every system takes, unlike any other in the archive."""
    name = "/".join(_plain(part) for part in file.name.split("/"))
    found, number = f"{name}.{file.format}", 2
    while found.lower() in taken:
        found, number = f"{name} {number}.{file.format}", number + 1
    taken.add(found.lower())
    return found


def _plain(name: str) -> str:
    return " ".join(FORBIDDEN.sub(" ", name).split())[:LONGEST].rstrip(" .") or "Документ"
