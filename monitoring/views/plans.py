"""The own plan: read and printed, put into own words, handed to the road map."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, requires
from accounts.models import User
from accounts.roles import Permission
from cluster.views.pages import FormPage, show_form
from monitoring.actions import plans as actions
from monitoring.forms.plans import PlanForm, PlanItemFormSet, TransferForm
from monitoring.models import Plan
from ui.words import count

DIAGNOSE = Permission.SELF_DIAGNOSE


@requires(DIAGNOSE)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = _own(request, pk)
    items = plan.items.select_related("indicator", "responsible", "proposal__item", "road_map_item")
    context = {
        "plan": plan,
        "items": items,
        "unsent": sum(not item.is_sent for item in items),
        "breadcrumbs": _crumbs(plan, ""),
    }
    return render(request, "monitoring/plans/detail.html", context)


@requires(DIAGNOSE)
def update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Title and items on one page; a wrong row keeps everything that was typed."""
    plan = _own(request, pk)
    form = PlanForm(request.POST or None, instance=plan)
    formset = PlanItemFormSet(request.POST or None, instance=plan, form_kwargs={"user": request.user})
    if request.method == "POST" and form.is_valid() & formset.is_valid():
        form.save()
        formset.save()
        messages.success(request, "План сохранён.")
        return redirect(plan)
    context = {"plan": plan, "form": form, "formset": formset, "breadcrumbs": _crumbs(plan, "Изменить план")}
    return render(request, "monitoring/plans/form.html", context)


@requires(DIAGNOSE)
def transfer(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = _own(request, pk)
    form = TransferForm(request.POST or None, plan=plan, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _hand_over(form, request.user))
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(plan)
    page = FormPage("Передать в дорожную карту", _crumbs(plan, "Передать")[:-1], "Передать", title=f"Передать: {plan}")
    if form.has_targets:
        return show_form(request, form, page)
    return render(request, "monitoring/plans/closed.html", {"plan": plan, "breadcrumbs": page.trail})


def _hand_over(form: TransferForm, user: User) -> str:
    items, target = form.cleaned_data["items"], form.cleaned_data["target"]
    if target in form.maps:
        number = actions.add_to_road_map(items, road_map=form.maps[target])
        return f"На карту добавлено: {count(number, 'мероприятие,мероприятия,мероприятий')}."
    number = actions.propose(items, to=form.rounds[target], by=user)
    return f"Подано: {count(number, 'предложение,предложения,предложений')}. О решении придёт письмо."


def _own(request: SignedInRequest, pk: int) -> Plan:
    rows = Plan.objects.visible_to(request.user).select_related("diagnosis__municipality", "diagnosis__organisation")
    return get_object_or_404(rows.select_related("organisation", "author"), pk=pk)


def _crumbs(plan: Plan, last: str) -> list[Any]:
    path = [(reverse("monitoring:diagnosis-list"), "Самодиагностика и планы"), (plan.get_absolute_url(), plan.title)]
    return [*path, ("", last)] if last else [path[0], ("", plan.title)]
