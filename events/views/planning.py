"""Pages that tie decisions to the road map and to partnership directions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import requires
from accounts.roles import Permission
from cluster.models import PartnershipDirection
from events.actions.planning import decide_on_direction, plan_by_decision
from events.forms.planning import DirectionDecisionForm, RoadMapItemForm
from events.models import Decision, Meeting, StateError


@requires(Permission.DECISION_MANAGE)
def create_road_map_item(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Decision.objects.visible_to(request.user).filter(road_map_item=None)
    decision = get_object_or_404(rows.select_related("meeting__council__cluster", "agenda_item"), pk=pk)
    form = RoadMapItemForm(request.POST or None, decision=decision)
    if request.method == "POST" and form.is_valid():
        try:
            plan_by_decision(decision, item=form.save(commit=False), by=request.user)
        except StateError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Мероприятие дорожной карты создано и связано с решением.")
            return redirect(decision)
    return render(request, "events/decisions/road_map_item.html", {"form": form, "decision": decision})


@requires(Permission.DECISION_MANAGE)
def decide_by_direction(request: HttpRequest, pk: int) -> HttpResponse:
    """«Оформить поручением»: an agreed direction becomes a decision of a meeting that is still open."""
    direction = get_object_or_404(PartnershipDirection.objects.managed_by(request.user), pk=pk)
    meetings = Meeting.objects.visible_to(request.user).filter(council__cluster=direction.cluster_id)
    open_ones = meetings.exclude(protocols__state="signed").distinct()
    form = DirectionDecisionForm(request.POST or None, direction=direction, meetings=open_ones)
    if request.method == "POST" and form.is_valid():
        decision = decide_on_direction(direction, by=request.user, **form.cleaned_data)
        messages.success(request, "Поручение записано.")
        return redirect(decision)
    context = {"form": form, "direction": direction}
    return render(request, "events/decisions/from_direction.html", context)
