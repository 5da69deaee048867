"""The page of one municipality: its criteria among all, its indicators, and how each number was made."""

from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import SignedInRequest, requires
from accounts.models import User
from accounts.roles import Permission
from cluster.models import Municipality
from monitoring.comparison import broken_series
from monitoring.corrections import Correction, corrections_of
from monitoring.models import Campaign, Result, Submission, Unlocking, municipalities_of
from monitoring.pictures.csv_files import csv_url
from monitoring.pictures.municipalities import Past, cards_of, conditions_place, criteria_of, own_results, peers_table
from monitoring.provenance import makings
from monitoring.standings import Standings
from monitoring.views.campaigns import crumbs, find_campaign


@requires(Permission.MONITORING_VIEW)
def detail(request: SignedInRequest, pk: int, municipality: int) -> HttpResponse:
    campaign = find_campaign(request.user, pk)
    if campaign.computed_at is None:
        raise Http404
    shows_region = campaign.shows_results_to(request.user)
    standings = (
        Standings.of(campaign, place=municipality) if shows_region else _own_only(request.user, campaign, municipality)
    )
    if municipality not in standings.municipalities:
        raise Http404
    place = standings.municipalities[municipality]
    submission = _submission(request.user, campaign, place)
    results = own_results(standings, place.pk)
    may_order = request.user.can(Permission.REPORT_ORDER)
    past = past_of(campaign, place.pk)
    was_opened = submission is not None and submission.was_opened  # type: ignore[attr-defined]
    heads = standings.heads if shows_region else None
    made = makings(campaign, results, submission, heads, was_opened=was_opened)
    cards = cards_of(standings, place.pk, made, past)
    context = {
        "campaign": campaign,
        "place": place,
        "submission": submission,
        "cards": cards,
        "corrections": _corrections(campaign, submission),
        "deficits": [line for card in cards for line in card.lines if line.is_deficit],
        "conditions": conditions_place(standings, place.pk) if shows_region else "",
        "peers": peers_table(standings, place.pk) if shows_region else None,
        "criteria": criteria_of(standings),
        "peers_csv": csv_url(campaign, "peers", {"municipality": place.pk}),
        "own_csv": csv_url(campaign, "municipality", {"municipality": place.pk}),
        "past_year": past.year,
        "can_order": may_order and submission is not None and submission.is_counted and submission.is_seen,  # type: ignore[attr-defined]
        "shows_region": shows_region,
        "breadcrumbs": crumbs(campaign, place.name),
    }
    return render(request, "monitoring/municipalities/detail.html", context)


def _own_only(user: User, campaign: Campaign, pk: int) -> Standings:
    """Before publication only one's own municipality is open: nobody else's figures are read at all."""
    place = get_object_or_404(Municipality.objects.filter(campaigns=campaign, pk__in=municipalities_of(user)), pk=pk)
    return Standings.alone(campaign, place)


def _corrections(campaign: Campaign, submission: Submission | None) -> list[Correction]:
    """What the form says by now and the published figures do not yet, for whoever sees the form."""
    if submission is None or not (submission.is_seen and submission.was_opened):  # type: ignore[attr-defined]
        return []
    submission.campaign = campaign
    return corrections_of(submission)


def _submission(user: User, campaign: Campaign, place: Municipality) -> Submission | None:
    seen = Submission.objects.visible_to(user).filter(pk=OuterRef("pk"))
    return (
        Submission.objects.filter(campaign=campaign, municipality=place)
        .annotate(is_seen=Exists(seen), was_opened=Exists(Unlocking.objects.filter(submission=OuterRef("pk"))))
        .select_related("filled_by", "accepted_by")
        .first()
    )


def past_of(campaign: Campaign, place: int) -> Past:
    """The results of this municipality in the published campaign before; one query within one edition."""
    earlier = Campaign.objects.published().filter(region=campaign.region_id, year__lt=campaign.year).order_by("-year")
    rows = list(
        Result.objects.filter(campaign=Subquery(earlier.values("pk")[:1]), municipality=place)
        .select_related("indicator", "campaign__edition")
        .order_by("indicator__position")
    )
    if not rows:
        return Past(None, {})
    before = rows[0].campaign
    return Past(before.year, {row.indicator.code: row for row in rows}, broken_series(before, campaign))
