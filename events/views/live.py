"""A protocol written during the meeting: one item on the page, saved by a button or by itself."""

from collections.abc import Mapping
from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import requires
from accounts.roles import Permission
from cluster.models import Organisation
from events.actions.live import EntryConflict, remember_save, save_entry
from events.forms.live import EntryForms
from events.live import Disagreement, disagreements, entry_of, resolved, save_of_page, went_on
from events.models import AgendaItem, Decision, Meeting, StateError
from events.views.meetings import changeable_meeting

NEAR = timedelta(minutes=3)


@requires(Permission.MEETING_MANAGE)
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """The first item nobody has written about, or the first one."""
    meeting = changeable_meeting(request, pk)
    items = _items_of(meeting)
    first = next((item for item in items if not item.is_written), items[0] if items else None)
    if first is None:
        messages.info(request, "В повестке пока нет вопросов. Добавьте первый.")
        return redirect("events:agenda-item-create", meeting.pk)
    return redirect("events:live-entry", first.pk)


@requires(Permission.MEETING_MANAGE)
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        item = _item(request, pk)
        return _page(request, item, EntryForms(item, entry_of(item)))
    with transaction.atomic():  # a save whose answer was lost must have ended before the next one is read
        return _save(request, _item(request, pk, is_locked=True))


def _save(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    posted, current = request.POST.dict(), entry_of(item)
    if "their_token" in posted:
        posted = resolved(posted, current)
    by_itself = "application/json" in request.headers.get("Accept", "")
    if by_itself and (answer := _answer_again(item, posted)):
        return answer
    data = went_on(posted, item.last_saves)
    forms = EntryForms(item, current, data)
    if not forms.is_valid() and not by_itself:
        return _conflict(request, item, forms) if _is_stale(forms) else _page(request, item, forms)
    typed, rows = forms.typed()
    try:
        saved, keys = save_entry(item, typed, token=data.get("token", ""), by=request.user)
    except EntryConflict as conflict:
        forms.entry = conflict.current
        return _refusal(conflict.item) if by_itself else _conflict(request, conflict.item, forms)
    except StateError as error:
        if by_itself:
            return JsonResponse({"problem": str(error)}, status=409)
        messages.error(request, str(error))
        return _page(request, item, forms)
    last = save_of_page(posted, item.last_saves)  # a row not changed since a lost answer still needs its key
    answered = {**(last["keys"] if last else {}), **{str(row): key for row, key in zip(rows, keys, strict=True)}}
    remember_save(item, posted, saved, answered)
    if by_itself:
        return _answer(saved.token, answered, forms.mistakes())
    messages.success(request, "Записи по вопросу сохранены.")
    return redirect("events:live-entry", _following(item) if "next" in request.POST else item.pk)


def _page(request: HttpRequest, item: AgendaItem, forms: EntryForms) -> HttpResponse:
    items = _items_of(item.meeting)
    place = next(number for number, one in enumerate(items) if one.pk == item.pk)
    is_near = item.edited_at and timezone.now() - item.edited_at < NEAR and item.edited_by != request.user
    context = {
        "item": item,
        "meeting": item.meeting,
        "items": items,
        "place": place + 1,
        "before": items[place - 1] if place else None,
        "after": items[place + 1] if place + 1 < len(items) else None,
        "neighbour": item.edited_by if is_near else None,
        "form": forms.form,
        "formset": forms.formset,
        "first_with_errors": forms.first_with_errors,
        "organisations": Organisation.objects.living().filter(region=item.meeting.council.cluster.region_id)[:400],
    }
    return render(request, "events/live/entry.html", context)


def _conflict(request: HttpRequest, item: AgendaItem, forms: EntryForms) -> HttpResponse:
    """Both texts beside each other; everything typed goes along, so that nothing is lost whatever is chosen."""
    kept = [
        (name, value)
        for name, value in forms.form.data.items()
        if name not in ("csrfmiddlewaretoken", "token", "their_token", "next")
        and not name.startswith(("choice:", "merged:"))
    ]
    context = {
        "item": item,
        "meeting": item.meeting,
        "kept": [*kept, ("token", forms.form.data.get("token", ""))],
        "their_token": forms.entry.token,
        "disagreements": _disagreements(forms),
        "form": None,
    }
    return render(request, "events/live/conflict.html", context, status=409)


def _disagreements(forms: EntryForms) -> list[Disagreement]:
    token = forms.form.data.get("token", "")
    return list(disagreements(forms.entry, forms.raw(), forms.labels(), token))


def _is_stale(forms: EntryForms) -> bool:
    return bool(forms.form.data.get("token", "") != forms.entry.token)


def _refusal(item: AgendaItem) -> JsonResponse:
    who = item.edited_by.full_name if item.edited_by else "другой человек"
    at = f" в {timezone.localtime(item.edited_at):%H:%M}" if item.edited_at else ""
    text = f"Этот вопрос уже сохранил(а) {who}{at}. Ваш текст остался на странице и не записан."
    return JsonResponse({"conflict": text}, status=409)


def _answer(token: str, keys: Mapping[str, int | None], mistakes: list[str]) -> JsonResponse:
    time = f"{timezone.localtime():%H:%M}"
    return JsonResponse({"token": token, "at": time, "keys": keys, "mistakes": mistakes})


def _answer_again(item: AgendaItem, posted: Mapping[str, str]) -> JsonResponse | None:
    """An older save of a page that comes after its newer one changes nothing."""
    last, number = save_of_page(posted, item.last_saves), posted.get("save_number", "")
    if last is None or not number.isdecimal() or int(number[:10]) >= last["number"]:
        return None
    return _answer(last["token"], last["keys"], [])


def _item(request: HttpRequest, pk: int, *, is_locked: bool = False) -> AgendaItem:
    visible = Meeting.objects.visible_to(request.user)
    rows = AgendaItem.objects.filter(meeting__in=visible).select_related("edited_by")
    item = get_object_or_404(rows.select_for_update(of=("self",)) if is_locked else rows, pk=pk)
    item.meeting = changeable_meeting(request, item.meeting_id)
    return item


def _items_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda in its order; each item knows whether something is written of it."""
    decisions = Decision.objects.filter(agenda_item=OuterRef("pk"))
    items = list(meeting.agenda_items.annotate(has_decisions=Exists(decisions)).order_by("position", "pk"))
    for item in items:
        item.is_written = bool(item.heard or item.spoke or item.has_decisions or item.state != item.State.CONSIDERED)
    return items


def _following(item: AgendaItem) -> int:
    keys = [one.pk for one in _items_of(item.meeting)]
    place = keys.index(item.pk) + 1
    return keys[place] if place < len(keys) else item.pk
