"""Municipalities that merge, split or go into others."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from cluster.actions.municipal_changes import record_change, withdraw_change
from cluster.forms.municipal_changes import MunicipalChangeForm
from cluster.models import MunicipalChange, Municipality
from cluster.views.pages import FormPage, show_form

MANAGE = Permission.REFERENCE_MANAGE


@requires(MANAGE)
def create_municipal_change(request: SignedInRequest, pk: int) -> HttpResponse:
    place = get_object_or_404(Municipality.objects.select_related("region"), pk=pk)
    form = MunicipalChangeForm(request.POST or None, instance=MunicipalChange(predecessor=place))
    if request.method == "POST" and form.is_valid():
        change = record_change(form.save(commit=False), predecessor_ceases=form.cleaned_data["predecessor_ceases"])
        messages.success(request, f"Преобразование записано: {change}.")
        return redirect(place)
    heading = f"Записать преобразование: {place}"
    lead = "По этой записи сравнение двух лет складывает прежние муниципальные образования, а кампании ждут новые."
    return show_form(request, form, FormPage(heading, _crumbs(place), "Записать преобразование", lead))


@requires(MANAGE)
def remove_municipal_change(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = MunicipalChange.objects.select_related("predecessor", "successor")
    change = get_object_or_404(rows, pk=pk)
    place = change.predecessor
    if request.method == "POST":
        withdraw_change(change)
        messages.success(request, "Запись о преобразовании убрана.")
        return redirect(place)
    lead = f"{change}, {change.happened_on:%d.%m.%Y}. {place} снова станет действующим."
    page = FormPage("Убрать запись о преобразовании?", _crumbs(place), "Убрать запись", lead, is_danger=True)
    return show_form(request, None, page)


def _crumbs(place: Municipality) -> list[tuple[str, str]]:
    return [(reverse("cluster:municipality-list"), "Муниципальные образования"), (place.get_absolute_url(), place.name)]
