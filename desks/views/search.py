from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desks.search import SHORTEST, search_everything


@login_not_required
def search(request: HttpRequest) -> HttpResponse:
    """One box over everything this person may see."""
    query = request.GET.get("q", "").strip()[:100]
    groups = search_everything(request.user, query) if len(query) >= SHORTEST else []
    context = {"query": query, "groups": groups}
    return render(request, "desks/search/results.html", context)
