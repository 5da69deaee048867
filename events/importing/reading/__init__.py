"""Readers: the bytes of a file become a source text with blocks."""

from events.importing.reading.reader import read
from events.importing.reading.source import Block, Source

__all__ = ["Block", "Source", "read"]
