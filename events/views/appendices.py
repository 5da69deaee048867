"""Files of the appendices a protocol names."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import requires
from accounts.roles import Permission
from events.actions.appendices import attach
from events.forms.appendices import AppendixForm
from events.models import Appendix, Meeting, StateError
from events.views.meetings import changeable_meeting


@requires(Permission.MEETING_MANAGE)
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring the file of an appendix that is «не приложено»."""
    appendix = _appendix(request, pk)
    meeting = changeable_meeting(request, appendix.meeting_id)
    form = AppendixForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            attach(appendix, form.cleaned_data["file"])
            messages.success(request, "Файл приложен.")
        except StateError as error:
            messages.error(request, str(error))
        return redirect(meeting)
    context = {"form": form, "appendix": appendix, "meeting": meeting}
    return render(request, "events/meetings/appendix.html", context)


@requires(Permission.MEETING_VIEW)
def appendix_file(request: HttpRequest, pk: int) -> FileResponse:
    appendix = _appendix(request, pk)
    if not appendix.file:
        raise Http404
    return FileResponse(appendix.file.open("rb"), as_attachment=True)


def _appendix(request: HttpRequest, pk: int) -> Appendix:
    return get_object_or_404(Appendix.objects.filter(meeting__in=Meeting.objects.visible_to(request.user)), pk=pk)
