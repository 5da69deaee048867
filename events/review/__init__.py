"""From what the parser read to what a person reviews: rows for the forms, the marked source, steps, remarks."""

from events.review.records import first_record, whole
from events.review.source import source_html, windows
from events.review.warnings import review_warnings

__all__ = ["first_record", "review_warnings", "source_html", "whole", "windows"]
