"""Events: open to visitors, kept by organisers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView

from accounts.access import requires
from accounts.roles import Permission
from cluster.models import Practice
from events.actions.registrations import takes_registrations
from events.filters import EventFilter
from events.forms.events import EventForm
from events.models import Event, Participation, PostRelease, StateError
from ui.pages import ListPage
from ui.panels import panels_of

ROLES = Participation.Role.values


def _may_manage(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.can(Permission.EVENT_MANAGE)


@method_decorator(login_not_required, name="dispatch")
class EventList(ListPage):
    filterset_class = EventFilter
    template_name = "events/events/list.html"

    def get_queryset(self) -> QuerySet[Event]:
        """The nearest of the coming first, then the past from the latest, undated drafts at the end."""
        rows = Event.objects.visible_to(self.request.user).coming_first(timezone.localdate())
        return rows.select_related("municipality", "organiser")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        may_order = user.is_authenticated and user.can(Permission.REPORT_ORDER)
        return super().get_context_data(may_manage=_may_manage(self.request), may_order=may_order, **kwargs)


@method_decorator(login_not_required, name="dispatch")
class EventDetail(DetailView):
    template_name = "events/events/detail.html"

    def get_queryset(self) -> QuerySet[Event]:
        rows = Event.objects.visible_to(self.request.user).select_related("municipality", "organiser", "region")
        taken = Count("registrations", Q(registrations__state__in=("registered", "attended")), distinct=True)
        return rows.annotate(taken=taken).prefetch_related(
            "parts",
            Prefetch("participations", Participation.objects.select_related("person", "organisation")),
            "materials",
            Prefetch("practices", Practice.objects.published()),
            Prefetch("post_release", PostRelease.objects.select_related("author")),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event, user, today = self.object, self.request.user, timezone.localdate()
        managed = _may_manage(self.request) and Event.objects.managed_by(user)
        release = getattr(event, "post_release", None)
        return super().get_context_data(
            may_manage=bool(managed) and managed.filter(pk=event.pk).exists(),
            may_review=user.is_authenticated and user.can(Permission.POST_RELEASE_REVIEW),
            participations=_named(event.participations.all(), is_guest=not user.is_authenticated, day=today),
            topics=[line.strip() for line in event.topics.splitlines() if line.strip()],
            takes_registrations=takes_registrations(event, today),
            places_left=None if event.capacity is None else max(event.capacity - event.taken, 0),
            release=release,
            panels=panels_of(event, user) if user.is_authenticated else [],
            **kwargs,
        )


def _named(rows: Iterable[Participation], *, is_guest: bool, day: date) -> list[Participation]:
    """A visitor without an account reads names of those only who agreed to be published; posts are seen by all."""
    listed = sorted(rows, key=lambda row: (ROLES.index(row.role), row.position, row.pk))
    for row in listed:
        is_hidden = is_guest and not row.person.may_be_published(day)
        row.shown_name = "имя не публикуется" if is_hidden else row.person.full_name
    return listed


@requires(Permission.EVENT_MANAGE)
def create(request: HttpRequest) -> HttpResponse:
    form = EventForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        event = form.save()
        messages.success(request, "Событие сохранено как черновик. Проверьте его и опубликуйте.")
        return redirect(event)
    return render(request, "events/events/form.html", {"form": form, "event": None})


@requires(Permission.EVENT_MANAGE)
def update(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(Event.objects.managed_by(request.user), pk=pk)
    form = EventForm(request.POST or None, instance=event, user=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    return render(request, "events/events/form.html", {"form": form, "event": event})


@requires(Permission.EVENT_MANAGE)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(Event.objects.managed_by(request.user), pk=pk)
    if request.method != "POST":
        return render(request, "events/events/publish.html", {"event": event})
    try:
        event.publish()
        event.save()
        messages.success(request, "Событие опубликовано.")
    except StateError as error:
        messages.error(request, str(error))
    return redirect(event)
