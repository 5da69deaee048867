from typing import Any

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import CreateView, DetailView, UpdateView

from accounts.access import OffersRegister, PermissionRequired, requires
from accounts.models import User
from accounts.roles import Permission
from cluster.forms.councils import CompositionForm, CouncilForm, CouncilMemberForm
from cluster.models import Cluster, Council, CouncilMember
from cluster.views.pages import FormPage, RecordEdit, show_form
from ui.pages import ListPage
from ui.panels import panels_of

Duty = CouncilMember.Duty


class CouncilList(PermissionRequired, OffersRegister, ListPage):
    permission = Permission.CLUSTER_VIEW
    register = "council-register"
    template_name = "cluster/councils/list.html"

    def get_queryset(self) -> QuerySet[Council]:
        rows = Council.objects.visible_to(self.request.user).select_related("cluster", "parent")
        return rows.with_member_count(timezone.localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_manage = self.request.user.can(Permission.CLUSTER_MANAGE)
        return super().get_context_data(may_manage=may_manage, **kwargs)


class CouncilDetail(PermissionRequired, DetailView):
    """Who sits in the council on a day: today or the one that the address names."""

    permission = Permission.CLUSTER_VIEW
    template_name = "cluster/councils/detail.html"

    def get_queryset(self) -> QuerySet[Council]:
        return Council.objects.visible_to(self.request.user).select_related("cluster", "parent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = CompositionForm(self.request.GET or None)
        asked = form.cleaned_data.get("day") if form.is_bound and form.is_valid() else None
        day = asked or timezone.localdate()
        serving = self.object.members.serving_on(day).select_related("person", "organisation")
        members = sorted(serving, key=lambda member: Duty.values.index(member.duty))
        return super().get_context_data(
            form=form,
            day=day,
            members=[member for member in members if member.duty != Duty.CANDIDATE],
            candidates=[member for member in members if member.duty == Duty.CANDIDATE],
            children=list(self.object.children.all()),
            history=history_of(self.object),
            may_manage=_managed(self.request.user).filter(pk=self.object.pk).exists(),
            panels=panels_of(self.object, self.request.user),
            **kwargs,
        )


def history_of(council: Council) -> list[CouncilMember]:
    """Every row there ever was, the latest first: who was in the council, as whom, from when to when."""
    rows = council.members.select_related("person", "organisation")
    return list(rows.order_by(F("from_on").desc(nulls_last=True), "person__sort_key", "pk"))


class CouncilEdit(RecordEdit):
    model = Council
    form_class = CouncilForm

    def get_queryset(self) -> QuerySet[Council]:
        return _managed(self.request.user)

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), **self.starts_with()}

    def starts_with(self) -> dict[str, Any]:
        return {}

    def page(self) -> FormPage:
        crumbs = [(reverse("cluster:council-list"), "Советы")]
        if not self.object:
            return FormPage("Новый совет", crumbs, "Завести совет")
        crumbs.append((self.object.get_absolute_url(), str(self.object)))
        return FormPage("Изменить совет", crumbs, "Сохранить совет", title=f"Изменить совет: {self.object}")


class CouncilCreate(CouncilEdit, CreateView):
    def starts_with(self) -> dict[str, Any]:
        first = Cluster.objects.managed_by(self.request.user).first()
        return {"cluster": self.request.GET.get("cluster") or first}


class CouncilUpdate(CouncilEdit, UpdateView):
    pass


@requires(Permission.CLUSTER_MANAGE)
def create_member(request: HttpRequest, pk: int) -> HttpResponse:
    council = get_object_or_404(_managed(request.user), pk=pk)
    return _member_page(request, CouncilMember(council=council), "Новая строка состава")


@requires(Permission.CLUSTER_MANAGE)
def update_member(request: HttpRequest, pk: int) -> HttpResponse:
    rows = CouncilMember.objects.filter(council__in=_managed(request.user)).select_related("council", "person")
    member = get_object_or_404(rows, pk=pk)
    return _member_page(request, member, f"Изменить строку состава: {member.person}")


def _member_page(request: HttpRequest, member: CouncilMember, heading: str) -> HttpResponse:
    council = member.council
    form = CouncilMemberForm(request.POST or None, instance=member, user=request.user)
    if request.method == "POST" and form.is_valid():
        messages.success(request, f"Состав сохранён: {form.save()}.")
        return redirect(council)
    crumbs = [(reverse("cluster:council-list"), "Советы"), (council.get_absolute_url(), str(council))]
    lead = "Для состава, который сложился до портала. Избрание и утверждение записывают решением заседания."
    page = FormPage(heading, crumbs, "Сохранить строку", lead=lead, title=f"{heading}, {council}")
    return show_form(request, form, page)


def _managed(user: User) -> QuerySet[Council]:
    return Council.objects.filter(cluster__in=Cluster.objects.managed_by(user)).select_related("cluster")
