"""Items of an agenda: written, put in order, taken out."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.roles import Permission
from events.actions.agenda import Step, move, remove_item, save_item
from events.agenda_tree import flat, grow
from events.forms.agenda import AgendaItemForm
from events.models import AgendaItem, Meeting, StateError
from events.views.meetings import changeable_meeting

STEPS = {"up": "Выше", "down": "Ниже", "in": "Вложить", "out": "Вынести"}


@requires(Permission.MEETING_MANAGE)
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """A new item; `?parent=5` comes from the item whose part it becomes."""
    meeting = changeable_meeting(request, pk)
    return _page(request, AgendaItem(meeting=meeting))


@requires(Permission.MEETING_MANAGE)
def update(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, changeable_item(request, pk))


@requires(Permission.MEETING_MANAGE)
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    item = changeable_item(request, pk)
    if request.method == "POST":
        try:
            remove_item(item)
            messages.success(request, "Вопрос убран из повестки.")
        except StateError as error:
            messages.error(request, str(error))
        return redirect(item.meeting)
    context = {"item": item, "is_used": item.decisions.exists(), "parts": item.children.count()}
    return render(request, "events/agenda/delete.html", context)


@requires(Permission.MEETING_MANAGE)
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """All items with buttons that move them."""
    meeting = changeable_meeting(request, pk)
    branches = flat(grow(list(meeting.agenda_items.all())))
    return render(request, "events/agenda/order.html", {"meeting": meeting, "branches": branches, "steps": STEPS})


@require_POST
@requires(Permission.MEETING_MANAGE)
def move_item(request: HttpRequest, pk: int) -> HttpResponse:
    item = changeable_item(request, pk)
    step = request.POST.get("step", "")
    try:
        if step not in STEPS:
            raise StateError("Нажмите одну из кнопок рядом с вопросом.")
        moved = move(item, cast(Step, step))
        messages.success(request, f"Вопрос переставлен: {moved.number or moved.title[:60]}.")
    except StateError as error:
        messages.error(request, str(error))
    answer = redirect("events:agenda-order", item.meeting_id)
    answer["Location"] += f"#item-{item.pk}"
    return answer


def changeable_item(request: HttpRequest, pk: int) -> AgendaItem:
    """An item of a meeting of the own region whose protocol is not signed."""
    visible = Meeting.objects.visible_to(request.user)
    item = get_object_or_404(AgendaItem.objects.filter(meeting__in=visible), pk=pk)
    item.meeting = changeable_meeting(request, item.meeting_id)
    return item


def _page(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    form = AgendaItemForm(request.POST or None, instance=item, initial={"parent": request.GET.get("parent")})
    if request.method == "POST" and form.is_valid():
        try:
            save_item(form.save(commit=False), speakers=form.people(), changed=form.changed_data)
            messages.success(request, "Вопрос повестки сохранён.")
        except StateError as error:
            messages.error(request, str(error))
        return redirect(item.meeting)
    return render(request, "events/agenda/form.html", {"form": form, "item": item, "meeting": item.meeting})
