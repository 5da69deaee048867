"""Meetings and their agenda, entered by hand item by item."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import DetailView

from accounts.access import PermissionRequired, requires
from accounts.roles import Permission
from events.actions.attendance import set_attendance
from events.actions.meetings import call_meeting, put_on_agenda
from events.filters import MeetingFilter
from events.forms.attendance import AttendanceForm
from events.forms.meetings import AgendaItemForm, MeetingForm
from events.models import AgendaItem, AgendaSpeaker, Attendance, Decision, Meeting, Protocol, Vote
from events.models.immutability import SIGNED
from events.presence import quorum_of, with_members
from ui.pages import ListPage


class MeetingList(PermissionRequired, ListPage):
    permission = Permission.MEETING_VIEW
    filterset_class = MeetingFilter
    template_name = "events/meetings/list.html"

    def get_queryset(self) -> QuerySet[Meeting]:
        rows = Meeting.objects.visible_to(self.request.user).select_related("council")
        counted = rows.annotate(decision_count=Count("decisions")).order_by("-held_on", "-pk")
        return counted.prefetch_related(protocol_heads())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            may_manage=user.can(Permission.MEETING_MANAGE), may_import=user.can(Permission.PROTOCOL_IMPORT), **kwargs
        )


class MeetingDetail(PermissionRequired, DetailView):
    permission = Permission.MEETING_VIEW
    template_name = "events/meetings/detail.html"

    def get_queryset(self) -> QuerySet[Meeting]:
        decisions = Decision.objects.select_related("responsible", "responsible_person", "agenda_item")
        attendance = Attendance.objects.select_related("person", "organisation")
        speakers = AgendaSpeaker.objects.select_related("person")
        return (
            with_members(Meeting.objects.visible_to(self.request.user))
            .select_related("council", "chair", "secretary")
            .prefetch_related(
                protocol_heads(),
                Prefetch("attendance", attendance),
                Prefetch("agenda_items", AgendaItem.objects.select_related("carried_from__meeting")),
                Prefetch("agenda_items__agenda_speakers", speakers),
                Prefetch("agenda_items__decisions", decisions),
                Prefetch("votes", Vote.objects.select_related("decision__agenda_item")),
                Prefetch("agenda_items__carried_to", AgendaItem.objects.select_related("meeting")),
                Prefetch("decisions", decisions.filter(agenda_item=None), to_attr="loose_decisions"),
                "appendices",
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_manage = self.request.user.can(Permission.MEETING_MANAGE)
        return super().get_context_data(
            protocol=self.object.protocol,
            quorum=quorum_of(self.object),
            may_change=may_manage and not self.object.is_frozen,
            **kwargs,
        )


@requires(Permission.MEETING_MANAGE)
def create(request: HttpRequest) -> HttpResponse:
    form = MeetingForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        meeting = call_meeting(form.save(commit=False), by=request.user)
        messages.success(request, "Заседание заведено. Добавьте вопросы повестки и решения.")
        return redirect(meeting)
    return render(request, "events/meetings/form.html", {"form": form, "meeting": None})


@requires(Permission.MEETING_MANAGE)
def update(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = changeable_meeting(request, pk)
    form = MeetingForm(request.POST or None, instance=meeting, user=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    return render(request, "events/meetings/form.html", {"form": form, "meeting": meeting})


@requires(Permission.MEETING_MANAGE)
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = changeable_meeting(request, pk)
    form = AttendanceForm(request.POST or None, initial=AttendanceForm.initial_of(meeting))
    if request.method == "POST" and form.is_valid():
        set_attendance(meeting, form.lines())
        messages.success(request, "Список участников сохранён.")
        return redirect(meeting)
    return render(request, "events/meetings/attendance.html", {"form": form, "meeting": meeting})


@requires(Permission.MEETING_MANAGE)
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = changeable_meeting(request, pk)
    return _item_page(request, AgendaItem(meeting=meeting))


@requires(Permission.MEETING_MANAGE)
def update_item(request: HttpRequest, pk: int) -> HttpResponse:
    return _item_page(request, _changeable_item(request, pk))


@requires(Permission.MEETING_MANAGE)
def delete_item(request: HttpRequest, pk: int) -> HttpResponse:
    item = _changeable_item(request, pk)
    is_used = item.decisions.exists()
    if request.method == "POST" and is_used:
        messages.error(request, "По этому вопросу есть решения: сначала перенесите их в другой вопрос.")
        return redirect(item.meeting)
    if request.method == "POST":
        item.delete()
        messages.success(request, "Вопрос убран из повестки.")
        return redirect(item.meeting)
    return render(request, "events/agenda/delete.html", {"item": item, "is_used": is_used})


def protocol_heads() -> Prefetch:
    """Protocols without their long texts."""
    return Prefetch("protocols", Protocol.objects.defer("content", "source_text").order_by("version"))


def changeable_meeting(request: HttpRequest, pk: int) -> Meeting:
    """A meeting of the own region whose protocol is not signed; the database refuses the other ones anyway."""
    rows = Meeting.objects.visible_to(request.user).select_related("council__cluster__region", "chair", "secretary")
    meeting = get_object_or_404(rows.prefetch_related(protocol_heads()), pk=pk)
    if meeting.is_frozen:
        raise PermissionDenied(SIGNED)
    return meeting


def _changeable_item(request: HttpRequest, pk: int) -> AgendaItem:
    visible = Meeting.objects.visible_to(request.user)
    item = get_object_or_404(AgendaItem.objects.filter(meeting__in=visible), pk=pk)
    item.meeting = changeable_meeting(request, item.meeting_id)
    return item


def _item_page(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    form = AgendaItemForm(request.POST or None, instance=item)
    if request.method == "POST" and form.is_valid():
        put_on_agenda(form.save(commit=False), speakers=form.people())
        messages.success(request, "Вопрос повестки сохранён.")
        return redirect(item.meeting)
    return render(request, "events/agenda/form.html", {"form": form, "item": item, "meeting": item.meeting})
