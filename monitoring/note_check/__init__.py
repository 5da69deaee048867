"""Check of a published note: reads a file and lists what in it contradicts itself."""

from monitoring.note_check.checking import check_file, check_text
from monitoring.note_check.finding import KINDS, Finding
from monitoring.note_check.reading import UnreadableNote

__all__ = ["KINDS", "Finding", "UnreadableNote", "check_file", "check_text"]
