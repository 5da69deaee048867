"""A group of executors: expand its words into members, undo, release one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import requires
from accounts.roles import Permission
from events.actions import groups
from events.forms.groups import GroupForm, ReleaseForm
from events.groups import candidates_of
from events.models import Decision, GroupMember, StateError
from events.views.execution import take_step


@requires(Permission.DECISION_MANAGE)
def expand(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Decision.objects.visible_to(request.user).exclude(group_words="")
    decision = get_object_or_404(rows.select_related("meeting__council__cluster__region", "agenda_item"), pk=pk)
    candidates = candidates_of(decision)
    form = GroupForm(request.POST or None, decision=decision, candidates=candidates)
    if request.method == "POST" and form.is_valid():
        try:
            added = groups.expand_group(decision, by=request.user, **form.chosen())
        except StateError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Исполнителей добавлено: {len(added)}. Отчёт ждём от каждого.")
            return redirect(decision)
    context = {"decision": decision, "form": form, "candidates": candidates}
    return render(request, "events/decisions/group.html", context)


@requires(Permission.DECISION_MANAGE)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Decision.objects.visible_to(request.user).filter(group_members__isnull=False).distinct()
    decision = get_object_or_404(rows.select_related("agenda_item"), pk=pk)
    if request.method == "POST":
        return take_step(request, decision, groups.undo_expansion, "Группа свёрнута: остались слова протокола.")
    return render(request, "events/decisions/group_undo.html", {"decision": decision})


@requires(Permission.DECISION_MANAGE)
def release(request: HttpRequest, pk: int) -> HttpResponse:
    rows = GroupMember.objects.filter(decision__in=Decision.objects.visible_to(request.user))
    member = get_object_or_404(rows.select_related("decision__agenda_item", "organisation", "person"), pk=pk)
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            groups.release_member(member, by=request.user, **form.cleaned_data)
        except StateError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Исполнитель освобождён: {member}.")
            return redirect(member.decision)
    context = {"decision": member.decision, "member": member, "form": form}
    return render(request, "events/decisions/release.html", context)
