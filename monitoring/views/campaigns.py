"""Campaigns: the list and how collection goes."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.generic import ListView

from accounts.access import PermissionRequired, SignedInRequest, requires
from accounts.models import User
from accounts.roles import Permission
from monitoring.collection import PlaceProgress, forms_progress
from monitoring.comparison import previous_of
from monitoring.corrections import pending_corrections
from monitoring.models import Campaign, Submission, municipalities_of
from monitoring.pictures.collection import progress_picture
from ui.charts import Part, stacked
from ui.panels import panels_of

STEPS_SHOWN = 30


def find_campaign(user: User, pk: int) -> Campaign:
    return get_object_or_404(Campaign.objects.visible_to(user).select_related("region", "edition"), pk=pk)


def find_results(user: User, pk: int) -> Campaign:
    """A campaign whose results this person may see; otherwise there is nothing here for this person."""
    campaign = find_campaign(user, pk)
    if not campaign.shows_results_to(user):
        raise Http404
    return campaign


def crumbs(campaign: Campaign | None, last: str) -> list[tuple[str, str]]:
    path = [(reverse("monitoring:campaign-list"), "Мониторинг")]
    if campaign is not None:
        path.append((campaign.get_absolute_url(), str(campaign)))
    return [*path, ("", last)]


class CampaignList(PermissionRequired, ListView):
    request: SignedInRequest
    permission = Permission.MONITORING_VIEW
    template_name = "monitoring/campaigns/list.html"
    context_object_name = "campaigns"

    def get_queryset(self) -> QuerySet[Campaign]:
        rows = Campaign.objects.visible_to(self.request.user).select_related("region", "edition")
        return rows.annotate(expected_number=Count("expectations", distinct=True)).order_by("-year", "region__sort_key")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_manage=self.request.user.can(Permission.MONITORING_MANAGE), **kwargs)


@requires(Permission.MONITORING_VIEW)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """How collection goes: every expected municipality with the state of its form."""
    campaign = find_campaign(request.user, pk)
    progress = _progress(campaign, request.user)
    may_manage = Campaign.objects.manageable_by(request.user).filter(pk=campaign.pk).exists()
    counts = {status: sum(row.words == status.label for row in progress) for status in Submission.Status}
    parts = [Part(status.label.capitalize(), number, str(number)) for status, number in counts.items() if number]
    missing = sum(row.submission is None for row in progress)
    if missing:
        parts.append(Part("Не начата", missing, str(missing)))
    title = "Формы муниципальных образований по состоянию"
    context = {
        "campaign": campaign,
        "progress": progress,
        "accepted": sum(counts[status] for status in Submission.COUNTED),
        "parts": parts,
        "chart": stacked(
            parts, title=title, description="; ".join(f"{p.label} — {p.text}" for p in parts), ident="progress"
        ),
        "grid": progress_picture(campaign, progress),
        "shows_results": campaign.shows_results_to(request.user),
        "can_order": campaign.shows_results_to(request.user) and request.user.can(Permission.REPORT_ORDER),
        "may_write": request.user.can(Permission.MONITORING_MANAGE),
        "previous": previous_of(campaign),
        "panels": panels_of(campaign, request.user),
        "may_manage": may_manage,
        "corrections": pending_corrections(campaign) if may_manage else [],
        "steps": list(campaign.steps.select_related("by")[:STEPS_SHOWN]),
        "breadcrumbs": crumbs(None, str(campaign)),
    }
    return render(request, "monitoring/campaigns/detail.html", context)


def _progress(campaign: Campaign, user: User) -> list[PlaceProgress]:
    """A municipal operator of a running campaign sees only the own municipality."""
    if campaign.shows_results_to(user):
        return forms_progress(campaign)
    own = campaign.expected.filter(pk__in=municipalities_of(user)).order_by("sort_key")
    return forms_progress(campaign, own)


def progress_of(campaign: Campaign, user: User) -> list[PlaceProgress]:
    """The rows of this page for the file beside its picture."""
    return _progress(campaign, user)
