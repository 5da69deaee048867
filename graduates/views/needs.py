from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from graduates.forms.needs import HealthForm, NeedsForm, ShownNeedsForm
from graduates.models import Graduate
from graduates.protected import NoConsent, read_health, read_needs, read_own_shown, write_health, write_needs
from graduates.selection import condition_names


@requires(Permission.GRADUATE_MANAGE)
def edit_needs(request: SignedInRequest, pk: int) -> HttpResponse:
    graduate = get_object_or_404(Graduate.objects.visible_to(request.user), pk=pk)
    try:
        needs = read_needs(request, graduate, "правка нужных условий")
    except NoConsent:
        return _without_consent(request, graduate)
    form = NeedsForm(request.POST or None, needs=needs)
    if request.method == "POST" and form.is_valid():
        write_needs(request, graduate, form.needs, "сохранение нужных условий")
        messages.success(request, "Нужные условия сохранены.")
        return redirect(graduate)
    return render(request, "graduates/needs/form.html", {"form": form, "graduate": graduate})


@requires(Permission.GRADUATE_MANAGE)
def edit_health(request: SignedInRequest, pk: int) -> HttpResponse:
    graduate = get_object_or_404(Graduate.objects.visible_to(request.user), pk=pk)
    try:
        values = read_health(request, graduate, "правка сведений о здоровье")
    except NoConsent:
        return _without_consent(request, graduate)
    form = HealthForm(request.POST or None, initial=values)
    if request.method == "POST" and form.is_valid():
        write_health(request, graduate, form.cleaned_data, "сохранение сведений о здоровье")
        messages.success(request, "Защищённые сведения сохранены.")
        return redirect(graduate)
    return render(request, "graduates/needs/health_form.html", {"form": form, "graduate": graduate})


@requires(Permission.GRADUATE_SELF)
def my_needs(request: SignedInRequest) -> HttpResponse:
    """Own needs: what the graduate usually shows, and to whom something is shown now."""
    graduate = get_object_or_404(Graduate, user=request.user)
    needs = read_needs(request, graduate, "просмотр своих условий")
    names = condition_names()
    form = ShownNeedsForm(request.POST or None, needs=needs, names=names)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.get("codes", [])
        marked = [replace(need, is_usually_shown=need.code in chosen) for need in needs]
        write_needs(request, graduate, marked, "выбор, что показывать")
        messages.success(request, "Ваш выбор сохранён. Работодатели пока ничего не видят.")
        return redirect("graduates:my-needs")
    shown = [
        (disclosure, [names.get(need.code, need.code) for need in conditions])
        for disclosure, conditions in read_own_shown(request, graduate)
    ]
    context = {"form": form, "has_needs": bool(needs), "shown": shown}
    return render(request, "graduates/needs/my_needs.html", context)


def _without_consent(request: SignedInRequest, graduate: Graduate) -> HttpResponse:
    return render(request, "graduates/consents/missing.html", {"graduate": graduate})
