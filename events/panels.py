"""Links back from the rest of the portal to decisions, meetings and events."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet, Window
from django.urls import reverse

from accounts.roles import Permission
from events import composition_panels  # noqa: F401 (its panels register themselves)
from events.models import Decision, Event, Meeting
from ui.panels import Panel, PanelRow, panel
from ui.words import day_in_words

if TYPE_CHECKING:
    from accounts.models import User
    from cluster.models import Council, Organisation, PartnershipDirection, Person, RoadMapItem

SHOWN = 10


@panel("cluster.RoadMapItem", order=20)
def decisions_of_item(item: "RoadMapItem", user: "User") -> Panel | None:
    return _decisions("Решения об этом мероприятии", user, Q(road_map_item=item))


@panel("cluster.Organisation", order=20)
def decisions_of_organisation(organisation: "Organisation", user: "User") -> Panel | None:
    chosen = f"{reverse('events:decision-list')}?responsible={organisation.pk}"
    found = Q(responsible=organisation) | Q(co_executor_rows__organisation=organisation)
    return _decisions("Поручения организации", user, found, all_url=chosen)


@panel("cluster.Person", order=20)
def decisions_of_person(person: "Person", user: "User") -> Panel | None:
    return _decisions("Поручения этого человека", user, Q(responsible_person=person) | Q(supervisor=person))


@panel("cluster.Council", order=20)
def meetings_of_council(council: "Council", user: "User") -> Panel | None:
    if not user.can(Permission.MEETING_VIEW):
        return None
    found = Meeting.objects.visible_to(user).filter(council=council).annotate(total=Window(Count("pk")))
    rows: list[Any] = list(found[:SHOWN])
    listed = [PanelRow(one.title, one.get_absolute_url(), day_in_words(one.held_on)) for one in rows]
    all_url = f"{reverse('events:meeting-list')}?council={council.pk}"
    made = Panel("Заседания", listed, rows[0].total if rows else 0, all_url)
    if not user.can(Permission.MEETING_MANAGE):
        return made
    return replace(
        made, action_label="Завести заседание", action_url=f"{reverse('events:meeting-create')}?council={council.pk}"
    )


@panel("cluster.PartnershipDirection", order=20)
def decisions_of_direction(direction: "PartnershipDirection", user: "User") -> Panel | None:
    made = _decisions("Решения по этому направлению", user, Q(partnership_direction=direction))
    if not user.can(Permission.DECISION_MANAGE):
        return made
    url = reverse("events:decision-from-direction", args=[direction.pk])
    shown = made or Panel("Решения по этому направлению")
    return Panel(shown.title, shown.rows, shown.total, "", "Оформить поручением", url)


@panel("events.Event", order=20)
def decisions_of_event(event: Event, user: "User") -> Panel | None:
    return _decisions("Решения, связанные с событием", user, Q(event=event))


def _decisions(title: str, user: "User", found: Q, *, all_url: str = "") -> Panel | None:
    """At most one query; who may not see the register sees no panel."""
    if not user.can(Permission.DECISION_VIEW):
        return None
    rows = _listed(Decision.objects.visible_to(user).filter(found))
    listed = [PanelRow(str(one)[:160], one.get_absolute_url(), _note(one)) for one in rows]
    return Panel(title, listed, rows[0].total if rows else 0, all_url)


def _listed(decisions: QuerySet[Decision]) -> list[Any]:
    keys = decisions.order_by().values("pk")
    rows = Decision.objects.filter(pk__in=keys).select_related("agenda_item").annotate(total=Window(Count("pk")))
    return list(rows.order_by("control_rank", "due_on", "pk")[:SHOWN])


def _note(decision: Decision) -> str:
    term = f", срок {day_in_words(decision.due_on)}" if decision.due_on and decision.is_open else ""
    late = "просрочено, " if decision.is_overdue else ""
    return f"{late}{decision.get_state_display()}{term}"
