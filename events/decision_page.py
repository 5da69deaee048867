"""What the page of a decision shows and offers. All of it in a bounded number of queries."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf

from accounts.roles import Permission
from events.models import (
    CoExecutor,
    ControlPoint,
    Decision,
    Evidence,
    ExecutionReport,
    Extension,
    ExtensionRequest,
    GroupMember,
)
from events.terms import hint

if TYPE_CHECKING:
    from accounts.models import User

State = Decision.State
SHOWN_NAME = Coalesce(NullIf("organisation__short_name", Value("")), "organisation__name")


def decisions_for_page(user: "User") -> QuerySet[Decision]:
    """Decisions with everything around them; `is_executed` and `is_answered` say what this person has to do."""
    rows: Any = Decision.objects.visible_to(user)
    rows = rows.annotate(
        is_executed=Exists(Decision.objects.executed_by(user).filter(pk=OuterRef("pk"))),
        is_answered=Exists(Decision.objects.answered_by(user).filter(pk=OuterRef("pk"))),
    ).select_related(
        *("meeting__council", "agenda_item", "responsible", "responsible_person", "supervisor", "accepted_by"),
        *("road_map_item__road_map", "event", "partnership_direction", "parent__agenda_item"),
    )
    parts = Decision.objects.select_related("responsible", "responsible_person", "agenda_item")
    points = ControlPoint.objects.filter(decision=OuterRef("pk")).order_by("due_on")
    helping = CoExecutor.objects.filter(decision=OuterRef("pk")).order_by("organisation__sort_key")
    rows = rows.annotate(
        point_rows=ArraySubquery(points.values(row=JSONObject(due_on="due_on", executed_on="executed_on"))),
        co_executor_names=ArraySubquery(helping.values(name=SHOWN_NAME)),
    )
    loaded: QuerySet[Decision] = rows.prefetch_related(
        Prefetch("children", parts.order_by("position", "pk")),
        Prefetch("reports", reports_with_people()),
        Prefetch("extensions", Extension.objects.select_related("by")),
        Prefetch("extension_requests", ExtensionRequest.objects.select_related("by", "link", "verdict_by")),
        Prefetch("group_members", GroupMember.objects.select_related("organisation", "person")),
    )
    return loaded


def reports_with_people() -> QuerySet[ExecutionReport]:
    rows = ExecutionReport.objects.select_related(
        *("by", "link", "verdict_by", "organisation", "control_point"),
        *("group_member__organisation", "group_member__person"),
    )
    files = Evidence.objects.filter(report=OuterRef("pk")).order_by("pk")
    return rows.annotate(files=ArraySubquery(files.values(row=JSONObject(pk="pk", name="name"))))


def _points(decision: Any) -> list[dict[str, Any]]:
    return [{name: day and date.fromisoformat(day) for name, day in row.items()} for row in decision.point_rows]


def may_judge(decision: Decision, user: "User") -> bool:
    """The coordinator accepts and returns everything; who handed a part on does so with that part.

    Nobody judges the own report: a part its giver has reported on waits for the coordinator.
    """
    if user.can(Permission.DECISION_ACCEPT):
        return True
    if decision.parent_id is None or decision.given_by_id != user.pk:
        return False
    waiting = (one for one in decision.reports.all() if not one.is_partial and not one.verdict)
    return all(one.by_id != user.pk for one in waiting)


def steps_for(decision: Any, user: "User") -> dict[str, Any]:
    """What this person may do now, as the buttons of the page ask for it."""
    manages, is_open = user.can(Permission.DECISION_MANAGE), decision.is_open
    is_running = decision.is_task and decision.state not in (State.REPORTED, State.ACCEPTED)
    members = decision.group_members.all()
    is_moved = is_open and decision.due_on is not None
    is_asked = any(not one.verdict for one in decision.extension_requests.all())
    return {
        "points": _points(decision),
        "may_see_meeting": user.can(Permission.MEETING_VIEW),
        "may_change": manages and decision.state != State.ACCEPTED,
        "may_control": manages and decision.is_task and decision.state == State.DRAFT,
        "may_extend": manages and is_moved,
        "may_ask": not manages and decision.is_executed and is_moved and not is_asked,
        "may_link": manages and decision.is_task and decision.state != State.DRAFT,
        "may_report": user.can(Permission.DECISION_REPORT) and is_open and (manages or decision.is_executed),
        "may_accept": decision.state == State.REPORTED and may_judge(decision, user),
        "may_order": user.can(Permission.REPORT_ORDER),
        "may_divide": is_running and (manages or (decision.is_answered and user.can(Permission.DECISION_REPORT))),
        "may_join": manages and is_running,
        "may_recur": manages and is_running,
        "may_expand": manages and is_running and bool(decision.group_words),
        "may_undo": manages and bool(members) and all(one.state == GroupMember.State.WAITING for one in members),
        "may_release": manages and is_open,
        "may_answer": manages,
        "may_plan": manages and user.can(Permission.CLUSTER_MANAGE) and decision.road_map_item_id is None,
        "day_off": hint(decision.due_on) if is_open else "",
    }
