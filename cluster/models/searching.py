"""Search in Russian text through an index of PostgreSQL."""

import re

from django.contrib.postgres.search import SearchQuery


def russian_query(words: str) -> SearchQuery | None:
    """All the words, in any case form and also when only begun; None when there is no word to look for."""
    terms = re.findall(r"\w+", words)
    return (
        SearchQuery(" & ".join(f"{term}:*" for term in terms), config="russian", search_type="raw") if terms else None
    )
