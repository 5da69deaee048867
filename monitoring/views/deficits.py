"""Deficits of a campaign with everything that answers them: the page of the region, the page of municipalities, CSV."""

from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring import deficits
from monitoring.deficits import Answers, IndicatorShare, Share
from monitoring.effects import Effect, Series, following, place_effect, region_effect, region_effects
from monitoring.models import Campaign, RegionResult, Result
from monitoring.place_names import call_as_then
from monitoring.views.campaigns import crumbs, find_results
from ui.csv_files import csv_response

ON_PAGE = 30
HEAD = (
    "Муниципальное образование", "Код", "Показатель", "Значение", "Исходные числа", "Почему дефицит", "Рекомендации",
    "Решения", "Меры", "После меры",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One deficit with its links."""

    result: Result | RegionResult
    reason: str
    answers: Answers
    effect: Effect

    @property
    def place(self) -> Any:
        """The municipality; nothing for the region."""
        return getattr(self.result, "municipality", None)

    @property
    def decisions(self) -> list[Any]:
        rows = {one.pk: one for row in self.answers.recommendations for one in row.decisions.all()}
        return list(rows.values())


class DeficitFilter(django_filters.FilterSet):
    place = django_filters.CharFilter(
        label="Муниципальное образование", max_length=100, field_name="municipality__name", lookup_expr="icontains"
    )
    indicator = django_filters.ChoiceFilter(label="Показатель", empty_label="Любой")
    is_advised = django_filters.ChoiceFilter(
        label="Рекомендация",
        choices=[("no", "ещё нет"), ("yes", "направлена")],
        method="by_advice",
        empty_label="Любая",
    )

    municipality = django_filters.NumberFilter(widget=forms.HiddenInput)
    level = django_filters.CharFilter(widget=forms.HiddenInput, method="keep")

    class Meta:
        model = Result
        fields: list[str] = []

    def __init__(self, *args: Any, shares: list[IndicatorShare], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(row.indicator, f"{row.code} {row.name} — {row.share.total}") for row in shares]
        self.filters["indicator"].extra["choices"] = words

    def keep(self, rows: QuerySet[Result], name: str, value: str) -> QuerySet[Result]:
        """Says which picture is asked for; the rows are those of municipalities anyway."""
        return rows

    def by_advice(self, rows: QuerySet[Result], name: str, value: str) -> QuerySet[Result]:
        return rows.filter(is_advised=value == "yes")


@requires(Permission.MONITORING_VIEW)
def deficit_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """The region, or the municipalities when the address says so: each picture keeps within a few queries."""
    campaign = find_results(request.user, pk)
    is_municipal = request.GET.get("level") == "municipal"
    context: dict[str, Any] = {
        "campaign": campaign,
        "is_municipal": is_municipal,
        "later": following(campaign),
        "may_manage": request.user.can(Permission.MONITORING_MANAGE),
        "breadcrumbs": crumbs(campaign, "Дефициты"),
    }
    if context["may_manage"]:
        context["drafts"] = campaign.recommendations.drafts().count()
    later = context["later"]
    context |= _municipal(request, campaign, later) if is_municipal else _regional(campaign, later)
    return render(request, "monitoring/deficits/list.html", context)


def _regional(campaign: Campaign, later: Campaign | None) -> dict[str, Any]:
    lines = region_lines(campaign, later)
    is_unanswered = [line for line in lines if not line.answers.recommendations]
    return {"lines": lines, "total": len(lines), "share": Share(len(lines), len(is_unanswered))}


def _municipal(request: SignedInRequest, campaign: Campaign, later: Campaign | None) -> dict[str, Any]:
    shares = deficits.municipal_shares(campaign)
    rows = deficits.municipal_deficits(campaign).select_related("municipality", "indicator")
    chosen = DeficitFilter(request.GET, queryset=rows, request=request, shares=shares)
    paginator = Paginator(chosen.qs, ON_PAGE)
    share = deficits.total_of(shares)
    is_filtered = any(request.GET.get(name) for name in chosen.filters if name != "level")
    chosen.is_used = is_filtered  # type: ignore[attr-defined]
    if not is_filtered:
        paginator.count = share.total
    page = paginator.get_page(request.GET.get("page"))
    return {
        "lines": place_lines(campaign, list(page.object_list), later),
        "page_obj": page,
        "filter": chosen,
        "is_filtered": is_filtered,
        "reset_url": f"{request.path}?level=municipal",
        "total": paginator.count,
        "share": share,
    }


def region_lines(campaign: Campaign, later: Campaign | None) -> list[Line]:
    answers, effects = deficits.answers_of_region(campaign), region_effects(campaign, later)
    return [
        Line(
            row,
            deficits.reason(row.indicator, of_region=True),
            answers.get(row.indicator_id, Answers()),
            region_effect(effects, row.indicator.code, later),
        )
        for row in deficits.region_deficits(campaign)
    ]


def place_lines(campaign: Campaign, rows: list[Result], later: Campaign | None) -> list[Line]:
    call_as_then((row.municipality, campaign.year) for row in rows)
    series = Series(campaign, later)
    answers = deficits.answers_of_places(campaign, {row.municipality_id for row in rows})
    after = series.results_after(rows)
    return [
        Line(
            row,
            deficits.reason(row.indicator),
            answers.get((row.municipality_id, row.indicator_id), Answers()),
            place_effect(
                row,
                after.get((row.municipality_id, row.indicator.code)),
                later=later,
                broken=series.break_of(row.indicator.code),
            ),
        )
        for row in rows
    ]


@requires(Permission.MONITORING_VIEW)
def deficit_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """All deficits of the campaign, the region first."""
    campaign = find_results(request.user, pk)
    rows = deficits.municipal_deficits(campaign).select_related("municipality", "indicator")
    later = following(campaign)
    of_region = [_cells(campaign.region.name, line) for line in region_lines(campaign, later)]
    of_places = [_cells(str(line.place), line) for line in place_lines(campaign, list(rows), later)]
    return csv_response(f"дефициты-{campaign.year}.csv", HEAD, [*of_region, *of_places])


def _cells(place: str, line: Line) -> list[str]:
    result = line.result
    return [
        place,
        result.indicator.code,
        result.indicator.name,
        result.printed,
        result.pair,
        line.reason,
        " | ".join(row.text for row in line.answers.recommendations),
        " | ".join(str(one) for one in line.decisions),
        " | ".join(f"{one.text} ({one.get_status_display()})" for one in line.answers.measures),
        line.effect.words,
    ]
