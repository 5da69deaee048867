"""The page of a protocol: read, signed, corrected by a new version, read by everybody without names."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import DetailView

from accounts.access import PermissionRequired, requires
from accounts.roles import Permission
from events import documents
from events.actions.meetings import sign_protocol, start_correction
from events.forms.protocols import CorrectionForm, ProtocolForm
from events.models import Protocol, StateError
from events.presence import quorum_of


class ProtocolDetail(PermissionRequired, DetailView):
    permission = Permission.MEETING_VIEW
    template_name = "events/protocols/detail.html"

    def get_queryset(self) -> QuerySet[Protocol]:
        rows = Protocol.objects.visible_to(self.request.user).defer("source_text")
        latest = Protocol.objects.filter(meeting=OuterRef("meeting")).order_by("-version").values("pk")[:1]
        return rows.select_related("meeting__council", "signatory", "signed_by").annotate(latest_pk=Subquery(latest))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        protocol, user = self.object, self.request.user
        is_latest = protocol.latest_pk == protocol.pk
        may_manage = user.can(Permission.MEETING_MANAGE)
        return super().get_context_data(
            document=documents.protocol(protocol, user),
            is_latest=is_latest,
            may_sign=may_manage and not protocol.is_signed,
            may_correct=may_manage and protocol.is_signed and is_latest,
            may_order=user.can(Permission.REPORT_ORDER),
            **kwargs,
        )


@requires(Permission.MEETING_MANAGE)
def update(request: HttpRequest, pk: int) -> HttpResponse:
    protocol = _draft(request, pk)
    form = ProtocolForm(request.POST or None, instance=protocol)
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    return render(request, "events/protocols/form.html", {"form": form, "protocol": protocol})


@requires(Permission.MEETING_MANAGE)
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    protocol = _draft(request, pk)
    if request.method == "POST":
        try:
            sign_protocol(protocol, by=request.user)
            messages.success(request, "Протокол подписан. Поручения и рекомендации стоят на контроле.")
        except StateError as error:
            messages.error(request, str(error))
        return redirect(protocol)
    context = {"protocol": protocol, "warning": quorum_of(protocol.meeting).warning}
    return render(request, "events/protocols/sign.html", context)


@requires(Permission.MEETING_MANAGE)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    protocol = get_object_or_404(_protocols(request).filter(state=Protocol.State.SIGNED), pk=pk)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(start_correction(protocol, reason=form.cleaned_data["reason"], by=request.user))
        except StateError as error:
            messages.error(request, str(error))
            return redirect(protocol)
    return render(request, "events/protocols/correct.html", {"form": form, "protocol": protocol})


@requires(Permission.MEETING_VIEW)
def source_file(request: HttpRequest, pk: int) -> FileResponse:
    protocol = get_object_or_404(_protocols(request), pk=pk)
    if not protocol.source_file:
        raise Http404
    return FileResponse(protocol.source_file.open("rb"), as_attachment=True, filename=protocol.source_name)


@login_not_required
def public(request: HttpRequest, pk: int) -> HttpResponse:
    """What a council opened for everybody: decisions; names only of those who agreed to it."""
    protocol = get_object_or_404(Protocol.objects.public().select_related("meeting__council__cluster"), pk=pk)
    context = {"protocol": protocol, "document": documents.public_protocol(protocol)}
    return render(request, "events/protocols/public.html", context)


@requires(Permission.MEETING_MANAGE)
def open_to_public(request: HttpRequest, pk: int) -> HttpResponse:
    protocol = get_object_or_404(_protocols(request).filter(state=Protocol.State.SIGNED), pk=pk)
    if request.method == "POST":
        Protocol.objects.filter(pk=protocol.pk).update(is_public=not protocol.is_public)
        messages.success(request, "Протокол закрыт." if protocol.is_public else "Протокол открыт для всех.")
        return redirect(protocol)
    return render(request, "events/protocols/open.html", {"protocol": protocol})


def _protocols(request: HttpRequest) -> QuerySet[Protocol]:
    return Protocol.objects.visible_to(request.user).select_related("meeting__council__cluster__region", "signatory")


def _draft(request: HttpRequest, pk: int) -> Protocol:
    return get_object_or_404(_protocols(request).filter(state=Protocol.State.DRAFT), pk=pk)
