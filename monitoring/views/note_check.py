"""Check of a published note: a file comes in, findings go out, nothing is kept."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring.forms.note_check import NoteCheckForm
from monitoring.note_check import UnreadableNote, check_file
from monitoring.views.campaigns import crumbs


@requires(Permission.MONITORING_MANAGE)
def check_note(request: SignedInRequest) -> HttpResponse:
    is_sent = request.method == "POST"
    form = NoteCheckForm(request.POST, request.FILES) if is_sent else NoteCheckForm()
    findings = None
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            findings = check_file(file.read(), file.name)
        except UnreadableNote as error:
            form.add_error("file", str(error))
    context = {
        "form": form,
        "findings": findings,
        "filename": form.cleaned_data["file"].name if findings is not None else "",
        "crumbs": crumbs(None, "Проверка справки"),
    }
    return render(request, "monitoring/note_check/check.html", context)
