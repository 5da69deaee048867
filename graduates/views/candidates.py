from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import PermissionRequired, SignedInRequest, requires
from accounts.roles import Permission
from graduates.models import Disclosure
from graduates.protected import read_shown
from graduates.selection import condition_names
from ui.pages import ListPage


class CandidateList(PermissionRequired, ListPage):
    """Graduates who have shown themselves to this employer; which conditions they need stands one page further."""

    request: SignedInRequest
    permission = Permission.CANDIDATE_VIEW
    template_name = "graduates/candidates/list.html"

    def get_queryset(self) -> QuerySet[Disclosure]:
        rows = Disclosure.objects.visible_to(self.request.user)
        return rows.select_related("vacancy", "graduate__occupation", "graduate__college")


@requires(Permission.CANDIDATE_VIEW)
def show_candidate(request: SignedInRequest, pk: int) -> HttpResponse:
    """One candidate: only what was shown, as conditions of a workplace. Each look is in the graduate's log."""
    rows = Disclosure.objects.visible_to(request.user).select_related(
        "vacancy", "graduate__occupation", "graduate__college", "graduate__case_worker", "graduate__municipality"
    )
    disclosure = get_object_or_404(rows, pk=pk)
    needs = read_shown(request, disclosure, "просмотр кандидата работодателем")
    answers = dict(disclosure.vacancy.offered_accommodations.values_list("accommodation__code", "answer"))
    names = condition_names()
    words = {"yes": "есть", "can_arrange": "можем организовать", "no": "нет"}
    conditions = [
        (names.get(need.code, need.code), need.level_words, words.get(answers.get(need.code, ""), "не указано"))
        for need in needs
    ]
    context = {"disclosure": disclosure, "graduate": disclosure.graduate, "conditions": conditions}
    return render(request, "graduates/candidates/detail.html", context)
