"""Public events in calendars: a feed, one event as a file, a month on a page."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from events.feeds import calendar_of
from events.models import Event
from events.months import month_name, neighbours, read_month, weeks_of

WEEKDAYS = (
    ("Пн", "понедельник"),
    ("Вт", "вторник"),
    ("Ср", "среда"),
    ("Чт", "четверг"),
    ("Пт", "пятница"),
    ("Сб", "суббота"),
    ("Вс", "воскресенье"),
)


@login_not_required
def feed(request: HttpRequest) -> HttpResponse:
    """All public events: a calendar that follows this address gets every change."""
    return _file(request, _public().order_by("starts_on", "pk"), "events.ics")


@login_not_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(_public(), pk=pk)
    return _file(request, [event], f"event-{event.pk}.ics")


@login_not_required
def month(request: HttpRequest) -> HttpResponse:
    first = read_month(request.GET.get("month", ""), timezone.localdate())
    if first is None:
        raise Http404
    before, after = neighbours(first)
    ending = Coalesce("ends_on", "starts_on")
    rows = _public().alias(ending=ending).filter(starts_on__lt=after, ending__gte=first)
    events = list(rows.order_by("starts_on", "starts_at", "pk"))
    context = {
        "name": month_name(first),
        "before": before,
        "after": after,
        "before_name": month_name(before),
        "after_name": month_name(after),
        "weekdays": WEEKDAYS,
        "weeks": weeks_of(first, events),
        "events": events,
        "today": timezone.localdate(),
    }
    return render(request, "events/events/month.html", context)


def _public() -> QuerySet[Event]:
    return Event.objects.public().select_related("municipality")


def _file(request: HttpRequest, events: Any, name: str) -> HttpResponse:
    text = calendar_of(events, site=request.build_absolute_uri("/").rstrip("/"))
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
