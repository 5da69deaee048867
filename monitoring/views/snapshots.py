"""Revisions of published results: the list, one with its changes and its proof, and the publication of the next."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from cluster.models.scope import regions_of
from monitoring.actions.snapshots import coming_changes, publish_revision
from monitoring.forms.snapshots import RevisionForm
from monitoring.models import Campaign, Snapshot
from monitoring.recalculation import differences
from monitoring.views.campaigns import crumbs, find_results
from ui.words import moment_in_words

MOST_ROWS = 200  # of a list of changes on a page; all of them stand in the snapshot


@requires(Permission.MONITORING_VIEW)
def snapshot_list(request: SignedInRequest, pk: int) -> HttpResponse:
    campaign = find_results(request.user, pk)
    context = {
        "campaign": campaign,
        "snapshots": list(Snapshot.objects.visible_to(request.user).filter(campaign=campaign).defer("packed")),
        "may_publish": campaign.is_published and _is_own(request, campaign),
        "breadcrumbs": crumbs(campaign, "Редакции итогов"),
    }
    return render(request, "monitoring/snapshots/list.html", context)


@requires(Permission.MONITORING_VIEW)
def snapshot(request: SignedInRequest, pk: int) -> HttpResponse:
    """One revision: who, when and why, what it changed, and whether its results follow from its inputs."""
    rows = Snapshot.objects.visible_to(request.user)
    found = get_object_or_404(rows.select_related("campaign__region", "campaign__edition", "made_by"), pk=pk)
    content = found.content
    wrong = differences(content)
    campaign = found.campaign
    latest = Snapshot.objects.filter(campaign=campaign).order_by("-number").values_list("number", flat=True)[0]
    context = {
        "campaign": campaign,
        "snapshot": found,
        "is_latest": found.number == latest,
        "facts": [
            ("Редакция", str(found.number)),
            ("Опубликована", moment_in_words(found.made_at)),
            ("Кто опубликовал", found.made_by.full_name if found.made_by else "портал"),
            *([("Почему", found.reason)] if found.reason else []),
            ("Отпечаток снимка (SHA-256)", found.digest),
            ("Система показателей", f"{content['framework']['title']}, редакция {content['framework']['edition']}"),
        ],
        "is_whole": found.is_whole,
        "wrong": wrong[:20],
        "wrong_number": len(wrong),
        "municipal_number": len(content["places"]),
        "changes": _shown(found.changes),
        "can_order": request.user.can(Permission.REPORT_ORDER),
        "breadcrumbs": _trail(campaign, f"Редакция {found.number}"),
    }
    return render(request, "monitoring/snapshots/detail.html", context)


@requires(Permission.MONITORING_MANAGE)
def revise(request: SignedInRequest, pk: int) -> HttpResponse:
    """The list of coming changes and the reason, then the publication."""
    own = Campaign.objects.published().filter(region__in=regions_of(request.user))
    campaign = get_object_or_404(own.select_related("region", "edition"), pk=pk)
    form = RevisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = publish_revision(campaign, reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{made} опубликована.")
            return redirect(made)
    changes = coming_changes(campaign)
    if changes is None:
        raise Http404
    context = {
        "campaign": campaign,
        "form": form,
        "changes": _shown(changes),
        "breadcrumbs": _trail(campaign, "Новая редакция"),
    }
    return render(request, "monitoring/snapshots/revise.html", context)


def _is_own(request: SignedInRequest, campaign: Campaign) -> bool:
    may = request.user.can(Permission.MONITORING_MANAGE)
    return may and campaign.region_id in regions_of(request.user).values_list("region", flat=True)


def _shown(changes: dict[str, list[dict[str, str]]]) -> dict[str, dict[str, Any]]:
    """The first rows of each list and how many there are; `values` would be a method of the dictionary on a page."""
    names = {"values": "answers"}
    return {names.get(name, name): {"rows": rows[:MOST_ROWS], "total": len(rows)} for name, rows in changes.items()}


def _trail(campaign: Campaign, last: str) -> list[tuple[str, str]]:
    editions = reverse("monitoring:snapshot-list", args=[campaign.pk])
    return [*crumbs(campaign, "")[:-1], (editions, "Редакции итогов"), ("", last)]
