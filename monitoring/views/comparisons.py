"""Two years of the region side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import requires
from accounts.roles import Permission
from monitoring import printing
from monitoring.comparison import Comparison, compare, previous_of
from monitoring.views.campaigns import crumbs, find_results
from ui.charts import Pair, dumbbell


@requires(Permission.MONITORING_VIEW)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = find_results(request.user, pk)
    before = previous_of(campaign)
    comparison = compare(before, campaign) if before else None
    context = {
        "campaign": campaign,
        "before": before,
        "comparison": comparison,
        "chart": _chart(comparison) if comparison and comparison.comparable else "",
        "breadcrumbs": crumbs(campaign, "Сравнение двух лет"),
    }
    return render(request, "monitoring/comparisons/detail.html", context)


def _chart(comparison: Comparison) -> str:
    rows = [row for row in comparison.comparable if row.common_after.percent is not None]
    names = (f"{comparison.before.year} год", f"{comparison.after.year} год")
    words = "; ".join(f"{row.indicator.code}: {row.common_before.printed} и {row.common_after.printed}" for row in rows)
    return dumbbell(
        [
            Pair(
                f"{row.indicator.code} {row.indicator.statement}",
                row.common_before.percent,
                row.common_after.percent,
                printing.points(row.difference),
            )
            for row in rows
        ],
        title=f"Изменение долей на общем составе, {names[0]} и {names[1]}",
        description=words,
        ident="two-years",
        names=names,
    )
