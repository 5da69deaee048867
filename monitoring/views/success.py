"""Success indicators of a cluster: the table of all, the page of one with its history, entries by the coordinator."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from cluster.models import Cluster
from cluster.views.pages import FormPage, show_form
from monitoring import printing
from monitoring.forms.success import SuccessEntryForm, SuccessIndicatorForm
from monitoring.models import SuccessEntry, SuccessIndicator
from monitoring.success import Track, counted, tracks
from ui.charts import Bar, bars
from ui.csv_files import csv_response

VIEW, MANAGE = Permission.CLUSTER_VIEW, Permission.CLUSTER_MANAGE
HEAD = (
    "Номер",
    "Показатель",
    "Единица",
    "Год",
    "План",
    "Факт",
    "Выполнение плана, %",
    "Источник факта",
    "Как считается",
)


@requires(VIEW)
def success_list(request: SignedInRequest, pk: int) -> HttpResponse:
    cluster = _cluster(pk)
    found = _tracks(cluster)
    years = sorted({line.year for track in found for line in track.lines})[-5:]
    context = {
        "cluster": cluster,
        "rows": [(track, [_of_year(track, year) for year in years]) for track in found],
        "years": years,
        "chart": _fulfilment(found),
        "may_manage": _may_manage(request, cluster),
        "breadcrumbs": [*_crumbs(cluster)[:1], ("", "Показатели успешности")],
    }
    return render(request, "monitoring/success/list.html", context)


@requires(VIEW)
def success_file(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = [
        (
            track.indicator.number,
            track.indicator.name,
            track.indicator.unit,
            line.year,
            _number(line.plan),
            _number(line.fact),
            "" if line.percent is None else _number(printing.half_up(line.percent, 1)),
            line.origin,
            track.indicator.method,
        )
        for track in _tracks(_cluster(pk))
        for line in track.lines
    ]
    return csv_response("показатели-успешности.csv", HEAD, rows)


@requires(VIEW)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = SuccessIndicator.objects.visible_to(request.user).select_related("cluster__region")
    indicator = get_object_or_404(rows, pk=pk)
    [track] = tracks(indicator.cluster, [indicator], today_year=_today_year())
    context = {
        "indicator": indicator,
        "track": track,
        "chart": _years(track),
        "entries": indicator.entries.select_related("entered_by")[:100],
        "may_manage": _may_manage(request, indicator.cluster),
        "breadcrumbs": [*_crumbs(indicator.cluster), ("", f"Показатель {indicator.number}")],
    }
    return render(request, "monitoring/success/detail.html", context)


@requires(MANAGE)
def create(request: SignedInRequest, pk: int) -> HttpResponse:
    cluster = get_object_or_404(Cluster.objects.managed_by(request.user), pk=pk)
    number = cluster.success_indicators.count() + 1
    indicator = SuccessIndicator(cluster=cluster, number=number, base_year=_today_year())
    return _edit(request, indicator, "Новый показатель успешности")


@requires(MANAGE)
def update(request: SignedInRequest, pk: int) -> HttpResponse:
    return _edit(request, _managed(request, pk), "Изменить показатель успешности")


def _edit(request: SignedInRequest, indicator: SuccessIndicator, heading: str) -> HttpResponse:
    form = SuccessIndicatorForm(request.POST or None, instance=indicator)
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Показатель сохранён.")
        return redirect(form.save())
    page = FormPage(
        heading, _crumbs(indicator.cluster), "Сохранить показатель", title=f"{heading}: {indicator.cluster}"
    )
    return show_form(request, form, page)


@requires(MANAGE)
def enter(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new entry; the earlier ones stay in the history."""
    indicator = _managed(request, pk)
    today_year = _today_year()
    form = SuccessEntryForm(
        request.POST or None,
        instance=SuccessEntry(indicator=indicator, entered_by=request.user, year=today_year),
        counts=counted(indicator, indicator.cluster, today_year),
        today_year=today_year,
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Значение внесено.")
        return redirect(indicator)
    crumbs = [*_crumbs(indicator.cluster), (indicator.get_absolute_url(), f"Показатель {indicator.number}")]
    page = FormPage("Внести план или факт", crumbs, "Внести", lead=indicator.name, title=f"План и факт: {indicator}")
    return show_form(request, form, page)


def _tracks(cluster: Cluster) -> list[Track]:
    return tracks(cluster, cluster.success_indicators.all(), today_year=_today_year())


def _of_year(track: Track, year: int) -> Any:
    return next((line for line in track.lines if line.year == year), None)


def _fulfilment(found: list[Track]) -> SafeString | str:
    """How far each plan of the latest told year is fulfilled."""
    rows = [
        Bar(f"{track.indicator} ({track.last.year})", track.last.percent, track.last.percent_printed)
        for track in found
        if track.last
    ]
    if not rows:
        return ""
    top = max([100, *(float(bar.value or 0) for bar in rows)])
    said = "; ".join(f"{bar.label}: {bar.text}" for bar in rows)
    return bars(rows, title="Выполнение плана", description=f"{said}.", ident="fulfilment", maximum=top)


def _years(track: Track) -> SafeString | str:
    rows = []
    for line in track.lines[-5:]:
        for name, value in (("план", line.plan), ("факт", line.fact)):
            text = "нет" if value is None else printing.amount(value)
            rows.append(Bar(f"{line.year} год, {name}", value, text, own=name == "факт"))
    said = "; ".join(f"{bar.label}: {bar.text}" for bar in rows)
    return bars(rows, title=f"План и факт: {track.indicator.name}", description=f"{said}.", ident="years")


def _number(value: Any) -> str:
    return "" if value is None else printing.amount(value).replace("\N{NO-BREAK SPACE}", "")


def _today_year() -> int:
    return timezone.localdate().year


def _cluster(pk: int) -> Cluster:
    return get_object_or_404(Cluster.objects.select_related("region"), pk=pk)


def _may_manage(request: SignedInRequest, cluster: Cluster) -> bool:
    return Cluster.objects.managed_by(request.user).filter(pk=cluster.pk).exists()


def _managed(request: SignedInRequest, pk: int) -> SuccessIndicator:
    return get_object_or_404(SuccessIndicator.objects.managed_by(request.user).select_related("cluster"), pk=pk)


def _crumbs(cluster: Cluster) -> list[tuple[str, str]]:
    table = reverse("monitoring:success-list", args=[cluster.pk])
    return [(cluster.get_absolute_url(), cluster.name), (table, "Показатели успешности")]
