"""Pages of the import: upload, list, review."""

import hashlib
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import PermissionRequired, requires
from accounts.roles import Permission
from events.actions.attendance import People
from events.actions.imports import accept_import, accepted_before, receive
from events.forms.imports import ImportUploadForm
from events.forms.review import ReviewForm
from events.importing import UnreadableProtocol
from events.models import Meeting, ProtocolImport, StateError
from events.review import review_warnings, source_lines
from events.review.records import blank_decision
from ui.pages import ListPage


class ImportList(PermissionRequired, ListPage):
    permission = Permission.PROTOCOL_IMPORT
    template_name = "events/imports/list.html"

    def get_queryset(self) -> QuerySet[ProtocolImport]:
        rows = ProtocolImport.objects.visible_to(self.request.user).defer("draft", "record")
        return rows.select_related("council", "uploaded_by", "meeting")


@requires(Permission.PROTOCOL_IMPORT)
def upload(request: HttpRequest) -> HttpResponse:
    form = ImportUploadForm(request.POST or None, request.FILES or None, user=request.user)
    accepted = None
    if request.method == "POST" and form.is_valid():
        filename, data = form.source()
        try:
            received = receive(data, filename=filename, council=form.cleaned_data["council"], by=request.user)
            return redirect("events:import-review", received.pk)
        except UnreadableProtocol as error:
            form.add_error(form.source_field, str(error))
        except StateError as error:
            form.add_error(form.source_field, str(error))
            accepted = accepted_before(hashlib.sha256(data).hexdigest())
    return render(request, "events/imports/upload.html", {"form": form, "accepted": accepted})


@requires(Permission.PROTOCOL_IMPORT)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft beside its source. Nothing enters the register before the person presses «Принять»."""
    rows = ProtocolImport.objects.visible_to(request.user).select_related("council__cluster__region", "meeting")
    protocol_import = get_object_or_404(rows, pk=pk)
    if request.method != "POST":
        return _review_page(request, protocol_import, ReviewForm(protocol_import, user=request.user))
    form = ReviewForm(protocol_import, user=request.user, data=request.POST)
    if protocol_import.is_accepted:
        messages.error(request, "Этот протокол уже принят: второй раз в реестр он не попадёт.")
        return redirect("events:import-review", pk)
    if "accept" not in request.POST:
        _save(protocol_import, form, is_longer="add" in request.POST)
        messages.success(request, "Черновик сохранён.")
        return redirect("events:import-review", pk)
    if not form.is_valid():
        return _review_page(request, protocol_import, form)
    try:
        meeting = accept_import(protocol_import, form.reviewed(), by=request.user)
    except StateError as error:
        messages.error(request, str(error))
        return redirect("events:import-review", pk)
    messages.success(request, "Протокол принят. Решения стоят в реестре.")
    return redirect(meeting)


@requires(Permission.PROTOCOL_IMPORT)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    protocol_import = get_object_or_404(ProtocolImport.objects.visible_to(request.user).waiting(), pk=pk)
    if request.method == "POST":
        protocol_import.discard()
        protocol_import.save(update_fields=["state", "changed_at"])
        messages.success(request, f"Файл «{protocol_import}» отложен, в реестр он не попадёт.")
        return redirect("events:import-list")
    return render(request, "events/imports/discard.html", {"protocol_import": protocol_import})


def _save(protocol_import: ProtocolImport, form: ReviewForm, *, is_longer: bool) -> None:
    record = form.typed()
    if is_longer:
        record["decisions"].append(blank_decision(f"n{len(record['decisions']) + 1}"))
    protocol_import.record = record
    protocol_import.save(update_fields=["record", "changed_at"])


def _review_page(request: HttpRequest, protocol_import: ProtocolImport, form: ReviewForm) -> HttpResponse:
    draft = protocol_import.draft
    people = People(protocol_import.council.cluster.region)
    names = [str(one["value"]) for one in draft["attendees"] if one.get("value")]
    context: dict[str, Any] = {
        "protocol_import": protocol_import,
        "form": form,
        "same_day": _same_day(protocol_import, form),
        "lines": source_lines(draft),
        "warnings": review_warnings(draft, [row["key"] for row in form.record["decisions"]]),
        "unparsed": draft["unparsed"],
        "coverage": round(draft["coverage"] * 100),
        "appendices": draft["appendices"],
        "votes": draft["votes"],
        "known_count": sum(name in people for name in names),
        "attendee_count": len(names),
        "similar": [one for one in draft["attendees"] if one.get("known_as") not in (None, one.get("value"))],
    }
    return render(request, "events/imports/review.html", context)


def _same_day(protocol_import: ProtocolImport, form: ReviewForm) -> Meeting | None:
    """A meeting of the same council on the same day, entered in another way."""
    if protocol_import.is_accepted or form.held_on is None:
        return None
    return Meeting.objects.filter(council=protocol_import.council, held_on=form.held_on).first()
