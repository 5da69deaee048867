"""Claims: each share of the note with what it speaks of, its year and its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from monitoring.note_check.document import Note, Sentence, Table
from monitoring.note_check.figures import Figure
from monitoring.note_check.heads import label_column
from monitoring.note_check.shares import Share

WHOLE = re.compile(r"(?:^|[\s(,])из\s+(?!них\b|которых\b|неё\b|нее\b)(?:[а-яё]+\s+){0,2}$", re.I)
NOT = re.compile(r"\b(?:не|нет|без|отсутству\w+|отсутствие)\b", re.I)
TOTAL_ROW = re.compile(
    r"^\W*(?:итого|всего|общ(?:ее|ий) (?:количеств|числ|итог)|по (?:региону|област|краю|республик))", re.I
)


@dataclass(slots=True, eq=False)
class Claim:
    share: Share
    words: frozenset[str]
    year: int | None
    place: int  # paragraph of the text or row of a table, in reading order
    sentence: Sentence | None = None
    table: Table | None = None
    row: int = -1
    column: int = -1
    unit: str = ""
    is_part: bool = False
    is_base: bool = False  # «из 96 выпускников»: the whole of shares after it
    negative: bool = False
    label: str = ""
    label_at: int = 0  # where the label begins in the note
    quote_from: int = 0
    quote_to: int = 0
    year_is_said: bool = False

    @property
    def count(self) -> Figure | None:
        return self.share.count

    @property
    def percent(self) -> Figure | None:
        return self.share.percent

    @property
    def counted(self) -> Figure:
        """The count of a claim that is known to have one."""
        if self.share.count is None:
            raise ValueError("a claim without a count")
        return self.share.count

    @property
    def printed(self) -> Figure:
        """The percent of a claim that is known to have one."""
        if self.share.percent is None:
            raise ValueError("a claim without a percent")
        return self.share.percent

    def is_total_row(self) -> bool:
        return bool(TOTAL_ROW.match(self.label))


def same(left: Figure, right: Figure) -> bool:
    """Equal within the rounding of the coarser of the two."""
    coarse = max(left.step, right.step)
    return abs(left.value - right.value) <= (coarse / 2 if left.step != right.step else Decimal(0))


def quotes_of(note: Note, *claims: Claim) -> tuple[str, ...]:
    """Exact pieces of the note, each once: a sentence, or the name of a row and its cell."""
    return tuple(dict.fromkeys(quote for claim in claims for quote in _pieces(note, claim)))


def _pieces(note: Note, claim: Claim) -> tuple[str, ...]:
    if claim.table is None:
        return (note.quote(claim.quote_from, claim.quote_to),)
    cells = claim.table.rows[claim.row].cells
    names = cells.get(label_column(claim.table), [])
    name = (note.quote(names[0].start, names[0].end),) if names else ()
    return (*name, note.quote(claim.quote_from, claim.quote_to))
