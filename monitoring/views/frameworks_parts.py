"""Parts of a draft on pages: one form page for every kind of part, removal with a question, moving by buttons."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.models import User
from accounts.roles import Permission
from monitoring.actions.frameworks_parts import Step, move_part, remove_part, uses_of
from monitoring.forms.frameworks_indicators import PARTS
from monitoring.forms.frameworks_parts import Part
from monitoring.models import Edition
from monitoring.views.frameworks import edition_crumbs, find_draft


def _kind(word: str) -> Part:
    if word not in PARTS:
        raise Http404
    return PARTS[word]


def _find(user: User, pk: int, kind: str, part: int) -> tuple[Edition, Any]:
    edition = find_draft(user, pk)
    return edition, get_object_or_404(_kind(kind).model._default_manager.filter(edition=edition), pk=part)


def _back(edition: Edition, kind: str, part: int | None = None) -> HttpResponse:
    answer = redirect(edition)
    answer["Location"] += f"#{kind}-{part}" if part else f"#{kind}"
    return answer


@requires(Permission.MONITORING_MANAGE)
def edit_part(request: SignedInRequest, pk: int, kind: str, part: int | None = None) -> HttpResponse:
    """Add or change a part."""
    known = _kind(kind)
    if part is None:
        edition, row = find_draft(request.user, pk), None
        title = known.new
    else:
        edition, row = _find(request.user, pk, kind, part)
        title = f"Изменить {known.one}"
    form = known.form(request.POST or None, instance=row, edition=edition)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            saved = form.save()
        messages.success(request, f"Сохранено: {saved}.")
        return _back(edition, kind, saved.pk)
    context = {
        "form": form,
        "title": title,
        "edition": edition,
        "kind": kind,
        "part": row,
        "breadcrumbs": edition_crumbs(edition, title),
    }
    return render(request, "monitoring/frameworks/edit.html", context)


@requires(Permission.MONITORING_MANAGE)
def remove(request: SignedInRequest, pk: int, kind: str, part: int) -> HttpResponse:
    edition, row = _find(request.user, pk, kind, part)
    if request.method == "POST":
        try:
            remove_part(row)
            messages.success(request, f"Удалено: {row}.")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return _back(edition, kind)
    context = {
        "title": f"Удалить {PARTS[kind].one}?",
        "text": str(row),
        "uses": uses_of(row),
        "action_label": "Удалить",
        "cancel_url": f"{edition.get_absolute_url()}#{kind}-{row.pk}",
        "breadcrumbs": edition_crumbs(edition, "Удалить"),
    }
    return render(request, "monitoring/frameworks/confirm.html", context)


@require_POST
@requires(Permission.MONITORING_MANAGE)
def move(request: SignedInRequest, pk: int, kind: str, part: int) -> HttpResponse:
    edition, row = _find(request.user, pk, kind, part)
    step = request.POST.get("step", "")
    if not PARTS[kind].is_movable or step not in ("up", "down"):
        messages.error(request, "Нажмите «Выше» или «Ниже» рядом с названием.")
    elif not move_part(row, cast(Step, step)):
        messages.info(request, f"Дальше двигать некуда: {row}.")
    return _back(edition, kind, row.pk)
