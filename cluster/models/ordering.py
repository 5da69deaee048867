"""Russian alphabetical order without a collation: Ё beside Е, capitals beside small letters."""

from django.db import models
from django.db.models.functions import Lower


def sort_key(field: str) -> models.GeneratedField:
    """A stored column to order by: `ordering = ["sort_key", "pk"]`."""
    expression = models.Func(Lower(field), models.Value("ё"), models.Value("е"), function="translate")
    return models.GeneratedField(expression=expression, output_field=models.TextField(), db_persist=True)


def same_word(text: str) -> str:
    """The value `sort_key` gives to a text: to look for the same name in other letters."""
    return text.lower().replace("ё", "е")
