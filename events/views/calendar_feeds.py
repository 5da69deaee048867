"""My deadlines in a calendar: the page that gives the address, and the calendar itself."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from events.actions.calendar_feeds import issue_feed, owner_of, revoke_feed
from events.deadline_feed import deadlines_of, meetings_of, personal_calendar


@requires(Permission.DECISION_VIEW)
@never_cache
def settings_page(request: HttpRequest) -> HttpResponse:
    """The address of a new feed stands only in the answer to its issue."""
    address = ""
    if request.method == "POST" and "revoke" in request.POST:
        revoke_feed(request.user)
        messages.success(request, "Адрес отозван: календари, которые по нему подписаны, больше не обновятся.")
        return redirect("events:calendar-feed")
    if request.method == "POST":
        address = settings.BASE_URL + reverse("events:my-calendar", args=[issue_feed(request.user)])
    feed = request.user.calendar_feeds.filter(revoked_at=None).first()
    context = {"feed": feed, "address": address, "count": deadlines_of(request.user).count()}
    return render(request, "events/calendar_feeds/settings.html", context)


@login_not_required
def my_calendar(request: HttpRequest, token: str) -> HttpResponse:
    owner: User | None = owner_of(token)
    if owner is None:
        raise Http404
    text = personal_calendar(deadlines_of(owner), meetings_of(owner, timezone.localdate()), site=settings.BASE_URL)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="deadlines.ics"'
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Cache-Control"] = "private, max-age=900"
    return answer
