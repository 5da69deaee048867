"""Pages of the import: upload, list, putting aside. The review stands in `reviews`."""

import hashlib
from typing import Any

from django.contrib import messages
from django.db.models import Case, Func, IntegerField, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import PermissionRequired, requires
from accounts.roles import Permission
from events.actions.imports import accepted_before, receive
from events.forms.imports import ImportUploadForm
from events.importing import UnreadableProtocol
from events.models import ProtocolImport, StateError
from ui.pages import ListPage


class ImportList(PermissionRequired, ListPage):
    permission = Permission.PROTOCOL_IMPORT
    template_name = "events/imports/list.html"

    def get_queryset(self) -> QuerySet[ProtocolImport]:
        """Unfinished reviews first: each says how many decisions it holds."""
        decisions = Func("record__decisions", function="jsonb_array_length", output_field=IntegerField())
        is_finished = Case(When(state=ProtocolImport.State.DRAFT, then=0), default=1)
        rows = ProtocolImport.objects.visible_to(self.request.user).defer("draft", "record")
        rows = rows.annotate(decision_count=decisions).select_related("council", "uploaded_by", "meeting")
        return rows.order_by(is_finished, "-uploaded_at", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = ProtocolImport.objects.visible_to(self.request.user).waiting().count()
        return super().get_context_data(**kwargs) | {"waiting_count": waiting}


@requires(Permission.PROTOCOL_IMPORT)
def upload(request: HttpRequest) -> HttpResponse:
    form = ImportUploadForm(request.POST or None, request.FILES or None, user=request.user)
    accepted = None
    if request.method == "POST" and form.is_valid():
        filename, data = form.source()
        try:
            received = receive(data, filename=filename, council=form.cleaned_data["council"], by=request.user)
            if received.record["revision"]:
                messages.info(request, "Этот файл уже на проверке: открыт начатый черновик.")
            return redirect("events:import-review", received.pk)
        except UnreadableProtocol as error:
            form.add_error(form.source_field, str(error))
        except StateError as error:
            form.add_error(form.source_field, str(error))
            accepted = accepted_before(hashlib.sha256(data).hexdigest())
    return render(request, "events/imports/upload.html", {"form": form, "accepted": accepted})


@requires(Permission.PROTOCOL_IMPORT)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    protocol_import = get_object_or_404(ProtocolImport.objects.visible_to(request.user).waiting(), pk=pk)
    if request.method == "POST":
        protocol_import.discard()
        protocol_import.save(update_fields=["state", "changed_at"])
        messages.success(request, f"Файл «{protocol_import}» отложен, в реестр он не попадёт.")
        return redirect("events:import-list")
    return render(request, "events/imports/discard.html", {"protocol_import": protocol_import})
