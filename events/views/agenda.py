"""The agenda grown from what earlier meetings left."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import requires
from accounts.roles import Permission
from events.actions import carry_over as actions
from events.forms.carry_over import CarryOverForm
from events.models import Meeting
from events.views.meetings import changeable_meeting
from ui.words import count


@requires(Permission.MEETING_MANAGE)
def carry_over(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = changeable_meeting(request, pk)
    matters = actions.unfinished_matters(meeting)
    if "all" in request.POST:
        return _carry(request, meeting, [matter.key for matter in matters])
    form = CarryOverForm(request.POST or None, matters=matters)
    if request.method == "POST" and not matters:
        messages.info(request, "Всё незавершённое уже стоит в повестке.")
        return redirect(meeting)
    if request.method == "POST" and form.is_valid():
        return _carry(request, meeting, form.chosen())
    context = {"form": form, "meeting": meeting, "matters": matters}
    return render(request, "events/agenda/carry_over.html", context)


def _carry(request: HttpRequest, meeting: Meeting, keys: list[str]) -> HttpResponse:
    carried = actions.carry_over(meeting, keys)
    number = count(len(carried), "вопрос,вопроса,вопросов")
    messages.success(request, f"Перенесено в повестку: {number}." if carried else "Всё незавершённое уже в повестке.")
    return redirect(meeting)
