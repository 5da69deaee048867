"""A member of the cluster proposes; the coordinator accepts, rejects or joins with a reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.generic import DetailView

from accounts.access import PermissionRequired, requires
from accounts.roles import Permission
from cluster.actions import proposals as steps
from cluster.forms.proposals import AcceptForm, MergeForm, ProposalForm, RejectForm
from cluster.forms.road_maps import PLAN
from cluster.models import Proposal, ProposalRound, RoadMapItem
from cluster.models.scope import StateError
from cluster.views.pages import FormPage, show_form
from ui.panels import panels_of

RELATED = ("round__road_map__cluster", "organisation", "author", "stage", "subportfolio", "responsible", "item")


class ProposalDetail(PermissionRequired, DetailView):
    permission = Permission.PROPOSAL_SUBMIT
    template_name = "cluster/proposals/detail.html"

    def get_queryset(self) -> QuerySet[Proposal]:
        return Proposal.objects.visible_to(self.request.user).select_related(*RELATED, "decided_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        proposal, user = self.object, self.request.user
        is_open = proposal.round.is_open_on(timezone.localdate())
        is_own = proposal.author_id == user.pk
        return super().get_context_data(
            is_open=is_open,
            panels=panels_of(proposal, user),
            may_change=is_own and proposal.is_waiting and is_open,
            may_withdraw=is_own and proposal.is_waiting,
            may_decide=proposal.is_waiting and Proposal.objects.managed_by(user).filter(pk=proposal.pk).exists(),
            **kwargs,
        )


def _page(round: ProposalRound, heading: str, button: str, **words: Any) -> FormPage:
    crumbs = [(round.road_map.get_absolute_url(), str(round.road_map)), (round.get_absolute_url(), str(round))]
    return FormPage(heading, crumbs, button, title=f"{heading}: {round}", **words)


def _closed(request: HttpRequest, round: ProposalRound) -> HttpResponse:
    return render(request, "cluster/proposals/closed.html", {"round": round, "today": timezone.localdate()})


@requires(Permission.PROPOSAL_SUBMIT)
def create_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    rounds = ProposalRound.objects.visible_to(request.user).select_related("road_map__cluster")
    round = get_object_or_404(rounds, pk=pk)
    if not round.is_open_on(timezone.localdate()):
        return _closed(request, round)
    proposal = Proposal(round=round, author=request.user)
    form = ProposalForm(request.POST or None, instance=proposal, user=request.user)
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Предложение подано. О решении придёт письмо.")
        return redirect(form.save())
    page = _page(round, "Новое предложение", "Подать предложение", lead=round.explanation)
    return show_form(request, form, page)


def _own(request: HttpRequest, pk: int) -> Proposal:
    rows = Proposal.objects.visible_to(request.user).filter(author=request.user)
    return get_object_or_404(rows.select_related("round__road_map__cluster"), pk=pk)


@requires(Permission.PROPOSAL_SUBMIT)
def update_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """The author corrects the words until the last day, while nobody has decided."""
    proposal = _own(request, pk)
    if not proposal.round.is_open_on(timezone.localdate()):
        return _closed(request, proposal.round)
    if not proposal.is_waiting:
        messages.error(request, f"Предложение уже не меняется: {proposal.get_state_display()}.")
        return redirect(proposal)
    form = ProposalForm(request.POST or None, instance=proposal, user=request.user)
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Предложение сохранено.")
        return redirect(form.save())
    return show_form(request, form, _page(proposal.round, "Изменить предложение", "Сохранить предложение"))


@requires(Permission.PROPOSAL_SUBMIT)
def withdraw_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = _own(request, pk)
    page = _page(proposal.round, "Отозвать предложение?", "Отозвать", lead=proposal.text, is_danger=True)
    return _take(request, proposal, None, page, lambda form: steps.withdraw(proposal))


def _waiting(request: HttpRequest, pk: int) -> Proposal:
    return get_object_or_404(Proposal.objects.managed_by(request.user).select_related(*RELATED), pk=pk)


@requires(Permission.CLUSTER_MANAGE)
def accept_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """The item stands in the form as it was proposed, ready to be put in other words."""
    proposal = _waiting(request, pk)
    proposed = {name: getattr(proposal, name) for name in PLAN}
    item = RoadMapItem(road_map=proposal.round.road_map, **proposed)
    form = AcceptForm(request.POST or None, instance=item, user=request.user)
    page = _page(proposal.round, "Принять предложение", "Принять и добавить в карту", lead=proposal.text)

    def accept(form: BaseForm) -> Proposal:
        item = form.save(commit=False)
        return steps.accept(proposal, item=item, reason=form.cleaned_data["reason"], by=request.user)

    return _take(request, proposal, form, page, accept)


@requires(Permission.CLUSTER_MANAGE)
def reject_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = _waiting(request, pk)
    page = _page(proposal.round, "Отклонить предложение", "Отклонить", lead=proposal.text)

    def reject(form: BaseForm) -> Proposal:
        return steps.reject(proposal, by=request.user, **form.cleaned_data)

    return _take(request, proposal, RejectForm(request.POST or None), page, reject)


@requires(Permission.CLUSTER_MANAGE)
def merge_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = _waiting(request, pk)
    page = _page(proposal.round, "Объединить с мероприятием", "Объединить", lead=proposal.text)
    form = MergeForm(request.POST or None, proposal=proposal)

    def merge(form: BaseForm) -> Proposal:
        return steps.merge(proposal, by=request.user, **form.cleaned_data)

    return _take(request, proposal, form, page, merge)


def _take(
    request: HttpRequest,
    proposal: Proposal,
    form: BaseForm | None,
    page: FormPage,
    step: Callable[[Any], Proposal],
) -> HttpResponse:
    """Ask on GET, decide on POST; what somebody decided meanwhile is told on the page of the proposal."""
    if request.method != "POST" or (form and not form.is_valid()):
        return show_form(request, form, page)
    try:
        decided = step(form)
    except StateError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Предложение: {decided.get_state_display()}.")
    return redirect(proposal)
