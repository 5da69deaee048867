from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.generic import CreateView, UpdateView
from django.views.generic.detail import SingleObjectTemplateResponseMixin
from django.views.generic.edit import ModelFormMixin

from accounts.access import OffersRegister, PermissionRequired, SignedInRequest, requires
from accounts.roles import Permission
from graduates.actions.profiles import save_profile
from graduates.forms.profiles import GraduateFilter, GraduateForm
from graduates.models import Disclosure, Graduate, RouteStep
from graduates.protected import NoConsent, read_needs
from graduates.selection import condition_names, dressed, matches_for
from ui.pages import ListPage

SHOWN_ON_CARD = 5


class GraduateList(PermissionRequired, OffersRegister, ListPage):
    request: SignedInRequest
    permission = Permission.GRADUATE_VIEW
    filterset_class = GraduateFilter
    register = "graduate-register"
    template_name = "graduates/profiles/list.html"

    def get_queryset(self) -> QuerySet[Graduate]:
        rows = Graduate.objects.visible_to(self.request.user).with_next_step()
        return rows.select_related("occupation", "route__stage")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "today": timezone.localdate()}


class GraduateFormPage(PermissionRequired, SingleObjectTemplateResponseMixin, ModelFormMixin):
    request: SignedInRequest
    permission = Permission.GRADUATE_MANAGE
    model = Graduate
    form_class = GraduateForm
    template_name = "graduates/profiles/form.html"

    def get_queryset(self) -> QuerySet[Graduate]:
        return Graduate.objects.visible_to(self.request.user).select_related("route", "case_worker", "user")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: ModelForm) -> HttpResponse:
        graduate = form.save(commit=False)
        save_profile(graduate, stage=form.cleaned_data["stage"], by=self.request.user)
        messages.success(self.request, f"Карточка сохранена: {graduate}.")
        return redirect(graduate)


class GraduateCreate(GraduateFormPage, CreateView):
    request: SignedInRequest


class GraduateUpdate(GraduateFormPage, UpdateView):
    request: SignedInRequest


@requires(Permission.GRADUATE_VIEW)
def show_graduate(request: SignedInRequest, pk: int) -> HttpResponse:
    """The card: contacts and route, then matches. The matches need the needs, so this look is in the log."""
    today = timezone.localdate()
    rows = Graduate.objects.visible_to(request.user).select_related(
        "college", "occupation", "municipality", "case_worker", "user", "route__stage", "needs"
    )
    graduate = get_object_or_404(rows.prefetch_related("consents"), pk=pk)
    steps = RouteStep.objects.filter(route__graduate=graduate).select_related("stage")
    disclosures = Disclosure.objects.in_force(today).filter(graduate=graduate)
    context = {
        "graduate": graduate,
        "today": today,
        "consents": [(consent, consent.is_in_force(today)) for consent in graduate.consents.all()],
        "open_steps": [step for step in steps if step.done_on is None],
        "done_steps": [step for step in steps if step.done_on is not None],
        "disclosures": disclosures.select_related("vacancy__partner__organisation"),
        **_matches(request, graduate),
    }
    return render(request, "graduates/profiles/detail.html", context)


def _matches(request: SignedInRequest, graduate: Graduate) -> dict[str, Any]:
    """The best matches; none before anybody has asked about needs, none without a consent."""
    if not hasattr(graduate, "needs"):
        return {"has_consent": True, "has_needs": False, "fitting": [], "total": 0}
    try:
        needs = read_needs(request, graduate, "подбор вакансий")
    except NoConsent:
        return {"has_consent": False, "has_needs": True, "fitting": [], "total": 0}
    found = matches_for(graduate, needs, timezone.localdate())
    fitting = dressed(found[:SHOWN_ON_CARD], condition_names())
    return {"has_consent": True, "has_needs": True, "fitting": fitting, "total": len(found)}
