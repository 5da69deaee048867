"""The check of an edition: what the linter finds, sending to the second person, that person's answer."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring.actions.frameworks_review import approve_edition, return_edition, send_edition
from monitoring.forms.frameworks import ReviewForm
from monitoring.forms.frameworks_indicators import PARTS
from monitoring.framework import linter
from monitoring.framework.tables import definition_of
from monitoring.models import Edition
from monitoring.views.frameworks import edition_crumbs, find_draft, find_edition


@dataclass(frozen=True)
class Finding:
    """A sentence of the linter with the page where it is mended."""

    text: str
    url: str


@requires(Permission.MONITORING_MANAGE)
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    edition = find_edition(request.user, pk)
    definition, today = definition_of(edition), timezone.localdate()
    faults, warnings = linter.faults_with_places(definition), linter.warnings(definition)
    if edition.is_overdue(today):
        late = linter.Fault(f"Срок пересмотра прошёл {edition.next_review:%d.%m.%Y}.")
        (warnings if edition.is_published else faults).append(late)
    places = _places(edition, {fault.part for fault in (*faults, *warnings)})
    may_edit = edition.is_editable_by(request.user)
    context = {
        "edition": edition,
        "faults": [Finding(fault.text, _url(edition, fault, places, may_edit)) for fault in faults],
        "warnings": [Finding(fault.text, _url(edition, fault, places, may_edit)) for fault in warnings],
        "may_edit": may_edit,
        "may_review": edition.is_reviewable_by(request.user),
        "breadcrumbs": edition_crumbs(edition, "Проверка"),
    }
    return render(request, "monitoring/frameworks/check.html", context)


def _places(edition: Edition, kinds: set[str]) -> dict[tuple[str, str], int]:
    """Keys of rows by kind and code; at most one query per kind the linter speaks of."""
    places: dict[tuple[str, str], int] = {}
    for kind in kinds & PARTS.keys() - {"subsets"}:
        column = "number" if kind == "criteria" else "code"
        rows = PARTS[kind].model._default_manager.filter(edition=edition)
        places |= {(kind, str(code)): pk for code, pk in rows.values_list(column, "pk")}
    return places


def _url(edition: Edition, fault: linter.Fault, places: dict[tuple[str, str], int], may_edit: bool) -> str:
    pk = places.get((fault.part, fault.code))
    if not may_edit:
        return f"{edition.get_absolute_url()}#{fault.part}-{pk}" if pk else ""
    if pk:
        return reverse("monitoring:framework-part", args=[edition.pk, fault.part, pk])
    return f"{edition.get_absolute_url()}#{fault.part}" if fault.part else reverse(
        "monitoring:framework-edit", args=[edition.pk]
    )  # fmt: skip


@require_POST
@requires(Permission.MONITORING_MANAGE)
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    edition = find_draft(request.user, pk)
    try:
        send_edition(edition, by=request.user)
        messages.success(request, "Редакция отправлена на проверку. Опубликует её второй методист.")
    except ValidationError as error:
        messages.error(request, f"Отправить нельзя. {' '.join(error.messages[:5])}")
    return redirect("monitoring:framework-check", edition.pk)


@requires(Permission.MONITORING_MANAGE)
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """The answer of the second person; the author does not find this page."""
    edition = find_edition(request.user, pk)
    if not edition.is_reviewable_by(request.user):
        raise Http404
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _answer(request, edition, form)
        except ValidationError as error:
            for text in error.messages:
                form.add_error(None, text)
    context = {"edition": edition, "form": form, "breadcrumbs": edition_crumbs(edition, "Решение по редакции")}
    return render(request, "monitoring/frameworks/review.html", context)


def _answer(request: SignedInRequest, edition: Edition, form: ReviewForm) -> HttpResponse:
    if form.cleaned_data["answer"] == ReviewForm.PUBLISH:
        approve_edition(edition, by=request.user)
        messages.success(request, f"Редакция {edition.number} опубликована. Теперь она не меняется.")
    else:
        return_edition(edition, remarks=form.cleaned_data["remarks"], by=request.user)
        messages.success(request, f"Редакция {edition.number} возвращена автору с замечаниями.")
    return redirect(edition)
