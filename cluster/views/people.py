from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.views.generic import DetailView

from accounts.access import PermissionRequired
from accounts.roles import Permission
from cluster.filters import PersonFilter
from cluster.models import Membership, Person
from ui.pages import ListPage


class PersonList(PermissionRequired, ListPage):
    permission = Permission.CLUSTER_VIEW
    filterset_class = PersonFilter
    template_name = "cluster/people/list.html"

    def get_queryset(self) -> QuerySet[Person]:
        """Only people who serve somewhere: a graduate is no participant of the cluster's paperwork."""
        serving = Membership.objects.serving_on(timezone.localdate()).select_related("organisation")
        people = Person.objects.visible_to(self.request.user).filter(memberships__isnull=False).distinct()
        return people.prefetch_related(Prefetch("memberships", serving))


class PersonDetail(PermissionRequired, DetailView):
    permission = Permission.CLUSTER_VIEW
    template_name = "cluster/people/detail.html"

    def get_queryset(self) -> QuerySet[Person]:
        return Person.objects.visible_to(self.request.user).filter(memberships__isnull=False).distinct()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        councils = self.object.council_memberships.select_related("council", "organisation")
        return super().get_context_data(
            memberships=list(self.object.memberships.select_related("organisation").order_by("-from_on", "pk")),
            council_memberships=list(councils.order_by("-from_on", "pk")),
            **kwargs,
        )
