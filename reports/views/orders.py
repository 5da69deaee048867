"""Orders of documents: everything here changes data and answers only to POST."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from reports.actions.orders import order as place_order
from reports.catalogue import KINDS, Given, Kind
from reports.models import Job, LostJob

DUPLICATE: dict[str, str] = {
    Job.Status.QUEUED: "Документ уже заказан и ждёт своей очереди.",
    Job.Status.RUNNING: "Документ уже готовится.",
    Job.Status.READY: "Документ уже готов: данные с прошлого заказа не изменились.",
}


@require_POST
@requires(Permission.REPORT_ORDER)
def order(request: SignedInRequest, kind: str, pk: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    return _place(request, KINDS[kind], pk, request.POST.get("format", ""), dict(request.POST.lists()))


@require_POST
@requires(Permission.REPORT_ORDER)
def order_again(request: SignedInRequest, uuid: str) -> HttpResponse:
    """The same document after a failure or a cancellation."""
    job = get_object_or_404(Job.objects.filter(ordered_by=request.user), uuid=uuid)
    if job.kind not in KINDS:
        raise Http404
    return _place(request, KINDS[job.kind], job.subject_pk, job.format, job.params)


@require_POST
@requires(Permission.REPORT_ORDER)
def cancel(request: SignedInRequest, uuid: str) -> HttpResponse:
    job = get_object_or_404(Job.objects.filter(ordered_by=request.user), uuid=uuid)
    try:
        job.cancel()
        messages.success(request, "Заказ отменён.")
    except LostJob:
        messages.info(request, "Отменять нечего: работа над документом уже закончена.")
    return redirect(job)


def _place(request: SignedInRequest, kind: Kind, pk: str, format: str, given: Given) -> HttpResponse:
    kind.check_permission(request.user)
    try:
        params = kind.read_params(given)
        subject = kind.find(pk, request.user)
    except (ObjectDoesNotExist, ValueError) as error:
        raise Http404 from error
    if format not in kind.formats:
        raise Http404
    job, is_new = place_order(kind, subject, by=request.user, format=format, params=params)
    if not is_new:
        messages.info(request, DUPLICATE[job.status])
    return redirect(job)
