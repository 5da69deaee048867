from dataclasses import asdict

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.appearance import from_values, of_request, remember
from accounts.forms.appearance import AppearanceForm


@login_not_required
def edit_appearance(request: HttpRequest) -> HttpResponse:
    """«Вид страницы»: works without an account and without JavaScript."""
    back = _safe_back(request)
    form = AppearanceForm(request.POST or None, initial={**asdict(of_request(request)), "back": back})
    if request.method == "POST" and form.is_valid():
        response = redirect(back or "desks:front")
        remember(request, response, from_values(form.cleaned_data))
        messages.success(request, "Вид страницы изменён.")
        return response
    return render(request, "accounts/appearance/form.html", {"form": form})


def _safe_back(request: HttpRequest) -> str:
    back = request.POST.get("back") or request.GET.get("back", "")
    return back if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()) else ""
