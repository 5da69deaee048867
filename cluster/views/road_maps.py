from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import CreateView, UpdateView

from accounts.access import PermissionRequired
from accounts.roles import Permission
from cluster.forms.road_maps import RoadMapForm
from cluster.models import RoadMap, RoadMapItem
from cluster.timelines import add_lags, draw
from cluster.views.pages import FormPage, RecordEdit, with_keeper
from cluster.work_filters import RoadMapItemFilter
from ui.pages import ListPage


class RoadMapDetail(PermissionRequired, ListPage):
    """The map: plan and fact as a timeline and as a table of the same rows."""

    permission = Permission.CLUSTER_VIEW
    filterset_class = RoadMapItemFilter
    template_name = "cluster/road_maps/detail.html"
    paginate_by = 40

    def get_queryset(self) -> QuerySet[RoadMapItem]:
        road_maps = with_keeper(RoadMap.objects.visible_to(self.request.user), self.request.user)
        self.road_map = get_object_or_404(road_maps.select_related("cluster"), pk=self.kwargs["pk"])
        rows = self.road_map.items.select_related("stage", "subportfolio", "responsible")
        return rows.order_by(F("stage__number").asc(nulls_last=True), "ends_on", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        road_map, user, today = self.road_map, self.request.user, timezone.localdate()
        items = list(context["page_obj"])
        add_lags(items, today)
        return {
            **context,
            "road_map": road_map,
            "items": items,
            "timeline": draw(road_map, items, today),
            "late": road_map.items.overdue(today).count(),
            "rounds": self._rounds(today),
            "may_manage": road_map.is_managed,
            "may_order": user.can(Permission.REPORT_ORDER),
        }

    def _rounds(self, today: Any) -> list[Any]:
        rounds = self.road_map.proposal_rounds.visible_to(self.request.user)
        rounds = list(rounds.annotate(waiting=Count("proposals", Q(proposals__state="submitted")))[:5])
        for one in rounds:
            one.is_open = one.is_open_on(today)
        return rounds


class RoadMapEdit(RecordEdit):
    model = RoadMap
    form_class = RoadMapForm

    def page(self) -> FormPage:
        crumbs = [(reverse("cluster:cluster-list"), "Кластер")]
        if not self.object:
            return FormPage("Новая дорожная карта", crumbs, "Добавить дорожную карту")
        crumbs.append((self.object.get_absolute_url(), str(self.object)))
        return FormPage("Изменить дорожную карту", crumbs, "Сохранить", title=f"Изменить: {self.object}")


class RoadMapCreate(RoadMapEdit, CreateView):
    pass


class RoadMapUpdate(RoadMapEdit, UpdateView):
    pass
