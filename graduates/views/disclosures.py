from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from employers.models import Vacancy
from graduates.actions.disclosures import show
from graduates.forms.needs import DisclosureForm
from graduates.models import Consent, Disclosure, Graduate
from graduates.protected import Need, read_needs, read_shown
from graduates.selection import condition_names


@requires(Permission.GRADUATE_SELF)
def show_to_employer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose code by code, check on a second page, then show: three steps, so that nothing is shown by accident."""
    today = timezone.localdate()
    graduate = get_object_or_404(Graduate, user=request.user)
    rows = Vacancy.objects.open_on(today).select_related("partner__organisation")
    vacancy = get_object_or_404(rows, pk=pk)
    if not graduate.has_consent(Consent.Purpose.HEALTH, today):
        return render(request, "graduates/consents/missing_own.html", {"graduate": graduate})
    needs = read_needs(request, graduate, "выбор, что показать работодателю")
    names = condition_names()
    form = DisclosureForm(request.POST or None, needs=needs, names=names, initial=_shown_before(request, graduate, pk))
    context: dict[str, Any] = {"form": form, "vacancy": vacancy, "has_needs": bool(needs)}
    if request.method != "POST" or not form.is_valid() or "change" in request.POST:
        return render(request, "graduates/disclosures/form.html", context)
    codes, shows_contacts = form.cleaned_data.get("codes", []), form.cleaned_data["shows_contacts"]
    if "confirmed" not in request.POST:
        shown, hidden = _split(needs, codes, names)
        checked = {"codes": codes, "shown": shown, "hidden": hidden}
        return render(request, "graduates/disclosures/check.html", {**context, **checked})
    show(request, graduate, vacancy, codes=codes, shows_contacts=shows_contacts)
    messages.success(request, f"Готово. Работодатель видит вас: {vacancy.partner}, вакансия «{vacancy}».")
    return redirect("graduates:my-needs")


@requires(Permission.GRADUATE_SELF)
def revoke_disclosure(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Disclosure.objects.visible_to(request.user).open().select_related("vacancy__partner__organisation")
    disclosure = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        disclosure.revoke()
        messages.success(request, "Закрыто. Работодатель больше не видит вас и ваши условия.")
        return redirect("graduates:my-needs")
    return render(request, "graduates/disclosures/revoke.html", {"disclosure": disclosure})


def _shown_before(request: SignedInRequest, graduate: Graduate, vacancy: int) -> dict[str, Any]:
    """A change starts from what this employer sees now, a first look from what the graduate usually shows."""
    if request.method == "POST":
        return {}
    before = Disclosure.objects.visible_to(request.user).open().filter(graduate=graduate, vacancy=vacancy).first()
    if before is None:
        return {}
    shown = read_shown(request, before, "просмотр своих раскрытий")
    return {"codes": [need.code for need in shown], "shows_contacts": before.shows_contacts}


def _split(needs: list[Need], codes: list[str], names: dict[str, str]) -> tuple[list[str], list[str]]:
    """Names of the conditions to be shown, and of those that stay hidden."""
    shown = [names.get(need.code, need.code) for need in needs if need.code in codes]
    hidden = [names.get(need.code, need.code) for need in needs if need.code not in codes]
    return shown, hidden
