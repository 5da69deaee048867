"""A decision of a council tied to recommendations of the monitoring."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from events.models import Decision
from monitoring.forms.recommendations import DecisionRecommendationsForm


@requires(Permission.DECISION_MANAGE)
def choose_recommendations(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Decision.objects.visible_to(request.user).select_related("meeting__council__cluster", "agenda_item")
    decision = get_object_or_404(rows, pk=pk)
    form = DecisionRecommendationsForm(request.POST or None, decision=decision, user=request.user)
    if request.method == "POST" and form.is_valid():
        decision.recommendations.set(form.cleaned_data["recommendations"])
        messages.success(request, "Связь с рекомендациями сохранена.")
        return redirect(decision)
    return render(request, "monitoring/recommendations/choose.html", {"form": form, "decision": decision})
