"""The programme of an event: its parts and people, each at the end of its list."""

from typing import TypeVar

from django.db import transaction
from django.db.models import Max

from cluster.models import Person
from events.models import Participation, SessionPart

Row = TypeVar("Row", SessionPart, Participation)


@transaction.atomic
def put_in_programme(row: Row, *, person: Person | None = None) -> Row:
    """Save a part or a participation; a new one goes to the end."""
    if isinstance(row, Participation) and person is not None:
        row.person = person
    if row.pk is None:
        last = type(row).objects.filter(event=row.event).aggregate(last=Max("position"))["last"]
        row.position = (last or 0) + 1
    row.save()
    return row
