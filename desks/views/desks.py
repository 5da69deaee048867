from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desks.guides import OF_ROLE
from desks.waiting import waiting_for


def desk(request: HttpRequest) -> HttpResponse:
    """The desk of each role: what waits for this person, most pressing first."""
    today = timezone.localdate()
    waiting = waiting_for(request.user, today)
    context = {
        "today": today,
        "waiting": [matter for matter in waiting if matter["count"]],
        "guide": OF_ROLE[request.user.role],
    }
    return render(request, "desks/desks/desk.html", context)
