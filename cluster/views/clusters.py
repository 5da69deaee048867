from typing import Any

from django.contrib import messages
from django.db.models import Count, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import CreateView, DetailView, UpdateView

from accounts.access import PermissionRequired, requires
from accounts.roles import Permission
from cluster.actions.clusters import save_rows
from cluster.forms.clusters import ClusterForm, StageFormSet, SubportfolioFormSet, TaskFormSet
from cluster.lags import progress_of
from cluster.models import Cluster, Organisation, Project
from cluster.views.pages import FormPage, RecordEdit, with_keeper
from ui.pages import ListPage
from ui.panels import panels_of

ROWS = {
    "tasks": (TaskFormSet, "Задачи кластера", "Номер и текст каждой задачи. Номера двух задач можно поменять местами."),
    "stages": (StageFormSet, "Этапы модели", "Этап, о названии которого ещё не договорились, оставьте без названия."),
    "subportfolios": (SubportfolioFormSet, "Субпортфели", "Проекты и мероприятия собираются по субпортфелям."),
}


class ClusterList(PermissionRequired, ListPage):
    permission = Permission.CLUSTER_VIEW
    template_name = "cluster/clusters/list.html"

    def get_queryset(self) -> QuerySet[Cluster]:
        counts = {"member_count": Count("members", distinct=True), "council_count": Count("councils", distinct=True)}
        return Cluster.objects.select_related("region", "organiser").annotate(**counts).order_by("name", "pk")


class ClusterDetail(PermissionRequired, DetailView):
    """The passport: who founded the cluster, what it wants, by which stages and projects, under which councils."""

    permission = Permission.CLUSTER_VIEW
    template_name = "cluster/clusters/detail.html"

    def get_queryset(self) -> QuerySet[Cluster]:
        projects = Project.objects.select_related("responsible").prefetch_related("steps")
        clusters = with_keeper(Cluster.objects.all(), self.request.user)
        return clusters.select_related("region", "founder", "organiser").prefetch_related(
            *("tasks", "stages", "councils", "road_maps", Prefetch("subportfolios__projects", projects))
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cluster, today = self.object, timezone.localdate()
        kinds = cluster.members.order_by().values_list("kind").annotate(Count("pk"))
        members = sorted(((Organisation.Kind(kind), count) for kind, count in kinds), key=lambda row: row[0].label)
        for subportfolio in cluster.subportfolios.all():
            for project in subportfolio.projects.all():
                project.progress = progress_of(project.steps.all(), today)
        return super().get_context_data(
            members=members,
            member_count=sum(count for _, count in members),
            may_manage=cluster.is_managed,
            panels=panels_of(cluster, self.request.user),
            **kwargs,
        )


class ClusterEdit(RecordEdit):
    model = Cluster
    form_class = ClusterForm

    def page(self) -> FormPage:
        crumbs = [(reverse("cluster:cluster-list"), "Кластер")]
        if not self.object:
            return FormPage("Новый кластер", crumbs, "Завести паспорт")
        crumbs.append((self.object.get_absolute_url(), str(self.object)))
        return FormPage("Изменить паспорт", crumbs, "Сохранить паспорт", title=f"Изменить паспорт: {self.object}")


class ClusterCreate(ClusterEdit, CreateView):
    pass


class ClusterUpdate(ClusterEdit, UpdateView):
    pass


@requires(Permission.CLUSTER_MANAGE)
def edit_rows(request: HttpRequest, pk: int, noun: str) -> HttpResponse:
    """A numbered list of the passport: tasks, stages or sub-portfolios."""
    if noun not in ROWS:
        raise Http404
    cluster = get_object_or_404(Cluster.objects.managed_by(request.user), pk=pk)
    formset_class, heading, lead = ROWS[noun]
    formset = formset_class(request.POST or None, instance=cluster)
    if request.method == "POST" and formset.is_valid():
        save_rows(cluster, kept=formset.kept(), removed=formset.removed())
        messages.success(request, f"{heading}: список сохранён.")
        return redirect(cluster)
    crumbs = [(reverse("cluster:cluster-list"), "Кластер"), (cluster.get_absolute_url(), str(cluster))]
    page = FormPage(heading, crumbs, "Сохранить список", lead, f"{heading}: {cluster}")
    return render(request, "cluster/clusters/rows.html", {"formset": formset, "page": page})
