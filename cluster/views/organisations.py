from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import CreateView, DetailView, UpdateView
from django.views.generic.detail import SingleObjectTemplateResponseMixin
from django.views.generic.edit import ModelFormMixin

from accounts.access import PermissionRequired
from accounts.roles import Permission
from cluster.actions.organisations import save_with_aliases
from cluster.filters import OrganisationFilter
from cluster.forms.organisations import OrganisationForm
from cluster.models import Merge, Organisation
from ui.pages import ListPage
from ui.panels import panels_of

MOST_PEOPLE = 30


class OrganisationList(PermissionRequired, ListPage):
    permission = Permission.CLUSTER_VIEW
    filterset_class = OrganisationFilter
    template_name = "cluster/organisations/list.html"

    def get_queryset(self) -> QuerySet[Organisation]:
        rows = Organisation.objects.visible_to(self.request.user).living()
        return rows.select_related("municipality", "region")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        may_order = user.can(Permission.REPORT_ORDER)
        return super().get_context_data(may_manage=user.can(Permission.CLUSTER_MANAGE), may_order=may_order, **kwargs)


class OrganisationDetail(PermissionRequired, DetailView):
    permission = Permission.CLUSTER_VIEW
    template_name = "cluster/organisations/detail.html"

    def get_queryset(self) -> QuerySet[Organisation]:
        rows = Organisation.objects.visible_to(self.request.user)
        return rows.select_related("municipality", "region", "college_profile")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The address of a record that was joined to another one leads to the other one."""
        self.object = self.get_object()
        if self.object.merged_into_id:
            return redirect("cluster:organisation-detail", self.object.merged_into_id, permanent=False)
        return self.render_to_response(self.get_context_data(object=self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        organisation = self.object
        serving = organisation.memberships.serving_on(timezone.localdate())
        people = list(serving.select_related("person").order_by("person__sort_key", "pk")[:MOST_PEOPLE])
        return super().get_context_data(
            may_manage=self.request.user.can(Permission.CLUSTER_MANAGE),
            aliases=list(organisation.aliases.all()),
            people=people,
            people_count=serving.count() if len(people) == MOST_PEOPLE else len(people),
            clusters=list(organisation.clusters.all()),
            projects=list(organisation.projects.select_related("subportfolio__cluster")),
            road_map_items=list(organisation.road_map_items.select_related("road_map").order_by("ends_on", "pk")),
            merges=merges_into(organisation),
            college=getattr(organisation, "college_profile", None),
            is_college=organisation.kind == Organisation.Kind.COLLEGE,
            panels=panels_of(organisation, self.request.user),
            **kwargs,
        )


class OrganisationEdit(PermissionRequired, SingleObjectTemplateResponseMixin, ModelFormMixin):
    permission = Permission.CLUSTER_MANAGE
    form_class = OrganisationForm
    template_name = "cluster/organisations/form.html"

    def get_queryset(self) -> QuerySet[Organisation]:
        return Organisation.objects.visible_to(self.request.user).living()

    def form_valid(self, form: ModelForm) -> HttpResponse:
        organisation = save_with_aliases(form.save(commit=False), form.cleaned_data["aliases"])
        messages.success(self.request, f"Организация «{organisation.name}» сохранена.")
        return redirect(organisation)


class OrganisationCreate(OrganisationEdit, CreateView):
    pass


class OrganisationUpdate(OrganisationEdit, UpdateView):
    pass


def merges_into(organisation: Organisation) -> list[Merge]:
    """What was joined to the record, at first hand or through another record."""
    rows = Merge.objects.filter(left_organisation__merged_into=organisation)
    return list(rows.select_related("left_organisation", "by"))
