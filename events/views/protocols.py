"""The page of a protocol: read, signed, corrected by a new version, read by everybody without names."""

from collections import Counter
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import DetailView

from accounts.access import PermissionRequired, requires
from accounts.roles import Permission
from cluster.numbering import next_number, remarks
from events import comparison, documents
from events.actions.meetings import numbers_beside, sign_protocol, start_correction
from events.documents import wording
from events.forms.protocols import CorrectionForm, ProtocolForm, SignForm
from events.models import Meeting, Protocol, StateError
from events.readiness import shortcomings


class ProtocolDetail(PermissionRequired, DetailView):
    permission = Permission.MEETING_VIEW
    template_name = "events/protocols/detail.html"

    def get_queryset(self) -> QuerySet[Protocol]:
        rows = Protocol.objects.visible_to(self.request.user).defer("source_text")
        versions = Protocol.objects.filter(meeting=OuterRef("meeting")).order_by("version")
        told = versions.values(told=JSONObject(pk="pk", version="version", state="state"))
        return rows.select_related("meeting__council", "signatory", "signed_by").annotate(versions=ArraySubquery(told))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        protocol, user = self.object, self.request.user
        latest = protocol.versions[-1]["pk"]
        is_latest = latest == protocol.pk
        may_manage = user.can(Permission.MEETING_MANAGE)
        return super().get_context_data(
            document=documents.protocol(protocol, user),
            is_latest=is_latest,
            latest_pk=latest,
            may_sign=may_manage and not protocol.is_signed,
            may_correct=may_manage and protocol.is_signed and is_latest,
            may_order=user.can(Permission.REPORT_ORDER),
            **kwargs,
        )


@requires(Permission.MEETING_MANAGE)
def update(request: HttpRequest, pk: int) -> HttpResponse:
    protocol = _draft(request, pk)
    written, scheme, day = _numbers(protocol)
    form = ProtocolForm(request.POST or None, instance=protocol, proposal=next_number(scheme, written, day))
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        for remark in remarks(scheme, saved.number, written, day):
            messages.warning(request, f"{remark}.")
        return redirect(saved)
    return render(request, "events/protocols/form.html", {"form": form, "protocol": protocol})


@requires(Permission.MEETING_MANAGE)
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """What is missing is told, and the person decides; a number with a remark is asked about once more."""
    protocol = _draft(request, pk)
    written, scheme, day = _numbers(protocol)
    proposal = protocol.number or next_number(scheme, written, day)
    form = SignForm(request.POST if request.method == "POST" else None, initial={"number": proposal})
    number = proposal
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        if form.cleaned_data["seen"] == number or not remarks(scheme, number, written, day):
            return _signed(request, protocol, number)
    context = {
        "protocol": protocol,
        "form": form,
        "seen": number,
        "remarks": remarks(scheme, number, written, day),
        "shortcomings": shortcomings(protocol),
    }
    return render(request, "events/protocols/sign.html", context)


def _signed(request: HttpRequest, protocol: Protocol, number: str) -> HttpResponse:
    try:
        sign_protocol(protocol, by=request.user, number=number)
        messages.success(request, "Протокол подписан. Поручения и рекомендации стоят на контроле.")
    except StateError as error:
        messages.error(request, str(error))
    return redirect(protocol)


@requires(Permission.MEETING_VIEW)
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What a version has changed in an earlier one: the one before it, or the one named in the address."""
    protocol = get_object_or_404(_protocols(request), pk=pk)
    earlier = protocol.meeting.protocols.filter(version__lt=protocol.version).order_by("-version")
    named = request.GET.get("with", "")
    old = get_object_or_404(earlier, version=named) if named.isdecimal() else earlier.first()
    if old is None:
        raise Http404
    changes = comparison.compare(documents.text_of(old), documents.text_of(protocol))
    shown = changes if "all" in request.GET else [change for change in changes if change.kind != "same"]
    kinds = Counter(change.kind for change in changes)
    context = {"protocol": protocol, "old": old, "earlier": earlier, "changes": shown, "kinds": kinds}
    return render(request, "events/protocols/compare.html", context)


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
def extracts(request: HttpRequest, pk: int) -> HttpResponse:
    """Who gets an extract, and the files to order: one by one or all in an archive."""
    protocol = get_object_or_404(_protocols(request), pk=pk)
    meeting = wording.loaded(Meeting.objects.all()).get(pk=protocol.meeting_id)
    context = {
        "protocol": protocol,
        "executors": documents.executors_of(meeting),
        "may_order": request.user.can(Permission.REPORT_ORDER),
    }
    return render(request, "events/protocols/extracts.html", context)


@requires(Permission.MEETING_VIEW)
def source_file(request: HttpRequest, pk: int) -> FileResponse:
    protocol = get_object_or_404(_protocols(request), pk=pk)
    if not protocol.source_file:
        raise Http404
    return FileResponse(protocol.source_file.open("rb"), as_attachment=True, filename=protocol.source_name)


@login_not_required
def public(request: HttpRequest, pk: int) -> HttpResponse:
    """What a council opened for everybody: decisions; names only of those who agreed to it."""
    public_ones = Protocol.objects.public().select_related("meeting__council__cluster")
    protocol = public_ones.filter(pk=pk).first()
    if protocol is None:  # an address kept from before a correction leads to the corrected text
        later = get_object_or_404(public_ones.filter(meeting__protocols=pk))
        return redirect("events:protocol-public", later.pk)
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


def _numbers(protocol: Protocol) -> tuple[list[str], str, date]:
    meeting = protocol.meeting
    return numbers_beside(meeting), meeting.council.number_scheme, meeting.held_on


def _draft(request: HttpRequest, pk: int) -> Protocol:
    return get_object_or_404(_protocols(request).filter(state=Protocol.State.DRAFT), pk=pk)
