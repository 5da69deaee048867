"""How the demonstration decisions are carried out: a group, parts, a task that comes again, a request for time."""

from datetime import timedelta

import pghistory
from django.utils import timezone

from accounts.models import User
from cluster.models import RoadMapItem
from events.actions.execution import report
from events.actions.extension_requests import ask_extension
from events.actions.groups import expand_group, release_member
from events.actions.recurrence import set_recurrence
from events.actions.sub_assignments import add_sub_assignment
from events.demonstration.people import coordinator, organisations, person
from events.models import Decision
from events.recurrence import QUARTER
from events.reporters import all_reporters, find_reporter


def load_control(event: object) -> None:
    by, today = coordinator(), timezone.localdate()
    with pghistory.context(user=by.pk):
        _load_group(by)
        _load_parts(by)
        _load_links(event)
        set_recurrence(
            _found("Присылать сведения"), months=QUARTER, first_on=today + timedelta(days=20), recurs_until=None, by=by
        )
        Decision.objects.filter(state=Decision.State.REPORTED).update(supervisor=person("Северцева"))
    employer = User.objects.get(email="employer@demo.example")
    with pghistory.context(user=employer.pk):
        ask_extension(
            _found("Назначить наставника"),
            new_due_on=today + timedelta(days=15),
            reason="Двое наставников в отпуске, приказ подпишем, когда они вернутся.",
            by=employer,
        )


def _load_group(by: User) -> None:
    """Four of the group are written down: one has reported, one was released, two are waited for."""
    decision, orgs = _found("Прислать предложения"), organisations()
    chosen = [orgs[key] for key in ("college", "factory", "bakery", "school")]
    members = expand_group(decision, organisations=chosen, people=[], by=by)
    reporter = find_reporter(all_reporters(decision), f"member-{members[0].pk}")
    report(decision, text="Предложения колледжа переданы координатору на встрече.", by=by, reporter=reporter)
    release_member(members[3], reason="школа вошла в кластер позже", by=by)


def _load_parts(by: User) -> None:
    whole = _found("Описать условия труда")
    due_on = whole.due_on and whole.due_on - timedelta(days=5)
    for text in ("Описать условия труда в читальном зале.", "Описать условия труда в реставрационной мастерской."):
        add_sub_assignment(whole, text=text, due_on=due_on, responsible=whole.responsible, person=None, by=by)


def _load_links(event: object) -> None:
    """The shared task is tied to the road map and to an event: all links of the cycle can be walked from it."""
    decision = _found("Назначить наставника")
    decision.road_map_item = RoadMapItem.objects.order_by("pk").first()
    decision.event = event  # type: ignore[assignment]
    decision.save(update_fields=["road_map_item", "event"])


def _found(opening: str) -> Decision:
    return Decision.objects.filter(text__startswith=opening).earliest("pk")
