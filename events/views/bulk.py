"""One step for the decisions marked in the register: first a page of what will happen, then the step."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.roles import Permission
from events.actions import bulk
from events.forms.bulk import FORMS, BulkForm
from events.models import Decision
from ui.words import count

SHOWN_REASONS = 5
CHECKS: dict[str, Callable[[Decision], None]] = {
    "control": bulk.check_control,
    "accept": bulk.check_accept,
    "supervisor": bulk.check_supervisor,
    "extend": bulk.checker_of_extension(None),
}


@requires(Permission.DECISION_MANAGE)
@require_POST
def bulk_step(request: HttpRequest) -> HttpResponse:
    code, chosen = request.POST.get("step", ""), _chosen(request)
    if code not in bulk.STEPS or not chosen:
        messages.error(request, "Отметьте решения в списке и выберите действие.")
        return redirect("events:decision-list")
    form_class = FORMS.get(code, BulkForm)
    is_confirmed = "confirmed" in request.POST
    form = form_class(request.POST if is_confirmed else None, region=chosen[0].meeting.council.cluster.region)
    if is_confirmed and form.is_valid():
        return _carry_out(request, code, chosen, form)
    context = {
        "form": form,
        "step": code,
        "title": bulk.STEPS[code][0],
        "outcome": bulk.forecast(chosen, CHECKS[code]),
        "chosen": chosen,
    }
    return render(request, "events/decisions/bulk.html", context)


def _chosen(request: HttpRequest) -> list[Decision]:
    keys = [key for key in request.POST.getlist("chosen") if key.isdecimal() and len(key) < 18][: bulk.CHECKED]
    rows = Decision.objects.visible_to(request.user).filter(pk__in=keys)
    return list(rows.select_related("meeting__council__cluster__region", "agenda_item", "responsible"))


def _carry_out(request: HttpRequest, code: str, chosen: list[Decision], form: BulkForm) -> HttpResponse:
    title, step = bulk.STEPS[code]
    details: dict[str, Any] = form.details()
    outcome = bulk.carry_out(chosen, step, by=request.user, **details)
    done, refused = len(outcome.fitting), outcome.refused
    if done:
        messages.success(request, f"{title}: сделано для {count(done, 'решения,решений,решений')}.")
    if refused:
        reasons = "; ".join(f"«{one.full_number or one.text[:40]}» — {why}" for one, why in refused[:SHOWN_REASONS])
        messages.warning(request, f"Не изменилось: {count(len(refused), 'решение,решения,решений')}. {reasons}")
    return redirect("events:decision-list")
