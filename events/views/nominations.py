"""Candidates of a council: proposed, counted, put off, withdrawn, elected."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import requires
from accounts.roles import Permission
from cluster.models import Council
from cluster.models.scope import regions_of
from events.actions import nominations as actions
from events.actions.compositions import ALONE, elect
from events.duty_words import duty_instrumental
from events.forms.compositions import ElectionForm
from events.forms.nominations import CountForm, NominationForm
from events.models import Nomination, StateError
from events.presence import people_there
from events.quorum import result_in_words
from events.views.meetings import changeable_meeting

QUESTIONS = {
    "withdraw": (actions.withdraw, "Снять кандидатуру?", "Снять кандидатуру", "Кандидатура снята."),
    "reject": (actions.reject, "Отметить, что не избран?", "Отметить: не избран", "Записано: не избран."),
    "postpone": (actions.postpone, "Отложить выборы?", "Отложить выборы", "Выборы отложены: вопрос ждёт в повестке."),
}


@requires(Permission.MEETING_VIEW)
def nomination_list(request: HttpRequest, pk: int) -> HttpResponse:
    """All candidates of a council with what became of them."""
    council = council_of_region(request, pk)
    rows = council.nominations.select_related("person", "organisation", "agenda_item__meeting", "decision__meeting")
    listed = list(rows.select_related("decision__agenda_item").order_by("-created_at", "-pk"))
    context = {
        "council": council,
        "waiting": [row for row in listed if row.state in actions.OPEN],
        "decided": [row for row in listed if row.state not in actions.OPEN],
        "may_manage": request.user.can(Permission.MEETING_MANAGE),
    }
    return render(request, "events/nominations/list.html", context)


@requires(Permission.MEETING_MANAGE)
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """A new candidate; `?item=5` comes from the item that will consider the matter."""
    council = council_of_region(request, pk)
    initial = {"agenda_item": request.GET.get("item"), "duty": request.GET.get("duty")}
    form = NominationForm(request.POST or None, council=council, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.nominate(form.save(commit=False), by=request.user)
        messages.success(request, "Кандидатура записана.")
        return redirect("events:nomination-list", council.pk)
    return _form_page(request, council, form, "Новая кандидатура", "Записать кандидатуру")


@requires(Permission.MEETING_MANAGE)
def update(request: HttpRequest, pk: int) -> HttpResponse:
    nomination = _open_nomination(request, pk)
    form = NominationForm(request.POST or None, instance=nomination, council=nomination.council)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Кандидатура сохранена.")
        return redirect("events:nomination-list", nomination.council_id)
    title = f"Изменить кандидатуру: {nomination.person}"
    return _form_page(request, nomination.council, form, title, "Сохранить кандидатуру")


@requires(Permission.MEETING_MANAGE)
def count_votes(request: HttpRequest, pk: int) -> HttpResponse:
    nomination = _open_nomination(request, pk)
    form = CountForm(request.POST or None, nomination=nomination)
    if nomination.agenda_item is None:
        messages.info(request, "Сначала выберите вопрос повестки: по нему портал узнает, сколько человек голосовали.")
        return redirect("events:nomination-update", nomination.pk)
    if request.method == "POST" and form.is_valid():
        counted = _safely(request, lambda: actions.count_votes(nomination, **form.cleaned_data))
        if counted:
            present = len(people_there(nomination.agenda_item.meeting.attendance.all()))
            told = result_in_words(form.cleaned_data["in_favour"], present=present)
            messages.success(request, f"Голоса записаны: {told}.")
        return redirect("events:nomination-list", nomination.council_id)
    title = f"Голоса за кандидата: {nomination.person}"
    return _form_page(request, nomination.council, form, title, "Сохранить голоса")


@requires(Permission.MEETING_MANAGE)
def close(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    nomination = _open_nomination(request, pk)
    act, question, label, done = QUESTIONS[step]
    back = reverse("events:nomination-list", args=[nomination.council_id])
    if request.method == "POST":
        if _safely(request, lambda: act(nomination)):
            messages.success(request, done)
        return redirect(back)
    context = {"nomination": nomination, "question": question, "label": label, "back": back}
    return render(request, "events/nominations/close.html", context)


@requires(Permission.MEETING_MANAGE)
def election(request: HttpRequest, pk: int) -> HttpResponse:
    """Elect the candidate by a decision of the meeting that considered the matter."""
    nomination = _open_nomination(request, pk)
    if nomination.agenda_item is None:
        messages.info(request, "Сначала выберите вопрос повестки, на котором избирали.")
        return redirect("events:nomination-update", nomination.pk)
    meeting = changeable_meeting(request, nomination.agenda_item.meeting_id)
    serving = nomination.council.members.serving_on(meeting.held_on).filter(duty=nomination.duty)
    previous = serving.exclude(person=nomination.person).exists() if nomination.duty in ALONE else False
    council = nomination.council.name_genitive or f"«{nomination.council}»"
    text = f"Избрать {duty_instrumental(nomination.duty)} {council}: {nomination.person.full_name}."
    form = ElectionForm(
        request.POST or None, meeting=meeting, item=nomination.agenda_item, text=text, has_previous=previous
    )
    if request.method == "POST" and form.is_valid():
        keep = form.cleaned_data.get("keep_previous", False)
        if _safely(request, lambda: elect(nomination, form.ground(), keep_previous=keep)):
            messages.success(request, f"Записано: {nomination.person} — {nomination.get_duty_display()}.")
            return redirect(nomination.council)
    title = f"Избрание: {nomination.person}"
    return _form_page(request, nomination.council, form, title, "Записать избрание")


def council_of_region(request: HttpRequest, pk: int) -> Council:
    rows = Council.objects.filter(cluster__region__in=regions_of(request.user))
    return get_object_or_404(rows.select_related("cluster__region"), pk=pk)


def _open_nomination(request: HttpRequest, pk: int) -> Nomination:
    rows = Nomination.objects.filter(council__cluster__region__in=regions_of(request.user), state__in=actions.OPEN)
    related = ("council__cluster__region", "person", "agenda_item__meeting__council")
    nomination = get_object_or_404(rows.select_related(*related), pk=pk)
    if nomination.agenda_item:
        changeable_meeting(request, nomination.agenda_item.meeting_id)
    return nomination


def _safely(request: HttpRequest, act: Callable[[], object]) -> bool:
    try:
        act()
    except StateError as error:
        messages.error(request, str(error))
        return False
    return True


def _form_page(request: HttpRequest, council: Council, form: object, title: str, button: str) -> HttpResponse:
    context = {"form": form, "council": council, "title": title, "button": button}
    return render(request, "events/nominations/form.html", context)
