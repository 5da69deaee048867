"""Materials to the items of an agenda."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import requires
from accounts.roles import Permission
from events.forms.materials import AgendaMaterialForm
from events.models import AgendaMaterial, Meeting
from events.views.agenda_items import changeable_item
from events.views.meetings import changeable_meeting


@requires(Permission.MEETING_MANAGE)
def create(request: HttpRequest, pk: int) -> HttpResponse:
    item = changeable_item(request, pk)
    form = AgendaMaterialForm(request.POST or None, request.FILES or None, instance=AgendaMaterial(agenda_item=item))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Материал добавлен.")
        return redirect(item.meeting)
    return render(request, "events/agenda/material.html", {"form": form, "item": item, "meeting": item.meeting})


@requires(Permission.MEETING_MANAGE)
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    material = _material(request, pk)
    meeting = changeable_meeting(request, material.agenda_item.meeting_id)
    if request.method == "POST":
        material.delete()
        messages.success(request, "Материал убран.")
        return redirect(meeting)
    return render(request, "events/agenda/material_delete.html", {"material": material, "meeting": meeting})


@requires(Permission.MEETING_VIEW)
def material_file(request: HttpRequest, pk: int) -> FileResponse:
    """Whoever sees the meeting may take its files."""
    material = _material(request, pk)
    if not material.file:
        raise Http404
    return FileResponse(material.file.open("rb"), as_attachment=True)


def _material(request: HttpRequest, pk: int) -> AgendaMaterial:
    visible = Meeting.objects.visible_to(request.user)
    rows = AgendaMaterial.objects.filter(agenda_item__meeting__in=visible)
    return get_object_or_404(rows.select_related("agenda_item"), pk=pk)
