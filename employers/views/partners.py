"""Employers of the cluster: whom one may call, what they promise, which places they have."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, UpdateView

from accounts.access import OffersRegister, PermissionRequired, requires
from accounts.roles import Permission
from cluster.models import Organisation
from employers.filters import PartnerFilter
from employers.forms.partners import PartnerForm
from employers.models import Partner
from ui.pages import ListPage


@method_decorator(login_not_required, name="dispatch")
class PartnerList(OffersRegister, ListPage):
    filterset_class = PartnerFilter
    register = "partner-register"
    template_name = "employers/partners/list.html"

    def get_queryset(self) -> QuerySet[Partner]:
        return Partner.objects.public().with_open_vacancies(timezone.localdate())


@method_decorator(login_not_required, name="dispatch")
class PartnerDetail(DetailView):
    template_name = "employers/partners/detail.html"

    def get_queryset(self) -> QuerySet[Partner]:
        return Partner.objects.visible_to(self.request.user).select_related("organisation__municipality")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        vacancies = self.object.vacancies.open_on(timezone.localdate()).with_cards()
        is_own = user.is_authenticated and user.can(Permission.VACANCY_MANAGE)
        return super().get_context_data(
            vacancies=list(vacancies),
            is_own=is_own and Partner.objects.of_user(user).filter(pk=self.object.pk).exists(),
            **kwargs,
        )


class PartnerUpdate(PermissionRequired, UpdateView):
    permission = Permission.VACANCY_MANAGE
    form_class = PartnerForm
    template_name = "employers/partners/form.html"

    def get_queryset(self) -> QuerySet[Partner]:
        return Partner.objects.of_user(self.request.user).select_related("organisation")

    def get_success_url(self) -> str:
        messages.success(self.request, "Карточка работодателя сохранена.")
        return self.object.get_absolute_url()


@requires(Permission.VACANCY_MANAGE)
def my_partner(request: HttpRequest) -> HttpResponse:
    """The way to the own profile; an organisation that has none yet fills it in here."""
    partner = Partner.objects.of_user(request.user).first()
    if partner:
        return redirect(partner)
    organisation = Organisation.objects.of_user(request.user).first()
    if organisation is None:
        return render(request, "employers/partners/no_organisation.html", status=404)
    form = PartnerForm(request.POST or None, instance=Partner(organisation=organisation))
    if request.method == "POST" and form.is_valid():
        form.instance.joined_on = timezone.localdate()
        messages.success(request, "Карточка работодателя сохранена. Теперь можно добавить вакансию.")
        return redirect(form.save())
    return render(request, "employers/partners/form.html", {"form": form, "organisation": organisation})
