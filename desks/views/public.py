from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cluster.models import Accommodation, Cluster, Municipality
from employers.models import Partner, Vacancy
from events.models import Event
from monitoring.models import Campaign

NEWEST = 3
FIRST_CONDITIONS = ("format_remote", "bld_step_free", "sched_part_time", "com_text_first", "wp_quiet", "sup_mentor")


@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    """The public front page: a vacancy by condition and place, the nearest event, a living contact."""
    today = timezone.localdate()
    vacancies = Vacancy.objects.open_on(today)
    context = {
        "vacancies": vacancies.select_related("partner__organisation", "municipality")[:NEWEST],
        "vacancy_count": vacancies.count(),
        "partner_count": Partner.objects.public().count(),
        "campaign_count": Campaign.objects.published().count(),
        "events": Event.objects.public().upcoming(today).order_by("starts_on", "starts_at")[:NEWEST],
        "conditions": Accommodation.objects.filter(code__in=FIRST_CONDITIONS),
        "municipalities": Municipality.objects.filter(pk__in=vacancies.values("municipality")),
        "cluster": Cluster.objects.select_related("organiser").first(),
    }
    return render(request, "desks/public/front.html", context)


@login_not_required
def contacts(request: HttpRequest) -> HttpResponse:
    """Whom a guest calls: the organiser of each cluster."""
    clusters = Cluster.objects.select_related("organiser__municipality", "region").order_by("region__name", "name")
    return render(request, "desks/public/contacts.html", {"clusters": clusters})


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "desks/public/accessibility.html")
