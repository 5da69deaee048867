from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cluster.models import Accommodation


@login_not_required
def accommodation_list(request: HttpRequest) -> HttpResponse:
    """The open reference of workplace conditions: what each of them means."""
    accommodations = list(Accommodation.objects.all())
    groups = [(label, list(rows)) for label, rows in groupby(accommodations, key=Accommodation.get_group_display)]
    return render(request, "cluster/accommodations/list.html", {"groups": groups, "total": len(accommodations)})
