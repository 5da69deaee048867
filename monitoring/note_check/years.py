"""Years compared on different bases."""

from __future__ import annotations

from collections.abc import Iterator

from monitoring.note_check.bases import Bases
from monitoring.note_check.claims import Claim
from monitoring.note_check.document import Note
from monitoring.note_check.finding import Finding


def different_bases(note: Note, claims: list[Claim], bases: Bases) -> Iterator[Finding]:
    yield from ()
