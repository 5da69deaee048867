"""Steps of the life of a decision, each on its own page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import requires
from accounts.roles import Permission
from events.actions import decisions as actions
from events.forms.decisions import ExtensionForm, ReportForm, ReturnForm
from events.models import Decision, ExecutionReport, StateError


@requires(Permission.DECISION_MANAGE)
def put_on_control(request: HttpRequest, pk: int) -> HttpResponse:
    decision = _decision(request, pk)
    if request.method == "POST":
        return _step(request, decision, actions.put_on_control, "Решение поставлено на контроль.")
    return render(request, "events/decisions/control.html", {"decision": decision})


@requires(Permission.DECISION_REPORT)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    decision = _decision(request, pk)
    form = ReportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = "Отчёт сохранён, решение остаётся на контроле." if said["is_partial"] else "Отчёт передан на приёмку."
        return _step(request, decision, actions.report, done, **said)
    return render(request, "events/decisions/report.html", {"form": form, "decision": decision})


@requires(Permission.DECISION_ACCEPT)
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    decision = _decision(request, pk)
    if request.method == "POST":
        return _step(request, decision, actions.accept, "Исполнение принято, решение снято с контроля.")
    report = decision.reports.filter(verdict="", is_partial=False).select_related("by", "link").first()
    return render(request, "events/decisions/accept.html", {"decision": decision, "report": report})


@requires(Permission.DECISION_ACCEPT)
def return_for_revision(request: HttpRequest, pk: int) -> HttpResponse:
    decision = _decision(request, pk)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = "Отчёт возвращён на доработку."
        return _step(request, decision, actions.return_for_revision, done, reason=form.cleaned_data["reason"])
    return render(request, "events/decisions/return.html", {"form": form, "decision": decision})


@requires(Permission.DECISION_MANAGE)
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    decision = _decision(request, pk)
    form = ExtensionForm(request.POST or None, due_on=decision.due_on)
    if request.method == "POST" and form.is_valid():
        return _step(request, decision, actions.extend, "Срок продлён.", **form.cleaned_data)
    return render(request, "events/decisions/extend.html", {"form": form, "decision": decision})


@requires(Permission.DECISION_VIEW)
def report_file(request: HttpRequest, pk: int) -> FileResponse:
    report = get_object_or_404(ExecutionReport.objects.visible_to(request.user), pk=pk)
    if not report.file:
        raise Http404
    return FileResponse(report.file.open("rb"), as_attachment=True)


def _decision(request: HttpRequest, pk: int) -> Decision:
    rows = Decision.objects.visible_to(request.user).select_related("meeting__council", "agenda_item", "responsible")
    return get_object_or_404(rows, pk=pk)


def _step(
    request: HttpRequest, decision: Decision, action: Callable[..., Any], done: str, **details: Any
) -> HttpResponse:
    """Take the step; a state that does not allow it (two people at once) is told in words."""
    try:
        action(decision, by=request.user, **details)
    except StateError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect(decision)
