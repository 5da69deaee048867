from itertools import groupby
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.views.generic import DetailView

from accounts.access import PermissionRequired
from accounts.roles import Permission
from cluster.models import RoadMap, RoadMapItem

OPEN = (RoadMapItem.Status.PLANNED, RoadMapItem.Status.RUNNING)


class RoadMapDetail(PermissionRequired, DetailView):
    permission = Permission.CLUSTER_VIEW
    template_name = "cluster/road_maps/detail.html"
    context_object_name = "road_map"

    def get_queryset(self) -> QuerySet[RoadMap]:
        return RoadMap.objects.select_related("cluster")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.object.items.select_related("stage", "subportfolio", "responsible")
        items = list(rows.order_by(F("stage__number").asc(nulls_last=True), "ends_on", "pk"))
        today = timezone.localdate()
        for item in items:
            item.is_late = item.status in OPEN and item.ends_on is not None and item.ends_on < today
        return super().get_context_data(
            stages=[(stage, list(members)) for stage, members in groupby(items, key=lambda item: item.stage)],
            total=len(items),
            late=sum(item.is_late for item in items),
            **kwargs,
        )
