"""Two years of the region side by side."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring.comparison import compare, previous_of
from monitoring.documents.charts import dumbbell
from monitoring.views.campaigns import crumbs, find_results


@requires(Permission.MONITORING_VIEW)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    campaign = find_results(request.user, pk)
    before = previous_of(campaign)
    comparison = compare(before, campaign) if before else None
    context = {
        "campaign": campaign,
        "before": before,
        "comparison": comparison,
        "chart": dumbbell(comparison)[2] if comparison and comparison.in_percent else "",
        "breadcrumbs": crumbs(campaign, "Сравнение двух лет"),
    }
    return render(request, "monitoring/comparisons/detail.html", context)
