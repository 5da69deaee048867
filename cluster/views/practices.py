"""The bank of practices: open to everybody, written by members, checked by the coordinator."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import CreateView, DetailView, UpdateView

from accounts.access import OffersRegister, PermissionRequired, requires
from accounts.roles import Permission
from cluster.actions import practices as steps
from cluster.forms.practices import PracticeForm, PracticeReturnForm
from cluster.models import Practice
from cluster.models.scope import StateError
from cluster.views.pages import FormPage, RecordEdit, show_form
from cluster.work_filters import PracticeFilter
from ui.pages import ListPage
from ui.panels import panels_of

Status = Practice.Status


def _may(request: HttpRequest, permission: Permission) -> bool:
    return request.user.is_authenticated and request.user.can(permission)


@method_decorator(login_not_required, name="dispatch")
class PracticeList(OffersRegister, ListPage):
    filterset_class = PracticeFilter
    register = "practice-register"
    template_name = "cluster/practices/list.html"
    paginate_by = 12

    def get_queryset(self) -> QuerySet[Practice]:
        rows = Practice.objects.published().select_related("region", "organisation", "stage")
        return rows.order_by("-published_at", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_write=_may(self.request, Permission.PROPOSAL_SUBMIT), **kwargs)


class MyPracticeList(PermissionRequired, ListPage):
    """What the person wrote, and for who keeps the bank also what waits for a check."""

    permission = Permission.PROPOSAL_SUBMIT
    template_name = "cluster/practices/mine.html"

    def get_queryset(self) -> QuerySet[Practice]:
        seen = Q(author=self.request.user)
        if self.request.user.can(Permission.CLUSTER_MANAGE):
            seen |= Q(status=Status.SUBMITTED)
        rows = Practice.objects.filter(seen).select_related("author", "region")
        return rows.order_by("-status", "-published_at", "-pk")


@method_decorator(login_not_required, name="dispatch")
class PracticeDetail(DetailView):
    template_name = "cluster/practices/detail.html"

    def get_queryset(self) -> QuerySet[Practice]:
        rows = Practice.objects.visible_to(self.request.user)
        return rows.select_related("region", "organisation", "stage__cluster", "author")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        practice, user = self.object, self.request.user
        is_own = practice.author_id == user.pk
        may_check = _may(self.request, Permission.CLUSTER_MANAGE)
        return super().get_context_data(
            may_see_cluster=_may(self.request, Permission.CLUSTER_VIEW),
            may_change=is_own and practice.status == Status.DRAFT,
            may_publish=may_check and practice.status == Status.SUBMITTED,
            may_return=may_check and practice.status != Status.DRAFT,
            may_see_state=is_own or may_check,
            panels=panels_of(practice, user) if user.is_authenticated else [],
            **kwargs,
        )


class PracticeEdit(RecordEdit):
    permission = Permission.PROPOSAL_SUBMIT
    model = Practice
    form_class = PracticeForm

    def get_queryset(self) -> QuerySet[Practice]:
        """Only one's own drafts: what is being checked or stands in the bank does not change in silence."""
        return Practice.objects.filter(author=self.request.user, status=Status.DRAFT)

    def form_valid(self, form: ModelForm) -> HttpResponse:
        if not form.instance.pk:
            form.instance.author = self.request.user
        return super().form_valid(form)

    def page(self) -> FormPage:
        crumbs = [(reverse("cluster:my-practice-list"), "Мои практики")]
        if not self.object:
            return FormPage("Новая практика", crumbs, "Сохранить черновик")
        crumbs.append((self.object.get_absolute_url(), str(self.object)))
        return FormPage("Изменить практику", crumbs, "Сохранить черновик", title=f"Изменить практику: {self.object}")


class PracticeCreate(PracticeEdit, CreateView):
    pass


class PracticeUpdate(PracticeEdit, UpdateView):
    pass


@require_POST
@requires(Permission.PROPOSAL_SUBMIT)
def send_practice(request: HttpRequest, pk: int) -> HttpResponse:
    practice = get_object_or_404(Practice.objects.filter(author=request.user), pk=pk)
    return _take(request, practice, steps.send, "Практика отправлена на проверку.")


@require_POST
@requires(Permission.CLUSTER_MANAGE)
def publish_practice(request: HttpRequest, pk: int) -> HttpResponse:
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    return _take(request, practice, lambda one: steps.publish(one, by=request.user), "Практика опубликована.")


@requires(Permission.CLUSTER_MANAGE)
def return_practice(request: HttpRequest, pk: int) -> HttpResponse:
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    form = PracticeReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return _take(
            request,
            practice,
            lambda one: steps.return_for_revision(one, reason=reason, by=request.user),
            "Практика возвращена автору.",
        )
    crumbs = [(reverse("cluster:practice-list"), "Банк практик"), (practice.get_absolute_url(), str(practice))]
    lead = f"«{practice.title}» станет черновиком автора и не будет видна на открытых страницах."
    heading = "Вернуть практику автору"
    return show_form(request, form, FormPage(heading, crumbs, "Вернуть автору", lead, f"{heading}: {practice}"))


def _take(request: HttpRequest, practice: Practice, step: Callable[[Practice], Practice], done: str) -> HttpResponse:
    try:
        step(practice)
    except StateError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(practice)
