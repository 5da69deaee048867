"""Steps of an item of the road map, each judged on the row as it stands at that moment."""

from datetime import date

from django.db import transaction

from cluster.models import RoadMapItem


def _locked(item: RoadMapItem) -> RoadMapItem:
    return RoadMapItem.objects.select_for_update().get(pk=item.pk)


@transaction.atomic
def start(item: RoadMapItem, *, day: date) -> RoadMapItem:
    """Work on the item has begun."""
    item = _locked(item)
    item.start(day=day)
    item.save(update_fields=["status", "started_on"])
    return item


@transaction.atomic
def finish(item: RoadMapItem, *, started_on: date | None, day: date, result: str) -> RoadMapItem:
    """The item is done: the day and the result stay on the map."""
    item = _locked(item)
    item.finish(started_on=started_on, day=day, result=result)
    item.save(update_fields=["status", "started_on", "done_on", "result"])
    return item


@transaction.atomic
def drop(item: RoadMapItem, *, reason: str) -> RoadMapItem:
    """The item will not be done; it stays on the map with the reason."""
    item = _locked(item)
    item.drop(reason=reason)
    item.save(update_fields=["status", "dropped_reason"])
    return item


@transaction.atomic
def reopen(item: RoadMapItem) -> RoadMapItem:
    """A mark set by mistake is taken back."""
    item = _locked(item)
    item.reopen()
    item.save(update_fields=["status", "done_on", "dropped_reason"])
    return item
