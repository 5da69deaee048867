"""The rule by which a task comes again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import requires
from accounts.roles import Permission
from events.actions.recurrence import set_recurrence, stop_recurrence
from events.forms.recurrence import RecurrenceForm
from events.models import Decision, StateError
from events.views.execution import take_step


@requires(Permission.DECISION_MANAGE)
def update(request: HttpRequest, pk: int) -> HttpResponse:
    decision = _decision(request, pk)
    form = RecurrenceForm(request.POST or None, decision=decision, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            set_recurrence(decision, by=request.user, **form.said())
        except StateError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Повторение сохранено, три ближайшие контрольные точки назначены.")
            return redirect(decision)
    context = {
        "form": form,
        "decision": decision,
        "words": decision.deadline_words or decision.deadline_rule,
        "is_read": form.suggestion is not None and not decision.recurrence,
    }
    return render(request, "events/decisions/recurrence.html", context)


@requires(Permission.DECISION_MANAGE)
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    decision = _decision(request, pk)
    if request.method == "POST":
        return take_step(request, decision, stop_recurrence, "Повторений после ближайшей точки не будет.")
    return render(request, "events/decisions/recurrence_stop.html", {"decision": decision})


def _decision(request: HttpRequest, pk: int) -> Decision:
    rows = Decision.objects.visible_to(request.user).filter(kind__in=("assignment", "recommendation"))
    return get_object_or_404(rows.select_related("meeting", "agenda_item"), pk=pk)
