"""Meetings: listed, shown, entered by hand."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import DetailView

from accounts.access import PermissionRequired, requires
from accounts.roles import Permission
from events.actions.attendance import set_attendance
from events.actions.carry_over import unfinished_matters
from events.actions.meetings import call_meeting, correct_meeting
from events.filters import MeetingFilter
from events.forms.attendance import AttendanceForm
from events.forms.meetings import MeetingForm
from events.meeting_page import length_in_words, loaded, protocol_heads, rows_of
from events.models import Meeting
from events.models.immutability import SIGNED
from events.presence import quorum_of
from ui.pages import ListPage

# The invited have to be told of a change in any of these.
TOLD_OF = {"held_on", "held_at", "ends_at", "format", "place", "link"}


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
            may_manage=user.can(Permission.MEETING_MANAGE),
            may_import=user.can(Permission.PROTOCOL_IMPORT),
            may_order=user.can(Permission.REPORT_ORDER),
            **kwargs,
        )


class MeetingDetail(PermissionRequired, DetailView):
    permission = Permission.MEETING_VIEW
    template_name = "events/meetings/detail.html"

    def get_queryset(self) -> QuerySet[Meeting]:
        return loaded(Meeting.objects.visible_to(self.request.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meeting = self.object
        may_manage = self.request.user.can(Permission.MEETING_MANAGE)
        return super().get_context_data(
            protocol=meeting.protocol,
            quorum=quorum_of(meeting),
            rows=rows_of(meeting),
            length=length_in_words(meeting),
            loose_decisions=[one for one in meeting.decisions.all() if one.agenda_item_id is None],
            loose_votes=[one for one in meeting.votes.all() if one.agenda_item_id is None],
            loose_dissents=[one for one in meeting.dissents.all() if one.agenda_item_id is None],
            may_manage=may_manage,
            may_change=may_manage and not meeting.is_frozen,
            **kwargs,
        )


@requires(Permission.MEETING_MANAGE)
def create(request: HttpRequest) -> HttpResponse:
    """A new meeting; `?council=` of the page of a council fills in whose it is."""
    form = MeetingForm(request.POST or None, user=request.user, initial={"council": request.GET.get("council")})
    if request.method == "POST" and form.is_valid():
        meeting = call_meeting(form.save(commit=False), by=request.user)
        messages.success(request, "Заседание заведено. Добавьте вопросы повестки и решения.")
        return redirect("events:agenda-carry-over", meeting.pk) if unfinished_matters(meeting) else redirect(meeting)
    return render(request, "events/meetings/form.html", {"form": form, "meeting": None})


@requires(Permission.MEETING_MANAGE)
def update(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = changeable_meeting(request, pk)
    former_chair = meeting.chair
    form = MeetingForm(request.POST or None, instance=meeting, user=request.user)
    if request.method == "POST" and form.is_valid():
        saved = correct_meeting(form.save(commit=False), former_chair=former_chair)
        if TOLD_OF & set(form.changed_data) and saved.invitations.exists():
            messages.info(request, "День или место изменились. Откройте приглашения и разошлите изменения.")
        return redirect(saved)
    return render(request, "events/meetings/form.html", {"form": form, "meeting": meeting})


@requires(Permission.MEETING_MANAGE)
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of those who were there; `?answers=yes` fills it in from the answers to the invitations."""
    meeting = changeable_meeting(request, pk)
    by_answers = request.GET.get("answers") == "yes"
    initial = AttendanceForm.initial_from_answers(meeting) if by_answers else AttendanceForm.initial_of(meeting)
    by_ballots = meeting.kind == Meeting.Kind.CORRESPONDENCE
    form = AttendanceForm(request.POST or None, initial=initial, meeting=meeting, by_ballots=by_ballots)
    if request.method == "POST" and form.is_valid():
        set_attendance(meeting, form.lines())
        messages.success(request, "Список участников сохранён.")
        return redirect(meeting)
    context = {"form": form, "meeting": meeting, "by_answers": by_answers}
    return render(request, "events/meetings/attendance.html", context)


def changeable_meeting(request: HttpRequest, pk: int) -> Meeting:
    """A meeting of the own region whose protocol is not signed; the database refuses the other ones anyway."""
    rows = Meeting.objects.visible_to(request.user).select_related("council__cluster__region", "chair", "secretary")
    meeting = get_object_or_404(rows.prefetch_related(protocol_heads()), pk=pk)
    if meeting.is_frozen:
        raise PermissionDenied(SIGNED)
    return meeting
