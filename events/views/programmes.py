"""What an organiser adds to an event: parts of the programme, people, materials."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import requires
from accounts.roles import Permission
from events.actions.programmes import put_in_programme
from events.forms.programmes import EventMaterialForm, ParticipationForm, SessionPartForm
from events.models import Event, EventMaterial, Participation, SessionPart


@requires(Permission.EVENT_MANAGE)
def add_part(request: HttpRequest, pk: int) -> HttpResponse:
    return _part_page(request, SessionPart(event=managed_event(request, pk)))


@requires(Permission.EVENT_MANAGE)
def update_part(request: HttpRequest, pk: int) -> HttpResponse:
    return _part_page(request, _managed(request, SessionPart, pk))


@requires(Permission.EVENT_MANAGE)
def delete_part(request: HttpRequest, pk: int) -> HttpResponse:
    return _delete_page(request, _managed(request, SessionPart, pk), "Убрать часть программы?")


@requires(Permission.EVENT_MANAGE)
def add_participation(request: HttpRequest, pk: int) -> HttpResponse:
    return _participation_page(request, Participation(event=managed_event(request, pk)))


@requires(Permission.EVENT_MANAGE)
def update_participation(request: HttpRequest, pk: int) -> HttpResponse:
    return _participation_page(request, _managed(request, Participation, pk))


@requires(Permission.EVENT_MANAGE)
def delete_participation(request: HttpRequest, pk: int) -> HttpResponse:
    return _delete_page(request, _managed(request, Participation, pk), "Убрать из участников?")


@requires(Permission.EVENT_MANAGE)
def add_material(request: HttpRequest, pk: int) -> HttpResponse:
    event = managed_event(request, pk)
    form = EventMaterialForm(request.POST or None, request.FILES or None, instance=EventMaterial(event=event))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Материал добавлен.")
        return redirect(event)
    return _form_page(request, event, form, "Материал события")


@requires(Permission.EVENT_MANAGE)
def delete_material(request: HttpRequest, pk: int) -> HttpResponse:
    return _delete_page(request, _managed(request, EventMaterial, pk), "Убрать материал?")


@login_not_required
def material_file(request: HttpRequest, pk: int) -> FileResponse:
    """Whoever sees the event may take its files."""
    rows = EventMaterial.objects.filter(event__in=Event.objects.visible_to(request.user))
    material = get_object_or_404(rows, pk=pk)
    if not material.file:
        raise Http404
    return FileResponse(material.file.open("rb"), as_attachment=True)


def managed_event(request: HttpRequest, pk: int) -> Event:
    return get_object_or_404(Event.objects.managed_by(request.user).select_related("region"), pk=pk)


def _managed(request: HttpRequest, model: Any, pk: int) -> Any:
    rows = model.objects.filter(event__in=Event.objects.managed_by(request.user))
    return get_object_or_404(rows.select_related("event__region"), pk=pk)


def _part_page(request: HttpRequest, part: SessionPart) -> HttpResponse:
    form = SessionPartForm(request.POST or None, instance=part)
    if request.method == "POST" and form.is_valid():
        put_in_programme(form.save(commit=False))
        messages.success(request, "Программа сохранена.")
        return redirect(part.event)
    return _form_page(request, part.event, form, f"Часть «{part.title}»" if part.pk else "Новая часть программы")


def _participation_page(request: HttpRequest, participation: Participation) -> HttpResponse:
    form = ParticipationForm(request.POST or None, instance=participation)
    if request.method == "POST" and form.is_valid():
        put_in_programme(form.save(commit=False), person=form.person())
        messages.success(request, "Участник сохранён.")
        return redirect(participation.event)
    heading = f"Участник: {participation.person}" if participation.pk else "Новый участник события"
    return _form_page(request, participation.event, form, heading)


def _form_page(request: HttpRequest, event: Event, form: Any, heading: str) -> HttpResponse:
    return render(request, "events/programmes/form.html", {"form": form, "event": event, "heading": heading})


def _delete_page(request: HttpRequest, row: Any, question: str) -> HttpResponse:
    event = row.event
    if request.method == "POST":
        row.delete()
        messages.success(request, "Убрано.")
        return redirect(event)
    return render(request, "events/programmes/delete.html", {"row": row, "event": event, "question": question})
