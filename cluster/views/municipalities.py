from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import CreateView, DetailView, UpdateView
from django.views.generic.detail import SingleObjectTemplateResponseMixin
from django.views.generic.edit import ModelFormMixin

from accounts.access import OffersRegister, PermissionRequired
from accounts.roles import Permission
from cluster.actions.municipalities import change
from cluster.filters import MunicipalityFilter
from cluster.forms.municipalities import MunicipalityChangeForm, MunicipalityForm
from cluster.models import Municipality
from ui.pages import ListPage


class MunicipalityList(PermissionRequired, OffersRegister, ListPage):
    permission = Permission.CLUSTER_VIEW
    filterset_class = MunicipalityFilter
    register = "municipality-register"
    template_name = "cluster/municipalities/list.html"

    def get_queryset(self) -> QuerySet[Municipality]:
        return Municipality.objects.with_organisation_count()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_manage=self.request.user.can(Permission.REFERENCE_MANAGE), **kwargs)


class MunicipalityDetail(PermissionRequired, DetailView):
    permission = Permission.CLUSTER_VIEW
    template_name = "cluster/municipalities/detail.html"

    def get_queryset(self) -> QuerySet[Municipality]:
        return Municipality.objects.select_related("region")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            may_manage=self.request.user.can(Permission.REFERENCE_MANAGE),
            periods=list(self.object.periods.order_by("-to_on")),
            successions=list(self.object.successions.select_related("successor")),
            origins=list(self.object.origins.select_related("predecessor")),
            organisations=list(self.object.organisations.living()),
            **kwargs,
        )


class MunicipalityEdit(PermissionRequired, SingleObjectTemplateResponseMixin, ModelFormMixin):
    permission = Permission.REFERENCE_MANAGE
    template_name = "cluster/municipalities/form.html"
    queryset = Municipality.objects.all()

    def form_valid(self, form: ModelForm) -> HttpResponse:
        """Two people may enter the same municipality at once: the second one is told, nothing breaks."""
        try:
            with transaction.atomic():
                municipality = change(form.save(commit=False), changed_on=form.cleaned_data.get("changed_on"))
        except IntegrityError:
            form.add_error("name", "Такое муниципальное образование только что добавил другой человек.")
            return self.form_invalid(form)
        messages.success(self.request, f"Муниципальное образование сохранено: {municipality.name}.")
        return redirect(municipality)


class MunicipalityCreate(MunicipalityEdit, CreateView):
    form_class = MunicipalityForm


class MunicipalityUpdate(MunicipalityEdit, UpdateView):
    form_class = MunicipalityChangeForm
