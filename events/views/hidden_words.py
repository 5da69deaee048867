"""What visitors will see of a protocol, looked at before it is opened: hidden passages marked, more hidden by hand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import requires
from accounts.roles import Permission
from events.actions.hidden_words import hide_words
from events.documents.public import preview
from events.forms.hidden_words import HiddenWordsForm
from events.models import Protocol


@requires(Permission.MEETING_MANAGE)
def update(request: HttpRequest, pk: int) -> HttpResponse:
    signed = Protocol.objects.visible_to(request.user).filter(state=Protocol.State.SIGNED)
    protocol = get_object_or_404(signed.select_related("meeting"), pk=pk)
    told = preview(protocol)
    phrases = protocol.meeting.hidden_words.values_list("words", flat=True)
    form = HiddenWordsForm(request.POST or None, initial={"phrases": "\n".join(phrases)}, text=told.text)
    if request.method == "POST" and form.is_valid():
        hide_words(protocol.meeting, form.cleaned_data["phrases"], by=request.user)
        messages.success(request, "Список скрытых слов сохранён.")
        return redirect("events:hidden-words", protocol.pk)
    context = {"protocol": protocol, "form": form, "paragraphs": told.paragraphs, "hidden_count": told.hidden_count}
    return render(request, "events/hidden_words/form.html", context)
