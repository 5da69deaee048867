"""Votes of a meeting, written down by hand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import requires
from accounts.roles import Permission
from events.forms.votes import VoteForm
from events.models import Meeting, Vote
from events.presence import quorum_of
from events.views.meetings import changeable_meeting


@requires(Permission.MEETING_MANAGE)
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """A new vote; `?subject=item-5` comes from the item where the link stands."""
    meeting = changeable_meeting(request, pk)
    return _page(request, Vote(meeting=meeting), meeting, initial={"subject": request.GET.get("subject", "")})


@requires(Permission.MEETING_MANAGE)
def update(request: HttpRequest, pk: int) -> HttpResponse:
    vote = get_object_or_404(Vote.objects.filter(meeting__in=Meeting.objects.visible_to(request.user)), pk=pk)
    meeting = changeable_meeting(request, vote.meeting_id)
    if request.method == "POST" and "remove" in request.POST:
        vote.delete()
        messages.success(request, "Голосование убрано.")
        return redirect(meeting)
    return _page(request, vote, meeting)


def _page(request: HttpRequest, vote: Vote, meeting: Meeting, initial: dict[str, str] | None = None) -> HttpResponse:
    form = VoteForm(request.POST or None, instance=vote, meeting=meeting, initial=initial)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Голосование записано.")
        return redirect(meeting)
    context = {"form": form, "vote": vote, "meeting": meeting, "quorum": quorum_of(meeting)}
    return render(request, "events/meetings/vote.html", context)
