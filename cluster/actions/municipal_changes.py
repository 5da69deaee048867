from django.db import transaction

from cluster.models import MunicipalChange


@transaction.atomic
def record_change(change: MunicipalChange, *, predecessor_ceases: bool) -> MunicipalChange:
    """Keep what a municipality went into; one that ceased is closed from that day."""
    change.save()
    if predecessor_ceases:
        change.predecessor.closed_on = change.happened_on
        change.predecessor.save(update_fields=["closed_on"])
    return change


@transaction.atomic
def withdraw_change(change: MunicipalChange) -> None:
    """Take back what was written by mistake; a municipality closed by it alone lives again."""
    place = change.predecessor
    change.delete()
    if place.closed_on == change.happened_on and not place.successions.exists():
        place.closed_on = None
        place.save(update_fields=["closed_on"])
