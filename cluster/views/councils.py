from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.views.generic import DetailView

from accounts.access import PermissionRequired
from accounts.roles import Permission
from cluster.forms.councils import CompositionForm
from cluster.models import Council, CouncilMember
from ui.pages import ListPage

Duty = CouncilMember.Duty


class CouncilList(PermissionRequired, ListPage):
    permission = Permission.CLUSTER_VIEW
    template_name = "cluster/councils/list.html"

    def get_queryset(self) -> QuerySet[Council]:
        today = timezone.localdate()
        serving = (
            (Q(members__from_on=None) | Q(members__from_on__lte=today))
            & (Q(members__to_on=None) | Q(members__to_on__gt=today))
            & ~Q(members__duty=Duty.CANDIDATE)
        )
        rows = Council.objects.visible_to(self.request.user).select_related("cluster", "parent")
        return rows.annotate(member_count=Count("members", filter=serving)).order_by("cluster", "kind", "name")


class CouncilDetail(PermissionRequired, DetailView):
    """Who sits in the council on a day: today or the one that the address names."""

    permission = Permission.CLUSTER_VIEW
    template_name = "cluster/councils/detail.html"

    def get_queryset(self) -> QuerySet[Council]:
        return Council.objects.visible_to(self.request.user).select_related("cluster", "parent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = CompositionForm(self.request.GET or None)
        asked = form.cleaned_data.get("day") if form.is_bound and form.is_valid() else None
        day = asked or timezone.localdate()
        serving = self.object.members.serving_on(day).select_related("person", "organisation")
        members = sorted(serving, key=lambda member: Duty.values.index(member.duty))
        return super().get_context_data(
            form=form,
            day=day,
            members=[member for member in members if member.duty != Duty.CANDIDATE],
            candidates=[member for member in members if member.duty == Duty.CANDIDATE],
            children=list(self.object.children.all()),
            **kwargs,
        )
