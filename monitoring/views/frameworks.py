"""Editions of the framework: the list, one edition whole, its head, and its file in and out."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from accounts.access import PermissionRequired, SignedInRequest, requires
from accounts.models import User
from accounts.roles import Permission
from monitoring.actions.frameworks import store_edition
from monitoring.actions.frameworks_review import clone_edition
from monitoring.forms.frameworks import EditionForm, FrameworkFileForm
from monitoring.framework.tables import definition_of, solutions_with_codes
from monitoring.framework.writing import write
from monitoring.models import Edition
from monitoring.views.campaigns import crumbs
from ui.words import day_in_words

Crumbs = list[tuple[str, str]]


def find_edition(user: User, pk: int) -> Edition:
    rows = Edition.objects.visible_to(user).select_related("author", "reviewer", "base")
    return get_object_or_404(rows, pk=pk)


def find_draft(user: User, pk: int) -> Edition:
    """Somebody else's draft, and an edition that is no draft any more, is not there to be edited."""
    return get_object_or_404(Edition.objects.editable_by(user), pk=pk)


def edition_crumbs(edition: Edition | None, last: str) -> Crumbs:
    path = [(reverse("monitoring:campaign-list"), "Мониторинг"), (reverse("monitoring:framework-list"), "Редакции")]
    if edition is not None:
        path.append((edition.get_absolute_url(), f"Редакция {edition.number}"))
    return [*path, ("", last)]


class EditionList(PermissionRequired, ListView):
    request: SignedInRequest
    permission = Permission.MONITORING_VIEW
    template_name = "monitoring/frameworks/list.html"
    context_object_name = "editions"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Edition]:
        rows = Edition.objects.visible_to(self.request.user).select_related("author", "base")
        return rows.annotate(used=Count("campaigns")).order_by("code", "-number")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {
            "may_manage": self.request.user.can(Permission.MONITORING_MANAGE),
            "today": timezone.localdate(),
            "breadcrumbs": crumbs(None, "Редакции системы показателей"),
        }
        return super().get_context_data(**kwargs) | own


@requires(Permission.MONITORING_VIEW)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    edition = find_edition(request.user, pk)
    parts = list(edition.criteria.prefetch_related("indicators", "elements"))
    context = {
        "edition": edition,
        "parts": parts,
        "indicator_number": sum(len(part.indicators.all()) for part in parts),
        "subsets": edition.subset_rules.select_related("part", "whole"),
        "rules": edition.control_rules.all(),
        "solutions": solutions_with_codes([edition.pk]),
        "populations": edition.populations.all(),
        "facts": _facts(edition),
        "may_manage": request.user.can(Permission.MONITORING_MANAGE),
        "may_edit": edition.is_editable_by(request.user),
        "may_review": edition.is_reviewable_by(request.user),
        "breadcrumbs": edition_crumbs(None, f"Редакция {edition.number}"),
    }
    return render(request, "monitoring/frameworks/detail.html", context)


def _facts(edition: Edition) -> list[tuple[str, str]]:
    review = day_in_words(edition.next_review) if edition.next_review else ""
    if edition.is_overdue(timezone.localdate()):
        review += " — срок прошёл, показатели пора пересмотреть"
    return [
        ("Состояние", edition.get_status_display()),
        ("Действует", f"с {edition.valid_from} года" + (f" по {edition.valid_to} год" if edition.valid_to else "")),
        ("Автор", edition.authored_by),
        ("Проверил", edition.checked_by),
        ("Утверждение", edition.approved_by),
        ("Следующий пересмотр", review),
        ("На основе", f"редакции {edition.base.number}" if edition.base else "собственного файла"),
        ("Отпечаток определения", edition.digest[:16] if edition.is_published else "появится при публикации"),
    ]


@requires(Permission.MONITORING_MANAGE)
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    edition = find_draft(request.user, pk)
    form = EditionForm(request.POST or None, instance=edition)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Сведения о редакции сохранены.")
        return redirect(edition)
    title = f"Сведения о редакции {edition.number}"
    context = {"form": form, "title": title, "edition": edition, "breadcrumbs": edition_crumbs(edition, "Сведения")}
    return render(request, "monitoring/frameworks/edit.html", context)


@require_POST
@requires(Permission.MONITORING_MANAGE)
def clone(request: SignedInRequest, pk: int) -> HttpResponse:
    base = find_edition(request.user, pk)
    try:
        edition = clone_edition(base, by=request.user)
    except ValidationError as error:
        messages.error(request, f"Копия не сделана. {' '.join(error.messages)}")
        return redirect(base)
    messages.success(
        request, f"Черновик редакции {edition.number} создан: в нём всё то же, что в редакции {base.number}."
    )
    return redirect(edition)


@requires(Permission.MONITORING_MANAGE)
def upload(request: SignedInRequest) -> HttpResponse:
    """A file becomes a draft, or all its faults are listed and nothing is kept."""
    is_sent = request.method == "POST"
    form = FrameworkFileForm(request.POST, request.FILES) if is_sent else FrameworkFileForm()
    faults: list[str] = []
    if is_sent and form.is_valid():
        try:
            edition = store_edition(form.definition, author=request.user)
        except ValidationError as error:
            faults = error.messages
            form.add_error("file", "В файле есть ошибки: они перечислены ниже. Ничего не сохранено.")
        else:
            messages.success(request, f"Файл прочитан: создан черновик редакции {edition.number}.")
            return redirect(edition)
    context = {"form": form, "faults": faults, "breadcrumbs": edition_crumbs(None, "Загрузить из файла")}
    return render(request, "monitoring/frameworks/upload.html", context)


@requires(Permission.MONITORING_VIEW)
def download(request: SignedInRequest, pk: int) -> HttpResponse:
    edition = find_edition(request.user, pk)
    answer = HttpResponse(write(definition_of(edition)), content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{edition.code}-{edition.number}.toml"'
    return answer


@requires(Permission.MONITORING_MANAGE)
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    edition = find_draft(request.user, pk)
    if request.method == "POST":
        if edition.campaigns.exists() or edition.successors.exists():
            messages.error(request, "Черновик уже используется в кампании или в другой редакции.")
            return redirect(edition)
        edition.delete()
        messages.success(request, f"Черновик редакции {edition.number} удалён.")
        return redirect("monitoring:framework-list")
    context = {
        "title": f"Удалить черновик редакции {edition.number}?",
        "text": "Вместе с ним удалятся все его показатели, правила и решения. Опубликованные редакции не изменятся.",
        "action_label": "Удалить черновик",
        "cancel_url": edition.get_absolute_url(),
        "breadcrumbs": edition_crumbs(edition, "Удалить"),
    }
    return render(request, "monitoring/frameworks/confirm.html", context)
