"""From what the parser read to what a person reviews: rows for the forms, the marked source, links from warnings."""

from events.review.records import first_record
from events.review.source import source_lines
from events.review.warnings import review_warnings

__all__ = ["first_record", "review_warnings", "source_lines"]
