"""Steps of the life of a decision, each on its own page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import requires
from accounts.roles import Permission
from events.actions import decisions, execution
from events.decision_page import may_judge, reports_with_people
from events.forms.execution import AcceptForm, ExtensionForm, ReportForm, ReturnForm
from events.models import Decision, Evidence, ExecutionReport, StateError
from events.reporters import reporters_for


@requires(Permission.DECISION_MANAGE)
def put_on_control(request: HttpRequest, pk: int) -> HttpResponse:
    decision = find_decision(request, pk)
    if request.method == "POST":
        return take_step(request, decision, decisions.put_on_control, "Решение поставлено на контроль.")
    return render(request, "events/decisions/control.html", {"decision": decision})


@requires(Permission.DECISION_REPORT)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    decision = find_decision(request, pk)
    reporters = reporters_for(decision, request.user)
    if not reporters and not decision.group_members.exists():
        raise Http404
    if not reporters:
        messages.info(request, "За вас отчёт уже передан.")
        return redirect(decision)
    form = ReportForm(request.POST or None, request.FILES or None, reporters=reporters)
    if request.method == "POST" and form.is_valid():
        try:
            made = execution.report(decision, by=request.user, **form.said())
        except StateError as error:  # what was typed stays on the page
            form.add_error(None, str(error))
        else:
            messages.success(request, _thanks(made))
            return redirect(decision)
    return render(request, "events/decisions/report.html", {"form": form, "decision": decision})


@requires(Permission.DECISION_ACCEPT, Permission.DECISION_REPORT)
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who has not reported yet is named, and the acceptance then needs a second mark."""
    decision = _find_judged(request, pk)
    reports = execution.waiting_reports(decision)
    silent = execution.silent_co_executors(decision)
    form = AcceptForm(request.POST or None) if silent else None
    if request.method == "POST" and (form is None or form.is_valid()):
        return take_step(request, decision, execution.accept, "Исполнение принято.")
    context = {
        "decision": decision,
        "reports": reports_with_people().filter(pk__in=reports),
        "contributions": decision.reports.filter(is_partial=True, organisation__in=decision.co_executors.all()),
        "silent": silent,
        "form": form,
        "members": decision.group_members.select_related("organisation", "person"),
    }
    return render(request, "events/decisions/accept.html", context)


@requires(Permission.DECISION_ACCEPT, Permission.DECISION_REPORT)
def return_for_revision(request: HttpRequest, pk: int) -> HttpResponse:
    decision = _find_judged(request, pk)
    form = ReturnForm(request.POST or None, decision=decision)
    if request.method == "POST" and form.is_valid():
        done = "Отчёт возвращён на доработку."
        return take_step(request, decision, execution.return_for_revision, done, **form.cleaned_data)
    return render(request, "events/decisions/return.html", {"form": form, "decision": decision})


@requires(Permission.DECISION_MANAGE)
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    decision = find_decision(request, pk)
    form = ExtensionForm(request.POST or None, due_on=decision.due_on)
    if request.method == "POST" and form.is_valid():
        return take_step(request, decision, decisions.extend, "Срок продлён.", **form.cleaned_data)
    return render(request, "events/decisions/extend.html", {"form": form, "decision": decision})


@requires(Permission.DECISION_VIEW)
def report_file(request: HttpRequest, pk: int) -> FileResponse:
    evidence = get_object_or_404(Evidence.objects.visible_to(request.user), pk=pk)
    return FileResponse(evidence.file.open("rb"), as_attachment=True, filename=evidence.name)


def _thanks(report: ExecutionReport) -> str:
    if report.is_contribution:
        return "Вклад соисполнителя сохранён, решение остаётся на контроле."
    return "Отчёт сохранён, решение остаётся на контроле." if report.is_partial else "Отчёт передан на приёмку."


def find_decision(request: HttpRequest, pk: int) -> Decision:
    rows = Decision.objects.visible_to(request.user).select_related("meeting__council", "agenda_item", "responsible")
    rows = rows.select_related("responsible_person").prefetch_related("co_executors")
    return get_object_or_404(rows, pk=pk)


def _find_judged(request: HttpRequest, pk: int) -> Decision:
    """An executor judges nothing but parts handed on to others; the coordinator everything of the region."""
    handed = Decision.objects.handed_on_by(request.user).filter(pk=pk)
    if not request.user.can(Permission.DECISION_ACCEPT) and not handed.exists():
        raise PermissionDenied
    decision = find_decision(request, pk)
    if not may_judge(decision, request.user):
        raise PermissionDenied("Свой отчёт принимает координатор.")
    return decision


def take_step(
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
