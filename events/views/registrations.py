"""Registration for an event: open to everybody, the list for its organisers only."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.access import OffersRegister, PermissionRequired, requires
from accounts.roles import Permission
from events.actions import registrations as actions
from events.forms.registrations import AttendanceOfEventForm, RegistrationForm
from events.models import Event, Registration, StateError
from events.models.links import hash_of
from events.views.programmes import managed_event
from events.wishes import read_wishes
from ui.pages import ListPage


@login_not_required
def create(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(Event.objects.visible_to(request.user), pk=pk)
    user = request.user if request.user.is_authenticated else None
    initial = {"name": user.full_name, "email": user.email} if user else {}
    form = RegistrationForm(request.POST or None, initial=initial)
    is_open = actions.takes_registrations(event, timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            actions.register(event, said=form.cleaned_data, user=user)
        except StateError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Заявка принята. Письмо с подтверждением придёт на указанную почту.")
        return redirect(event)
    context = {"form": form, "event": event, "is_open": is_open}
    return render(request, "events/registrations/form.html", context)


@login_not_required
@never_cache
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    rows = Registration.objects.filter(token_hash=hash_of(token)).select_related("event")
    registration = get_object_or_404(rows)
    if request.method == "POST":
        try:
            actions.cancel(registration)
            messages.success(request, "Заявка отменена. Спасибо, что предупредили.")
        except StateError as error:
            messages.error(request, str(error))
        return redirect("events:event-list")
    response = render(request, "events/registrations/cancel.html", {"registration": registration})
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


class RegistrationList(PermissionRequired, OffersRegister, ListPage):
    permission = Permission.EVENT_MANAGE
    register = "registration-register"
    template_name = "events/registrations/list.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Registration]:
        self.event = managed_event(self.request, self.kwargs["pk"])
        return self.event.registrations.order_by("registered_at", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.event.registrations.values_list("state").order_by().annotate(Count("pk"))
        numbers = dict(found)
        states = [(label, numbers[state]) for state, label in Registration.State.choices if state in numbers]
        return super().get_context_data(event=self.event, states=states, **kwargs)


@requires(Permission.EVENT_MANAGE)
def wishes(request: HttpRequest, pk: int) -> HttpResponse:
    """What to prepare. Opening the page is written into the access log."""
    event = managed_event(request, pk)
    found = read_wishes(request, event)
    counted: dict[str, int] = {}
    for one in found:
        for words in one.words:
            counted[words] = counted.get(words, 0) + 1
    context = {"event": event, "wishes": found, "counted": sorted(counted.items(), key=lambda row: (-row[1], row[0]))}
    return render(request, "events/registrations/wishes.html", context)


@requires(Permission.EVENT_MANAGE)
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    event = managed_event(request, pk)
    came = event.registrations.filter(state=Registration.State.ATTENDED)
    initial = {"came": list(came), "attended_count": event.attended_count}
    form = AttendanceOfEventForm(request.POST or None, event=event, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.note_attendance(event, **form.cleaned_data)
        messages.success(request, "Посещение записано.")
        return redirect("events:registration-list", event.pk)
    return render(request, "events/registrations/attendance.html", {"form": form, "event": event})
