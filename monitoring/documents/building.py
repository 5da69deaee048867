"""All documents of one content: the seam between what is known of a campaign and what is printed of it."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from monitoring.documents.briefing import briefing
from monitoring.documents.gathering import Content
from monitoring.documents.record import Record
from monitoring.documents.sheets import municipal_sheet
from monitoring.documents.stamp import BRIEFING, SHEET, SUMMARY, Stamp
from monitoring.documents.summary import summary_tables
from ui.blocks import Block
from ui.words import day_in_words

FORMATS = {BRIEFING: ("pdf", "docx"), SHEET: ("pdf", "docx"), SUMMARY: ("xlsx",)}


class Built(NamedTuple):
    kind: str
    place: str  # key of the municipality, empty for the region
    name: str  # of the file in an archive, without an ending
    blocks: Block


def stamp_of(number: int, digest: str, made_at: datetime) -> Stamp:
    return Stamp(number, digest, made_at.isoformat(), day_in_words(made_at))


def all_documents(content: Content, stamp: Stamp) -> Iterator[Built]:
    """The note, the tables and a sheet for each municipality whose form was accepted."""
    record = Record(content)
    year = record.campaign.year
    yield Built(BRIEFING, "", f"Аналитическая справка за {year} год", briefing(record, stamp))
    yield Built(SUMMARY, "", f"Сводные таблицы за {year} год", summary_tables(record, stamp))
    for place in record.places:
        if place.is_accepted:
            made = municipal_sheet(record, place, stamp)
            yield Built(SHEET, place.key, f"Муниципалитеты/{place.name}", made)
