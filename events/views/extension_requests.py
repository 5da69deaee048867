"""Requests for more time: asked by an executor, with an account or by a personal link, and answered."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from accounts.access import requires
from accounts.roles import Permission
from events.actions import extension_requests as actions
from events.forms.extension_requests import ExtensionAnswerForm, ExtensionRequestForm
from events.models import Decision, ExtensionRequest, StateError
from events.views.links import find_link, gone, hidden

ASKED = "Просьба передана координатору. До ответа действует прежний срок."


@requires(Permission.DECISION_REPORT)
def create(request: HttpRequest, pk: int) -> HttpResponse:
    decision = get_object_or_404(
        Decision.objects.visible_to(request.user).select_related("meeting", "agenda_item"), pk=pk
    )
    if not Decision.objects.executed_by(request.user).filter(pk=pk).exists():
        raise Http404
    form = ExtensionRequestForm(request.POST or None, decision=decision)
    if request.method == "POST" and _ask(form, actions.ask_extension, decision, by=request.user):
        messages.success(request, ASKED)
        return redirect(decision)
    return render(request, "events/decisions/extension_request.html", {"form": form, "decision": decision})


@login_not_required
@never_cache
def create_by_link(request: HttpRequest, token: str) -> HttpResponse:
    link = find_link(token)
    if link is None or not link.is_active:
        return gone(request, link)
    form = ExtensionRequestForm(request.POST or None, decision=link.decision)
    if request.method == "POST" and _ask(form, actions.ask_extension_by_link, link):
        messages.success(request, ASKED)
        return hidden(redirect("events:personal-report", token))
    context = {"form": form, "decision": link.decision, "link": link, "token": token}
    return hidden(render(request, "events/links/extension_request.html", context))


@requires(Permission.DECISION_MANAGE)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    rows = ExtensionRequest.objects.filter(decision__in=Decision.objects.visible_to(request.user))
    asked = get_object_or_404(rows.select_related("decision__agenda_item", "by", "link"), pk=pk)
    form = ExtensionAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if form.is_allowed:
                actions.allow_extension(asked, by=request.user)
            else:
                actions.refuse_extension(asked, reason=form.cleaned_data["reason"], by=request.user)
        except StateError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Срок продлён." if form.is_allowed else "Отказ записан.")
            return redirect(asked.decision)
    context = {"form": form, "decision": asked.decision, "asked": asked, "author": asked.author_name}
    return render(request, "events/decisions/extension_answer.html", context)


def _ask(form: ExtensionRequestForm, action: Any, subject: Any, **who: Any) -> bool:
    if not form.is_valid():
        return False
    try:
        action(subject, **form.cleaned_data, **who)
    except StateError as error:  # what was typed stays on the page
        form.add_error(None, str(error))
    return not form.errors
