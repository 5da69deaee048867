"""Writers: the same document in three formats."""

from importlib import import_module

from ui.archives import Archive
from ui.blocks import Block

FORMATS = ("pdf", "docx", "xlsx", "zip")


def write(document: Block | Archive, format: str) -> bytes:
    """A writer is loaded when it is first needed: the web processes order documents and never write them."""
    if format not in FORMATS:
        raise ValueError(f"no writer of {format}")
    return getattr(import_module(f"reports.writers.{format}"), f"to_{format}")(document)
