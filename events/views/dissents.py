"""Dissenting opinions of a meeting."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import requires
from accounts.roles import Permission
from events.actions import dissents as actions
from events.forms.dissents import DissentForm
from events.models import Dissent, Meeting, StateError
from events.views.meetings import changeable_meeting


@requires(Permission.MEETING_MANAGE)
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """A new opinion; `?subject=item-5` comes from the item where the link stands."""
    meeting = changeable_meeting(request, pk)
    initial = {"subject": request.GET.get("subject", "")}
    form = DissentForm(request.POST or None, request.FILES or None, meeting=meeting, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record(form.save(commit=False))
            messages.success(request, "Особое мнение записано.")
        except StateError as error:
            messages.error(request, str(error))
        return redirect(meeting)
    return render(request, "events/dissents/form.html", {"form": form, "meeting": meeting})


@requires(Permission.MEETING_MANAGE)
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    dissent = _dissent(request, pk)
    meeting = changeable_meeting(request, dissent.meeting_id)
    if request.method == "POST":
        try:
            actions.remove(dissent)
            messages.success(request, "Особое мнение убрано.")
        except StateError as error:
            messages.error(request, str(error))
        return redirect(meeting)
    return render(request, "events/dissents/delete.html", {"dissent": dissent, "meeting": meeting})


@requires(Permission.MEETING_VIEW)
def dissent_file(request: HttpRequest, pk: int) -> FileResponse:
    dissent = _dissent(request, pk)
    if not dissent.file:
        raise Http404
    return FileResponse(dissent.file.open("rb"), as_attachment=True)


def _dissent(request: HttpRequest, pk: int) -> Dissent:
    rows = Dissent.objects.filter(meeting__in=Meeting.objects.visible_to(request.user)).select_related("person")
    return get_object_or_404(rows, pk=pk)
