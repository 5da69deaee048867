"""What becomes of a proposal: an item of the map, a refusal with a reason, or a part of an item that is there."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.mail import send_letter
from accounts.models import User
from cluster.models import Proposal, RoadMapItem

State = Proposal.State


@transaction.atomic
def accept(proposal: Proposal, *, item: RoadMapItem, reason: str, by: User) -> Proposal:
    """Put the item on the map and tie the proposal to it."""
    proposal = _locked(proposal)
    proposal.check_waiting()
    item.save()
    return _decide(proposal, State.ACCEPTED, item=item, reason=reason, by=by)


@transaction.atomic
def reject(proposal: Proposal, *, reason: str, by: User) -> Proposal:
    """Say no, with the reason."""
    return _decide(_locked(proposal), State.REJECTED, item=None, reason=reason, by=by)


@transaction.atomic
def merge(proposal: Proposal, *, item: RoadMapItem, reason: str, by: User) -> Proposal:
    """The map already has such an item: the proposal joins it."""
    return _decide(_locked(proposal), State.MERGED, item=item, reason=reason, by=by)


@transaction.atomic
def withdraw(proposal: Proposal) -> Proposal:
    """The author takes the proposal back before anybody decided on it."""
    proposal = _locked(proposal)
    proposal.withdraw()
    proposal.save(update_fields=["state"])
    return proposal


def _locked(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("author", "round__road_map")
    return rows.get(pk=proposal.pk)


def _decide(proposal: Proposal, state: State, *, item: RoadMapItem | None, reason: str, by: User) -> Proposal:
    proposal.decide(state, item=item, reason=reason, by=by, at=timezone.now())
    proposal.save(update_fields=["state", "item", "reason", "decided_by", "decided_at"])
    author = proposal.author
    if author.is_active and author != by:
        send_letter(
            to=author.email,
            subject=f"Предложение рассмотрено: {proposal.text}"[:200],
            template="cluster/letters/proposal_decided.txt",
            context={
                "user": author,
                "proposal": proposal,
                "item": item,
                "link": settings.BASE_URL + proposal.get_absolute_url(),
            },
            key=f"proposal-decided:{proposal.pk}",
        )
    return proposal
