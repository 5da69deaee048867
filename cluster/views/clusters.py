from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.views.generic import DetailView

from accounts.access import PermissionRequired
from accounts.roles import Permission
from cluster.models import Cluster, Organisation, Project
from ui.pages import ListPage


class ClusterList(PermissionRequired, ListPage):
    permission = Permission.CLUSTER_VIEW
    template_name = "cluster/clusters/list.html"

    def get_queryset(self) -> QuerySet[Cluster]:
        counts = {"member_count": Count("members", distinct=True), "council_count": Count("councils", distinct=True)}
        return Cluster.objects.select_related("region", "organiser").annotate(**counts).order_by("name", "pk")


class ClusterDetail(PermissionRequired, DetailView):
    """The passport: who founded the cluster, what it wants, by which stages and projects, under which councils."""

    permission = Permission.CLUSTER_VIEW
    template_name = "cluster/clusters/detail.html"

    def get_queryset(self) -> QuerySet[Cluster]:
        projects = Prefetch("subportfolios__projects", Project.objects.select_related("responsible"))
        return Cluster.objects.select_related("region", "founder", "organiser").prefetch_related(
            "tasks", "stages", "subportfolios", projects, "councils", "road_maps"
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = self.object.members.order_by().values_list("kind").annotate(Count("pk"))
        members = sorted(((Organisation.Kind(kind), count) for kind, count in kinds), key=lambda row: row[0].label)
        return super().get_context_data(members=members, member_count=sum(count for _, count in members), **kwargs)
