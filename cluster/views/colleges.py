"""What a college has for its graduates. The college keeps it itself; a coordinator may help."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import DetailView

from accounts.access import PermissionRequired, SignedInRequest, requires
from accounts.models import User
from accounts.roles import Permission
from cluster.forms.colleges import CollegeProfileForm, FactForm, ProgrammeForm
from cluster.models import CollegeProfile, Organisation, OrganisationFact, Programme
from cluster.views.pages import FormPage, show_form

EDITORS = (Permission.CLUSTER_MANAGE, Permission.COLLEGE_MANAGE)


class CollegeDetail(PermissionRequired, DetailView):
    permission = Permission.CLUSTER_VIEW
    template_name = "cluster/colleges/detail.html"
    context_object_name = "college"

    def get_queryset(self) -> QuerySet[Organisation]:
        return colleges().visible_to(self.request.user).select_related("college_profile", "municipality")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        programmes = list(self.object.programmes.select_related("occupation"))
        return super().get_context_data(
            profile=getattr(self.object, "college_profile", None),
            programmes=programmes,
            adapted_count=sum(programme.is_adapted for programme in programmes),
            resources=resources_of(self.object),
            may_edit=kept_by(self.request.user).filter(pk=self.object.pk).exists(),
            **kwargs,
        )


@requires(*EDITORS)
def update_college(request: SignedInRequest, pk: int) -> HttpResponse:
    college = get_object_or_404(kept_by(request.user), pk=pk)
    profile = CollegeProfile.objects.filter(organisation=college).first() or CollegeProfile(organisation=college)
    form = CollegeProfileForm(request.POST or None, instance=profile)
    return _edit(request, form, college, "Изменить профиль колледжа")


@requires(*EDITORS)
def create_programme(request: SignedInRequest, pk: int) -> HttpResponse:
    college = get_object_or_404(kept_by(request.user), pk=pk)
    form = ProgrammeForm(request.POST or None, instance=Programme(organisation=college))
    return _edit(request, form, college, "Добавить программу")


@requires(*EDITORS)
def update_programme(request: SignedInRequest, pk: int) -> HttpResponse:
    programme = _programme(request, pk)
    form = ProgrammeForm(request.POST or None, instance=programme)
    return _edit(request, form, programme.organisation, "Изменить программу")


@requires(*EDITORS)
def remove_programme(request: SignedInRequest, pk: int) -> HttpResponse:
    programme = _programme(request, pk)
    if request.method == "POST":
        programme.delete()
        messages.success(request, f"Программа «{programme.name}» убрана из профиля.")
        return redirect("cluster:college-detail", programme.organisation_id)
    lead = f"Программа «{programme.name}» исчезнет из профиля."
    page = FormPage("Убрать программу", _crumbs(programme.organisation), "Убрать программу", lead, is_danger=True)
    return show_form(request, None, page)


@requires(*EDITORS)
def create_fact(request: SignedInRequest, pk: int) -> HttpResponse:
    college = get_object_or_404(kept_by(request.user), pk=pk)
    form = FactForm(request.POST or None, instance=OrganisationFact(organisation=college))
    return _edit(request, form, college, "Добавить число о ресурсах")


@requires(*EDITORS)
def update_fact(request: SignedInRequest, pk: int) -> HttpResponse:
    """For a slip of the pen; a newer figure is added, not written over."""
    rows = OrganisationFact.objects.filter(organisation__in=kept_by(request.user)).select_related("organisation")
    fact = get_object_or_404(rows, pk=pk)
    return _edit(request, FactForm(request.POST or None, instance=fact), fact.organisation, "Исправить число")


def colleges() -> Any:
    return Organisation.objects.living().filter(kind=Organisation.Kind.COLLEGE)


def kept_by(user: User) -> Any:
    """Colleges whose profile the person may change."""
    if user.can(Permission.CLUSTER_MANAGE):
        return colleges()
    own = Organisation.objects.of_user(user).order_by().values("pk")
    return colleges().filter(pk__in=own) if user.can(Permission.COLLEGE_MANAGE) else colleges().none()


def resources_of(college: Organisation) -> list[dict[str, Any]]:
    """Each kind of figure with its newest row and the older ones."""
    grouped: dict[str, list[OrganisationFact]] = {}
    for fact in college.facts.order_by("name", "-as_of", "pk"):
        grouped.setdefault(fact.name, []).append(fact)
    return [{"newest": facts[0], "older": facts[1:]} for facts in grouped.values()]


def _programme(request: SignedInRequest, pk: int) -> Programme:
    rows = Programme.objects.filter(organisation__in=kept_by(request.user)).select_related("organisation")
    return get_object_or_404(rows, pk=pk)


def _edit(request: SignedInRequest, form: ModelForm, college: Organisation, heading: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Профиль колледжа сохранён.")
        return redirect("cluster:college-detail", college.pk)
    return show_form(request, form, FormPage(heading, _crumbs(college), title=f"{heading}: {college}"))


def _crumbs(college: Organisation) -> list[tuple[str, str]]:
    profile = reverse("cluster:college-detail", args=[college.pk])
    return [(college.get_absolute_url(), str(college)), (profile, "Профиль колледжа")]
