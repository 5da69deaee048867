"""The portfolio: sub-portfolio, project, steps with lag."""

from typing import Any

from django.contrib import messages
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import CreateView, DetailView, UpdateView

from accounts.access import OffersRegister, PermissionRequired, requires
from accounts.roles import Permission
from cluster.forms.projects import ProjectForm, StepDoneForm, StepForm
from cluster.lags import lag_in_words, progress_of
from cluster.models import Project, ProjectStep
from cluster.views.pages import FormPage, RecordEdit, show_form, with_keeper
from cluster.work_filters import ProjectFilter
from ui.pages import ListPage
from ui.panels import panels_of


class ProjectList(PermissionRequired, OffersRegister, ListPage):
    permission = Permission.CLUSTER_VIEW
    filterset_class = ProjectFilter
    register = "project-register"
    template_name = "cluster/projects/list.html"

    def get_queryset(self) -> QuerySet[Project]:
        return Project.objects.visible_to(self.request.user).in_portfolio()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        today = timezone.localdate()
        for project in context["page_obj"]:
            project.progress = progress_of(project.steps.all(), today)
        return {**context, "may_manage": self.request.user.can(Permission.CLUSTER_MANAGE)}


class ProjectDetail(PermissionRequired, DetailView):
    permission = Permission.CLUSTER_VIEW
    template_name = "cluster/projects/detail.html"

    def get_queryset(self) -> QuerySet[Project]:
        rows = with_keeper(Project.objects.visible_to(self.request.user), self.request.user)
        return rows.select_related("subportfolio__cluster", "responsible").prefetch_related("tasks")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        project, user, today = self.object, self.request.user, timezone.localdate()
        steps = list(project.steps.select_related("responsible"))
        for step in steps:
            step.lag = step.lag_on(today)
            step.lag_words = lag_in_words(step.lag, is_done=bool(step.done_on))
        return super().get_context_data(
            steps=steps,
            progress=progress_of(steps, today),
            may_manage=project.is_managed,
            panels=panels_of(project, user),
            **kwargs,
        )


class ProjectEdit(RecordEdit):
    model = Project
    form_class = ProjectForm

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "subportfolio": self.request.GET.get("subportfolio")}

    def page(self) -> FormPage:
        crumbs = [(reverse("cluster:project-list"), "Проекты")]
        if not self.object:
            return FormPage("Новый проект", crumbs, "Добавить проект")
        crumbs.append((self.object.get_absolute_url(), str(self.object)))
        return FormPage("Изменить проект", crumbs, "Сохранить проект", title=f"Изменить проект: {self.object}")


class ProjectCreate(ProjectEdit, CreateView):
    pass


class ProjectUpdate(ProjectEdit, UpdateView):
    def get_initial(self) -> dict[str, Any]:
        return {}


def _page(project: Project, heading: str, button: str, **words: Any) -> FormPage:
    crumbs = [(reverse("cluster:project-list"), "Проекты"), (project.get_absolute_url(), str(project))]
    return FormPage(heading, crumbs, button, title=f"{heading}: {project}", **words)


def _managed_step(request: HttpRequest, pk: int) -> ProjectStep:
    projects = Project.objects.managed_by(request.user)
    return get_object_or_404(ProjectStep.objects.select_related("project"), pk=pk, project__in=projects)


@requires(Permission.CLUSTER_MANAGE)
def create_step(request: HttpRequest, pk: int) -> HttpResponse:
    project = get_object_or_404(Project.objects.managed_by(request.user), pk=pk)
    last = project.steps.aggregate(last=Max("position"))["last"] or 0
    form = StepForm(request.POST or None, instance=ProjectStep(project=project, position=last + 1), user=request.user)
    if request.method == "POST" and form.is_valid():
        messages.success(request, f"Шаг добавлен: {form.save()}.")
        return redirect(project)
    return show_form(request, form, _page(project, "Новый шаг", "Добавить шаг"))


@requires(Permission.CLUSTER_MANAGE)
def update_step(request: HttpRequest, pk: int) -> HttpResponse:
    step = _managed_step(request, pk)
    form = StepForm(request.POST or None, instance=step, user=request.user)
    if request.method == "POST" and form.is_valid():
        messages.success(request, f"Шаг сохранён: {form.save()}.")
        return redirect(step.project)
    return show_form(request, form, _page(step.project, "Изменить шаг", "Сохранить шаг"))


@requires(Permission.CLUSTER_MANAGE)
def finish_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down the day the step was really done."""
    step = _managed_step(request, pk)
    initial = {"done_on": step.done_on or timezone.localdate(), "note": step.note}
    form = StepDoneForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        step.done_on, step.note = form.cleaned_data["done_on"], form.cleaned_data["note"]
        step.save(update_fields=["done_on", "note"])
        messages.success(request, f"Шаг отмечен сделанным: {step}.")
        return redirect(step.project)
    return show_form(request, form, _page(step.project, "Шаг сделан", "Отметить сделанным", lead=step.text))


@requires(Permission.CLUSTER_MANAGE)
def remove_step(request: HttpRequest, pk: int) -> HttpResponse:
    step = _managed_step(request, pk)
    if request.method == "POST":
        step.delete()
        messages.success(request, f"Шаг убран: {step}.")
        return redirect(step.project)
    page = _page(step.project, "Убрать шаг?", "Убрать шаг", lead=step.text, is_danger=True)
    return show_form(request, None, page)
