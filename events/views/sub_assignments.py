"""Parts of an assignment: hand work on, join a decision to another one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import requires
from accounts.roles import Permission
from cluster.models import Organisation
from events.actions import sub_assignments as actions
from events.forms.sub_assignments import ParentForm, SubAssignmentForm
from events.models import Decision, StateError


@requires(Permission.DECISION_REPORT)
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """The coordinator hands a part to anybody, an executor inside the own organisation."""
    parent = _decision(request, pk)
    is_coordinator = request.user.can(Permission.DECISION_MANAGE)
    organisations = Organisation.objects.living().filter(region=parent.meeting.council.cluster.region_id)
    if not is_coordinator:
        organisations = Organisation.objects.of_user(request.user)
        if not Decision.objects.answered_by(request.user).filter(pk=parent.pk).exists():
            raise Http404
    form = SubAssignmentForm(
        request.POST or None, parent=parent, organisations=organisations, is_coordinator=is_coordinator
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_sub_assignment(parent, by=request.user, **form.said())
        except StateError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Часть поручения записана.")
            return redirect(parent)
    return render(request, "events/decisions/sub_assignment.html", {"form": form, "decision": parent})


@requires(Permission.DECISION_MANAGE)
def choose_parent(request: HttpRequest, pk: int) -> HttpResponse:
    decision = _decision(request, pk)
    if not decision.is_task:
        raise PermissionDenied("Частью поручения может быть только поручение или рекомендация.")
    form = ParentForm(request.POST or None, decision=decision)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_parent(decision, by=request.user, **form.cleaned_data)
        except StateError as error:
            form.add_error("parent", str(error))
        else:
            messages.success(request, "Сохранено.")
            return redirect(decision)
    return render(request, "events/decisions/parent.html", {"form": form, "decision": decision})


def _decision(request: HttpRequest, pk: int) -> Decision:
    rows = Decision.objects.visible_to(request.user).exclude(state=Decision.State.ACCEPTED)
    return get_object_or_404(rows.select_related("meeting__council__cluster__region", "agenda_item"), pk=pk)
