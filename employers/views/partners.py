"""Employers of the cluster: whom one may call, what they promise, which places they have."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, UpdateView

from accounts.access import PermissionRequired, requires
from accounts.roles import Permission
from cluster.models import Organisation
from employers.filters import PartnerFilter
from employers.forms.partners import PartnerForm
from employers.models import Partner, Vacancy
from employers.models.vacancies import FRESH_FOR
from ui.pages import ListPage


@method_decorator(login_not_required, name="dispatch")
class PartnerList(ListPage):
    filterset_class = PartnerFilter
    template_name = "employers/partners/list.html"

    def get_queryset(self) -> QuerySet[Partner]:
        open_today = Q(
            vacancies__status=Vacancy.Status.PUBLISHED, vacancies__confirmed_on__gt=timezone.localdate() - FRESH_FOR
        )
        rows = Partner.objects.public().select_related("organisation__municipality")
        rows = rows.annotate(open_vacancies=Count("vacancies", filter=open_today))
        return rows.order_by("organisation__sort_key", "pk")


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
