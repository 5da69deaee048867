"""Personal links of a decision, and the page an executor without an account opens by one."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.access import requires
from accounts.roles import Permission
from events.actions import links as actions
from events.forms.execution import ReportForm
from events.forms.links import PersonalLinkForm
from events.models import Decision, PersonalLink, StateError
from events.reporters import reporters_by_link


@requires(Permission.DECISION_MANAGE)
@never_cache
def link_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Links of a decision. The address of a new one stands only in the answer to its issue."""
    rows = Decision.objects.visible_to(request.user).select_related("agenda_item", "meeting", "responsible")
    decision = get_object_or_404(rows.select_related("responsible_person"), pk=pk)
    today = timezone.localdate()
    initial = {
        "executor": _executor(request, decision)[:300],
        "expires_on": max(decision.due_on or today, today) + PersonalLink.USUAL_TERM,
    }
    form = PersonalLinkForm(request.POST or None, initial=initial)
    address = ""
    if request.method == "POST" and form.is_valid():
        try:
            _, token = actions.issue_link(decision, by=request.user, **form.cleaned_data)
        except StateError as error:
            messages.error(request, str(error))
            return redirect(decision)
        address = settings.BASE_URL + reverse("events:personal-report", args=[token])
        form = PersonalLinkForm(initial=initial)
    links = decision.personal_links.select_related("created_by", "revoked_by")
    register = "personal-link-register" if request.user.can(Permission.REPORT_ORDER) else ""
    context = {"decision": decision, "form": form, "links": links, "address": address, "register": register}
    return render(request, "events/links/list.html", context)


@requires(Permission.DECISION_MANAGE)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    links = PersonalLink.objects.visible_to(request.user).select_related("decision__agenda_item")
    link = get_object_or_404(links, pk=pk)
    back = reverse("events:link-list", args=[link.decision_id])
    if request.method == "POST":
        try:
            actions.revoke_link(link, by=request.user)
        except StateError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Ссылка отозвана и больше не открывается.")
        return redirect(back)
    return render(request, "events/links/revoke.html", {"link": link, "back": back})


@login_not_required
@never_cache
def personal_report(request: HttpRequest, token: str) -> HttpResponse:
    """One decision to read and report on. Whoever holds the link is the executor it was issued to."""
    link = find_link(token)
    if link is None or not link.is_active:
        return gone(request, link)
    reporters = reporters_by_link(link)
    is_asked = bool(reporters) and (link.decision.is_open or request.method == "POST")
    form = ReportForm(request.POST or None, request.FILES or None, reporters=reporters) if is_asked else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            report = actions.report_by_link(link, **form.said())
        except StateError as error:
            form.add_error(None, str(error))
        else:
            done = "Промежуточный отчёт сохранён." if report.is_partial else "Отчёт передан координатору."
            messages.success(request, done)
            return hidden(redirect("events:personal-report", token))
    asked = list(link.decision.extension_requests.filter(link=link))
    is_asked_already = link.decision.extension_requests.filter(verdict="").exists()
    context = {
        "link": link,
        "token": token,
        "decision": link.decision,
        "form": form,
        "reports": link.reports.prefetch_related("evidence"),
        "asked": asked,
        "may_ask": link.decision.is_open and link.decision.due_on is not None and not is_asked_already,
    }
    return hidden(render(request, "events/links/report.html", context))


def _executor(request: HttpRequest, decision: Decision) -> str:
    """The member of a group the link was asked for, else the responsible."""
    key = request.GET.get("member", "")
    members = decision.group_members.select_related("organisation", "person")
    member = members.filter(pk=key).first() if key.isdecimal() and len(key) < 18 else None
    return str(member) if member else decision.responsible_display


def find_link(token: str) -> PersonalLink | None:
    decision = ("meeting__council", "agenda_item", "responsible", "responsible_person")
    return PersonalLink.objects.of_token(token).select_related(*(f"decision__{name}" for name in decision)).first()


def gone(request: HttpRequest, link: PersonalLink | None) -> HttpResponse:
    return hidden(render(request, "events/links/gone.html", status=404 if link is None else 410))


def hidden(response: HttpResponse) -> HttpResponse:
    """Search engines and the next site must not learn the address."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response
