"""Forms as files: templates out, uploaded files in, a dry run first, loading and withdrawal."""

from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from cluster.models import Municipality
from monitoring import form_files
from monitoring.actions import batches as actions
from monitoring.batch_checks import own_places
from monitoring.exchange import plain
from monitoring.forms.batches import FormFilesForm, WithdrawalForm
from monitoring.models import Batch, BatchFile, BatchRow
from monitoring.place_names import call_as_then
from monitoring.views.campaigns import crumbs, find_campaign
from ui.pages import ListPage
from ui.words import count

FILL, MANAGE = Permission.SUBMISSION_FILL, Permission.MONITORING_MANAGE
TITLE = "Загрузка из файлов"


class BatchList(ListPage):
    """Templates to take, a form to send files, and the batches sent before."""

    request: SignedInRequest
    template_name = "monitoring/batches/list.html"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Batch]:
        user = self.request.user
        self.campaign = find_campaign(user, self.kwargs["pk"])
        self.places = self._places()
        if not self.places:
            raise Http404
        rows = Batch.objects.visible_to(user).filter(campaign=self.campaign)
        return rows.select_related("uploaded_by", "campaign")

    def post(self, request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        """A dry run of the files; what is wrong with the sending itself is told beside the field."""
        self.object_list = self.get_queryset()
        form = FormFilesForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                return redirect(actions.check_files(self.campaign, form.sent(), by=request.user))
            except ValidationError as error:
                form.add_error("files", error)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "form": kwargs.get("form") or FormFilesForm(),
            "campaign": self.campaign,
            "places": self.places,
            "has_archive": self.request.user.can(MANAGE),
            "columns": plain.HEADINGS,
            "breadcrumbs": crumbs(self.campaign, TITLE),
        }

    def _places(self) -> list[Municipality]:
        """Municipalities whose files this person may send."""
        expected = list(self.campaign.expected.order_by("sort_key"))
        own = own_places(self.campaign, self.request.user, expected)
        return [place for place in expected if place.pk in own]


batch_list = requires(FILL, MANAGE)(BatchList.as_view())


class RowFilter(django_filters.FilterSet):
    show = django_filters.ChoiceFilter(
        label="Показать строки",
        choices=[("error", "с ошибками"), ("warning", "с замечаниями"), ("all", "все до одной")],
        empty_label="с ошибками, замечаниями и изменениями",
        method="choose",
    )

    def choose(self, rows: QuerySet[BatchRow], name: str, value: str) -> QuerySet[BatchRow]:
        if value == "error":
            return rows.filter(outcome=BatchRow.Outcome.ERROR)
        return rows.exclude(message="") if value == "warning" else rows

    def filter_queryset(self, queryset: QuerySet[BatchRow]) -> QuerySet[BatchRow]:
        if self.form.cleaned_data.get("show"):
            return super().filter_queryset(queryset)
        return telling(queryset)


def telling(rows: QuerySet[BatchRow]) -> QuerySet[BatchRow]:
    """Rows worth reading: those that change something or are remarked upon."""
    return rows.filter(Q(outcome__in=[BatchRow.Outcome.ERROR, *BatchRow.CHANGING]) | ~Q(message=""))


class BatchDetail(ListPage):
    """The report of a batch by row."""

    request: SignedInRequest
    template_name = "monitoring/batches/detail.html"
    filterset_class = RowFilter
    paginate_by = 50

    def get_queryset(self) -> QuerySet[BatchRow]:
        self.batch = _find(self.request, self.kwargs["pk"])
        rows = self.batch.rows.select_related("file", "municipality", "element")
        rows = rows.order_by("position")
        return rows if self.request.GET else telling(rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batch, context = self.batch, super().get_context_data(**kwargs)
        call_as_then((row.municipality, batch.campaign.year) for row in context["page_obj"])
        return context | {
            "batch": batch,
            "files": batch.files.all(),
            "numbers": [(outcome.label, batch.counts.get(outcome.value, 0)) for outcome in BatchRow.Outcome],
            "breadcrumbs": _crumbs(batch, str(batch)),
        }


batch_detail = requires(FILL, MANAGE)(BatchDetail.as_view())


@require_POST
@requires(FILL, MANAGE)
def apply(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = _find(request, pk)
    try:
        actions.apply_batch(batch, by=request.user)
        messages.success(request, f"Загружено: {count(batch.changes, 'ответ,ответа,ответов')}.")
    except actions.OutdatedCheck as error:
        actions.check_again(batch, by=request.user)
        messages.warning(request, error.messages[0])
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(batch)


@requires(FILL, MANAGE)
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = _find(request, pk)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_batch(batch, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, "Загрузка отозвана, прежние ответы возвращены.")
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(batch)
    if not batch.is_applied:
        messages.info(request, "Отозвать можно только то, что загружено.")
        return redirect(batch)
    context = {"batch": batch, "form": form, "breadcrumbs": _crumbs(batch, "Отозвать загрузку")}
    return render(request, "monitoring/batches/withdraw.html", context)


@requires(FILL, MANAGE)
def batch_file(request: SignedInRequest, pk: int) -> FileResponse:
    batches = Batch.objects.visible_to(request.user)
    kept = get_object_or_404(BatchFile.objects.exclude(file="").filter(batch__in=batches), pk=pk)
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name.rpartition("/")[2])


@requires(FILL, MANAGE)
def template(request: SignedInRequest, pk: int, municipality: int, kind: str) -> HttpResponse:
    """The form of one municipality with the answers so far, as a file to fill."""
    campaign = find_campaign(request.user, pk)
    if kind not in form_files.WRITERS:
        raise Http404
    expected = get_object_or_404(campaign.expectations.select_related("municipality"), municipality=municipality)
    place = expected.municipality
    if place.pk not in own_places(campaign, request.user, [place]):
        raise Http404
    return _download(
        form_files.file_of(campaign, place, kind), form_files.file_name(campaign, place, kind), form_files.TYPES[kind]
    )


@requires(MANAGE)
def templates(request: SignedInRequest, pk: int) -> HttpResponse:
    """Templates of all municipalities in one archive, for a methodologist of the region."""
    campaign = find_campaign(request.user, pk)
    if not own_places(campaign, request.user, campaign.expected.all()):
        raise Http404
    return _download(form_files.archive_of(campaign), f"{campaign.year} шаблоны форм.zip", "application/zip")


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    header = content_disposition_header(True, name) or ""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": header})


def _find(request: SignedInRequest, pk: int) -> Batch:
    rows = Batch.objects.visible_to(request.user)
    rows = rows.select_related("campaign__region", "campaign__edition", "uploaded_by", "applied_by", "withdrawn_by")
    return get_object_or_404(rows, pk=pk)


def _crumbs(batch: Batch, last: str) -> list[tuple[str, str]]:
    path = crumbs(batch.campaign, last)
    return [*path[:-1], (reverse("monitoring:batch-list", args=[batch.campaign_id]), TITLE), path[-1]]
