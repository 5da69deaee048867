"""Several documents in one archive, made one after another so that the work can be followed and stopped."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ui.blocks import Block


class File(NamedTuple):
    name: str  # without an ending; a slash makes a folder
    format: str
    document: Block


@dataclass
class Archive:
    total: int
    files: Iterable[File]
