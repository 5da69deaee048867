"""Head counts from independent sources: sums beside last year's, a file in with a dry run, the loads before."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.models import User
from accounts.roles import Permission
from monitoring import head_counts
from monitoring.actions import populations as actions
from monitoring.batch_checks import own_places
from monitoring.forms.populations import PopulationForm
from monitoring.models import Campaign, PopulationLoad
from monitoring.place_names import name_then
from monitoring.views.campaigns import crumbs, find_campaign
from ui.csv_files import csv_response

MANAGE = Permission.MONITORING_MANAGE
TITLE = "Справочные численности"
SHOWN = 100


@requires(MANAGE)
def populations(request: SignedInRequest, pk: int) -> HttpResponse:
    campaign = _find_campaign(request.user, pk)
    form = PopulationForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("source", "counted_on")}
        try:
            return redirect(actions.check_populations(campaign, form.sent(), by=request.user, **told))
        except ValidationError as error:
            form.add_error("file", error)
    last = head_counts.last_year_of(campaign)
    now, before = head_counts.stored(campaign), head_counts.stored(last) if last else {}
    loads = PopulationLoad.objects.visible_to(request.user).filter(campaign=campaign)
    context = {
        "campaign": campaign,
        "form": form,
        "last": last,
        "sums": head_counts.sums(campaign, now, before),
        "page_obj": Paginator(loads.select_related("uploaded_by", "campaign"), 20).get_page(request.GET.get("page")),
        "breadcrumbs": crumbs(campaign, TITLE),
    }
    return render(request, "monitoring/populations/list.html", context)


@requires(MANAGE)
def table(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is loaded now, in the shape in which files are taken."""
    campaign = _find_campaign(request.user, pk)
    now = head_counts.stored(campaign)
    codes = list(campaign.edition.populations.values_list("code", flat=True))
    places = campaign.expectations.order_by("municipality__sort_key")
    rows = [
        (oktmo, name, *(now.get(code, {}).get(oktmo) for code in codes))
        for oktmo, name in places.values_list("municipality__oktmo", name_then(campaign.year))
    ]
    return csv_response(f"Численности {campaign.year}.csv", ("ОКТМО", "Муниципалитет", *codes), rows)


@requires(MANAGE)
def load(request: SignedInRequest, pk: int) -> HttpResponse:
    """The report of a file: sums and jumps against last year, contradictions with forms, or what is wrong."""
    found = _find(request.user, pk)
    campaign = found.campaign
    last = head_counts.last_year_of(campaign)
    now = {**head_counts.stored(campaign), **found.amounts}
    before = head_counts.stored(last) if last else {}
    rows = [row for row in head_counts.sums(campaign, now, before) if row.population.code in found.amounts]
    told = found.amounts if found.can_be_applied else {}
    places = dict(campaign.expectations.values_list("municipality__oktmo", name_then(campaign.year)))
    warnings = [*head_counts.jumps(places, rows, told, before), *head_counts.contradictions(campaign, places, now)]
    context = {
        "load": found,
        "campaign": campaign,
        "sums": rows,
        "last": last,
        "warnings": warnings[:SHOWN],
        "more": max(0, len(warnings) - SHOWN),
        "breadcrumbs": [
            *crumbs(campaign, "")[:-1],
            (reverse("monitoring:population-list", args=[campaign.pk]), TITLE),
            ("", str(found)),
        ],
    }
    return render(request, "monitoring/populations/load.html", context)


@require_POST
@requires(MANAGE)
def apply(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _find(request.user, pk)
    try:
        actions.apply_populations(found, by=request.user)
        messages.success(request, "Численности загружены, результаты кампании пересчитаны.")
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(found)


def _find(user: User, pk: int) -> PopulationLoad:
    rows = PopulationLoad.objects.visible_to(user)
    return get_object_or_404(
        rows.select_related("campaign__region", "campaign__edition", "uploaded_by", "applied_by"), pk=pk
    )


def _find_campaign(user: User, pk: int) -> Campaign:
    """A campaign of the methodologist's own region."""
    campaign = find_campaign(user, pk)
    if not own_places(campaign, user, campaign.expected.all()):
        raise Http404
    return campaign
