from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from graduates.models import Disclosure, Graduate
from graduates.protected import NoConsent, read_needs
from graduates.selection import condition_names, dressed, matches_for

PER_PAGE = 10


@requires(Permission.GRADUATE_VIEW)
def list_matches(request: SignedInRequest, pk: int) -> HttpResponse:
    """All vacancies that fit one graduate, with reasons."""
    rows = Graduate.objects.visible_to(request.user).select_related("occupation", "municipality")
    graduate = get_object_or_404(rows, pk=pk)
    try:
        context = _page(request, graduate)
    except NoConsent:
        return render(request, "graduates/consents/missing.html", {"graduate": graduate}, status=200)
    return render(request, "graduates/matches/list.html", {"graduate": graduate, **context})


@requires(Permission.GRADUATE_SELF)
def list_my_matches(request: SignedInRequest) -> HttpResponse:
    """The same list on the graduate's own page, with what is already shown to whom."""
    rows = Graduate.objects.select_related("occupation", "municipality")
    graduate = get_object_or_404(rows, user=request.user)
    shown = Disclosure.objects.in_force(timezone.localdate()).filter(graduate=graduate)
    context = {"shown_vacancies": set(shown.values_list("vacancy", flat=True)), **_page(request, graduate)}
    return render(request, "graduates/matches/my_list.html", context)


def _page(request: SignedInRequest, graduate: Graduate) -> dict[str, object]:
    needs = read_needs(request, graduate, "подбор вакансий")
    found = matches_for(graduate, needs, timezone.localdate())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return {"page_obj": page, "total": len(found), "fitting": dressed(page.object_list, condition_names())}
