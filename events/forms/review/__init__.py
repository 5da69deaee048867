"""Review of an import: the head, agenda items, decisions and votes of one part as one form."""

from events.forms.review.pages import ReviewForm
from events.forms.review.typed import typed_record

__all__ = ["ReviewForm", "typed_record"]
