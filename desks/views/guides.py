from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from desks.guides import SLUGS, all_guides, guide


@login_not_required
def contents(request: HttpRequest) -> HttpResponse:
    return render(request, "desks/guides/contents.html", {"guides": all_guides()})


@login_not_required
def page(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in SLUGS:
        raise Http404
    return render(request, "desks/guides/page.html", {"guide": guide(slug)})
