from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from graduates.actions.consents import record, withdraw
from graduates.consent_texts import current_text
from graduates.forms.consents import ConsentForm
from graduates.models import Consent, Disclosure, Graduate
from ui.words import count


@requires(Permission.GRADUATE_MANAGE)
def record_consent(request: SignedInRequest, pk: int) -> HttpResponse:
    graduate = get_object_or_404(Graduate.objects.visible_to(request.user), pk=pk)
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        record(graduate, **form.cleaned_data, by=request.user)
        messages.success(request, "Согласие записано.")
        return redirect(graduate)
    return render(request, "graduates/consents/form.html", {"form": form, "graduate": graduate})


@requires(Permission.GRADUATE_MANAGE, Permission.GRADUATE_SELF)
def show_text(request: SignedInRequest, purpose: str) -> HttpResponse:
    """The text to print and sign."""
    if purpose not in Consent.Purpose.values:
        raise Http404
    context = {"text": current_text(purpose), "purpose": Consent.Purpose(purpose).label}
    return render(request, "graduates/consents/text.html", context)


@requires(Permission.GRADUATE_SELF)
def my_consents(request: SignedInRequest) -> HttpResponse:
    graduate = get_object_or_404(Graduate, user=request.user)
    today = timezone.localdate()
    consents = [(consent, consent.is_in_force(today)) for consent in graduate.consents.all()]
    return render(request, "graduates/consents/my_consents.html", {"consents": consents})


@requires(Permission.GRADUATE_SELF)
def withdraw_my_consent(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask once, then withdraw: every employer stops seeing this graduate at that very moment."""
    consents = Consent.objects.not_withdrawn().filter(graduate__user=request.user)
    consent = get_object_or_404(consents.select_related("graduate"), pk=pk)
    if request.method == "POST":
        closed = withdraw(consent)
        seen = f" Закрыто от работодателей: {count(closed, 'вакансия,вакансии,вакансий')}." if closed else ""
        messages.success(request, f"Согласие отозвано.{seen}")
        return redirect("graduates:my-consents")
    shown = Disclosure.objects.open().filter(graduate=consent.graduate).count()
    return render(request, "graduates/consents/withdraw.html", {"consent": consent, "shown": shown})
