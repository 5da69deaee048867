"""Invitations to a meeting: chosen, sent, answered by a secret link."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.roles import Permission
from events.actions import invitations as actions
from events.agenda_tree import flat, grow
from events.forms.invitations import AnswerForm, InvitationForm
from events.meeting_calendar import calendar_of_meeting
from events.models import Meeting, MeetingInvitation, StateError
from events.models.links import hash_of
from events.presence import members_of, share_of
from events.quorum import forecast
from events.views.meetings import changeable_meeting, protocol_heads
from ui.words import count

Answer = MeetingInvitation.Answer
LETTERS = "письмо,письма,писем"
CALENDAR = "text/calendar; charset=utf-8"


@requires(Permission.MEETING_MANAGE)
def invitation_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is invited and what they answered."""
    rows = Meeting.objects.visible_to(request.user).select_related("council").prefetch_related(protocol_heads())
    meeting = get_object_or_404(rows, pk=pk)
    invitations = list(meeting.invitations.select_related("person"))
    counted = Counter(row.answer for row in invitations)
    coming = [row.person_id for row in invitations if row.answer in (Answer.COMING, Answer.ONLINE)]
    last = actions.last_letters(meeting)
    waiting = {row.pk for row in actions.waiting_for_letter(meeting, last)}
    context: dict[str, Any] = {
        "meeting": meeting,
        "invitations": invitations,
        "answers": [(label, counted[value]) for value, label in Answer.choices],
        "forecast": forecast(members_of(meeting), coming, share=share_of(meeting.council)),
        "waiting": waiting,
        "changed": {pk for pk in waiting & set(last) if last[pk].place != actions.place_of(meeting)},
        "is_over": actions.is_over(meeting),
        "is_frozen": meeting.is_frozen,
    }
    return render(request, "events/invitations/list.html", context)


@requires(Permission.MEETING_MANAGE)
def create(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = changeable_meeting(request, pk)
    form = InvitationForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.invite(meeting, form.chosen())
            told = count(len(made), "человек,человека,человек")
            messages.success(request, f"Приглашено: {told}. Письма уйдут, когда вы нажмёте «Разослать».")
        except StateError as error:
            messages.error(request, str(error))
        return redirect("events:invitation-list", meeting.pk)
    return render(request, "events/invitations/form.html", {"form": form, "meeting": meeting})


@require_POST
@requires(Permission.MEETING_MANAGE)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = changeable_meeting(request, pk)
    try:
        number = actions.send_invitations(meeting)
        told = f"Разослано: {count(number, LETTERS)}." if number else "Все приглашённые уже знают о дне и месте."
        messages.success(request, told)
    except StateError as error:
        messages.error(request, str(error))
    return redirect("events:invitation-list", meeting.pk)


@requires(Permission.MEETING_MANAGE)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    rows = MeetingInvitation.objects.filter(meeting__in=Meeting.objects.visible_to(request.user))
    invitation = get_object_or_404(rows.select_related("person"), pk=pk)
    invitation.meeting = changeable_meeting(request, invitation.meeting_id)
    if request.method == "POST":
        try:
            actions.withdraw_invitation(invitation)
            messages.success(request, "Приглашение отозвано, ссылка из письма больше не открывается.")
        except StateError as error:
            messages.error(request, str(error))
        return redirect("events:invitation-list", invitation.meeting_id)
    return render(request, "events/invitations/withdraw.html", {"invitation": invitation})


@login_not_required
@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the link answers for the one it was sent to. After the meeting it is closed."""
    invitation = _invitation(token)
    if invitation is None or actions.is_over(invitation.meeting):
        status = 404 if invitation is None else 410
        return _hidden(render(request, "events/invitations/gone.html", status=status))
    form = AnswerForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_invitation(invitation, **form.cleaned_data)
            messages.success(request, "Спасибо, ответ записан. Его можно изменить по этой же ссылке.")
        except StateError as error:
            messages.error(request, str(error))
        return _hidden(redirect("events:invitation-answer", token))
    agenda = [one.row for one in flat(grow(list(invitation.meeting.agenda_items.exclude(state="withdrawn"))))]
    context = {"form": form, "invitation": invitation, "meeting": invitation.meeting, "agenda": agenda, "token": token}
    return _hidden(render(request, "events/invitations/answer.html", context))


@login_not_required
@never_cache
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    invitation = _invitation(token)
    if invitation is None:
        return _hidden(render(request, "events/invitations/gone.html", status=404))
    response = HttpResponse(calendar_of_meeting(invitation.meeting, site=settings.BASE_URL), content_type=CALENDAR)
    response["Content-Disposition"] = f'attachment; filename="meeting-{invitation.meeting_id}.ics"'
    return _hidden(response)


def _invitation(token: str) -> MeetingInvitation | None:
    rows = MeetingInvitation.objects.filter(token_hash=hash_of(token))
    return rows.select_related("meeting__council__cluster", "person").first()


def _hidden(response: HttpResponse) -> HttpResponse:
    """Search engines and the next site must not learn the address."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response
