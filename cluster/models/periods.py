"""What dated rows share: the two days are in order."""

from django.db import models


def days_in_order(name: str, first: str, last: str, message: str) -> models.CheckConstraint:
    """`last` is not before `first`; an open end is in order."""
    condition = models.Q(**{last: None}) | models.Q(**{first: None}) | models.Q(**{f"{last}__gte": models.F(first)})
    return models.CheckConstraint(condition=condition, name=name, violation_error_message=message)
