"""From a decision to an item of the road map, and from a partnership direction to a decision."""

from datetime import date

from django.db import transaction

from accounts.models import User
from cluster.models import Organisation, PartnershipDirection, RoadMapItem
from events.models import Decision, Meeting, StateError


@transaction.atomic
def plan_by_decision(decision: Decision, *, item: RoadMapItem, by: User) -> RoadMapItem:
    """A new item of the road map that this decision gave rise to."""
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if decision.road_map_item_id is not None:
        raise StateError("Решение уже связано с мероприятием дорожной карты.")
    item.save()
    decision.road_map_item = item
    decision.save(update_fields=["road_map_item"])
    return item


@transaction.atomic
def decide_on_direction(
    direction: PartnershipDirection,
    *,
    meeting: Meeting,
    text: str,
    responsible: Organisation | None,
    due_on: date | None,
    by: User,
) -> Decision:
    """The agreed direction becomes an assignment of a meeting whose protocol is not signed yet."""
    count = meeting.decisions.count() + 1
    return Decision.objects.create(
        meeting=meeting,
        number=str(count),
        position=count,
        text=text,
        kind=Decision.Kind.ASSIGNMENT,
        responsible=responsible,
        due_on=due_on,
        deadline_kind=Decision.DeadlineKind.DATE if due_on else Decision.DeadlineKind.NONE,
        partnership_direction=direction,
    )
