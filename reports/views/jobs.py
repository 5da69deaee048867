"""Pages of ordered documents: the list, one with its state, the file."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import PermissionRequired, SignedInRequest, log_access, requires
from accounts.roles import Permission
from reports.catalogue import KINDS
from reports.filters import JobFilter
from reports.models import Job
from ui.pages import ListPage
from ui.words import moment_in_words

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


class JobList(PermissionRequired, ListPage):
    """My documents."""

    request: SignedInRequest
    permission = Permission.REPORT_ORDER
    filterset_class = JobFilter
    template_name = "reports/jobs/list.html"

    def get_queryset(self) -> QuerySet[Job]:
        return Job.objects.filter(ordered_by=self.request.user)


@require_safe
@never_cache
@requires(Permission.REPORT_ORDER, Permission.ACCOUNT_MANAGE)
def detail(request: SignedInRequest, uuid: str) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user).select_related("ordered_by"), uuid=uuid)
    return render(request, "reports/jobs/detail.html", _context(request, job))


@require_safe
@never_cache
@requires(Permission.REPORT_ORDER, Permission.ACCOUNT_MANAGE)
def state(request: SignedInRequest, uuid: str) -> HttpResponse:
    """The changing part of the page of a document, for a page that asks by itself."""
    job = get_object_or_404(Job.objects.visible_to(request.user).select_related("ordered_by"), uuid=uuid)
    return render(request, "reports/jobs/_state.html", _context(request, job))


@require_safe
@requires(Permission.REPORT_ORDER)
def file(request: SignedInRequest, uuid: str) -> HttpResponse:
    """The file goes to whoever ordered it and to nobody else, the administrator included."""
    job = get_object_or_404(Job.objects.filter(ordered_by=request.user), uuid=uuid)
    if not job.is_ready:
        raise Http404
    if job.size is None:
        return redirect(job)  # its page says that the file is lost and offers a new order
    kind = KINDS.get(job.kind)
    if kind and kind.is_protected:
        log_access(request, subject=job, fields=["документ"], purpose=f"скачивание: {job.title}"[:200])
    with job.file.open("rb") as content:
        answer = HttpResponse(content.read(), content_type=CONTENT_TYPES[job.format])
    answer.headers["Content-Disposition"] = content_disposition_header(True, job.file_name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _context(request: SignedInRequest, job: Job) -> dict[str, object]:
    is_own = job.ordered_by_id == request.user.pk
    size = job.size
    return {
        "job": job,
        "size": size,
        "is_own": is_own,
        "may_order_again": is_own and job.is_finished and size is None,
        "facts": [
            ("Формат", job.get_format_display()),
            ("Заказал", job.ordered_by.full_name),
            ("Когда", moment_in_words(job.ordered_at)),
        ],
        "breadcrumbs": [(reverse("reports:job-list"), "Мои документы"), ("", job.title)] if is_own else [],
    }
