from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.views.generic import CreateView, DetailView, UpdateView

from accounts.access import OffersRegister, PermissionRequired
from accounts.roles import Permission
from cluster.forms.partnerships import DirectionForm
from cluster.models import PartnershipDirection
from cluster.views.pages import FormPage, RecordEdit, with_keeper
from cluster.work_filters import DirectionFilter
from ui.pages import ListPage
from ui.panels import panels_of

Status = PartnershipDirection.Status
TAGS = {
    Status.PROPOSED: "waiting",
    Status.AGREED: "progress",
    Status.RUNNING: "progress",
    Status.DONE: "done",
    Status.STOPPED: "closed",
}


class DirectionList(PermissionRequired, OffersRegister, ListPage):
    permission = Permission.CLUSTER_VIEW
    filterset_class = DirectionFilter
    register = "direction-register"
    template_name = "cluster/partnerships/list.html"

    def get_queryset(self) -> QuerySet[PartnershipDirection]:
        rows = PartnershipDirection.objects.visible_to(self.request.user).select_related("cluster")
        return rows.prefetch_related("parties").order_by("cluster__name", "title", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for direction in context["page_obj"]:
            direction.tag = TAGS[Status(direction.status)]
        return {**context, "may_manage": self.request.user.can(Permission.CLUSTER_MANAGE)}


class DirectionDetail(PermissionRequired, DetailView):
    """What the bodies agreed on; tasks that came of it stand in the panels."""

    permission = Permission.CLUSTER_VIEW
    template_name = "cluster/partnerships/detail.html"
    context_object_name = "direction"

    def get_queryset(self) -> QuerySet[PartnershipDirection]:
        rows = with_keeper(PartnershipDirection.objects.visible_to(self.request.user), self.request.user)
        return rows.select_related("cluster").prefetch_related("parties")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        direction, user = self.object, self.request.user
        return super().get_context_data(
            tag=TAGS[Status(direction.status)],
            may_manage=direction.is_managed,
            panels=panels_of(direction, user),
            **kwargs,
        )


class DirectionEdit(RecordEdit):
    model = PartnershipDirection
    form_class = DirectionForm

    def page(self) -> FormPage:
        crumbs = [(reverse("cluster:partnership-list"), "Направления партнёрства")]
        if not self.object:
            return FormPage("Новое направление партнёрства", crumbs, "Добавить направление")
        crumbs.append((self.object.get_absolute_url(), str(self.object)))
        return FormPage("Изменить направление", crumbs, "Сохранить направление", title=f"Изменить: {self.object}")


class DirectionCreate(DirectionEdit, CreateView):
    pass


class DirectionUpdate(DirectionEdit, UpdateView):
    pass
