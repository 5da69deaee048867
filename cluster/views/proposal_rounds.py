"""Calls for proposals: opened by the coordinator, answered by members until the last day."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from accounts.access import OffersRegister, PermissionRequired, requires
from accounts.roles import Permission
from cluster.forms.proposals import RoundForm
from cluster.models import Proposal, ProposalRound, RoadMap
from cluster.views.pages import FormPage, show_form
from cluster.work_filters import ProposalFilter
from ui.pages import ListPage

State = Proposal.State
STATE_TAGS = {
    State.SUBMITTED: "waiting",
    State.ACCEPTED: "done",
    State.MERGED: "done",
    State.REJECTED: "returned",
    State.WITHDRAWN: "closed",
}


class ProposalRoundDetail(PermissionRequired, OffersRegister, ListPage):
    """The call and its proposals: all of them for who decides, those of the own organisation for a member."""

    permission = Permission.PROPOSAL_SUBMIT
    filterset_class = ProposalFilter
    register = "proposal-register"
    template_name = "cluster/proposals/round.html"

    def get_queryset(self) -> QuerySet[Proposal]:
        rounds = ProposalRound.objects.visible_to(self.request.user).select_related("road_map__cluster")
        self.round = get_object_or_404(rounds, pk=self.kwargs["pk"])
        rows = Proposal.objects.visible_to(self.request.user).filter(round=self.round)
        return rows.select_related("organisation", "author", "item").order_by("-submitted_at", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today, user = timezone.localdate(), self.request.user
        found = dict(self.get_queryset().order_by().values_list("state").annotate(Count("pk")))
        context = super().get_context_data(**kwargs)
        for proposal in context["page_obj"]:
            proposal.tag = STATE_TAGS[State(proposal.state)]
        return {
            **context,
            "round": self.round,
            "today": today,
            "is_open": self.round.is_open_on(today),
            "counts": [(label, found[state]) for state, label in Proposal.State.choices if state in found],
            "may_manage": ProposalRound.objects.managed_by(user).filter(pk=self.round.pk).exists(),
        }


@requires(Permission.CLUSTER_MANAGE)
def create_round(request: HttpRequest, pk: int) -> HttpResponse:
    road_map = get_object_or_404(RoadMap.objects.managed_by(request.user), pk=pk)
    round = ProposalRound(road_map=road_map, created_by=request.user)
    form = RoundForm(request.POST or None, instance=round, initial={"opens_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Сбор объявлен. Участники кластера увидят его на рабочем столе.")
        return redirect(form.save())
    crumbs = [(road_map.get_absolute_url(), str(road_map))]
    heading = "Новый сбор предложений"
    return show_form(request, form, FormPage(heading, crumbs, "Объявить сбор", title=f"{heading}: {road_map}"))


@requires(Permission.CLUSTER_MANAGE)
def update_round(request: HttpRequest, pk: int) -> HttpResponse:
    round = get_object_or_404(ProposalRound.objects.managed_by(request.user).select_related("road_map"), pk=pk)
    crumbs = [(round.road_map.get_absolute_url(), str(round.road_map)), (round.get_absolute_url(), str(round))]
    page = FormPage("Изменить сбор предложений", crumbs, "Сохранить сбор", title=f"Изменить сбор: {round}")
    form = RoundForm(request.POST or None, instance=round)
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Сбор предложений сохранён.")
        return redirect(form.save())
    return show_form(request, form, page)
