"""The framework and the passports of its indicators, as they stand in tables."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring.framework.vocabulary import Polarity, Scoring
from monitoring.models import Campaign, Edition, Indicator, RegionResult, SubsetRule, Term
from monitoring.provenance import formula_in_words
from monitoring.views.campaigns import crumbs

SCORING_WORDS = {
    Scoring.FLAG: "«да» — 100, «нет» — 0",
    Scoring.TARGET: "доля делится на целевое значение, не больше 100",
    Scoring.BEST: "число на 1000 обучающихся; лучший результат региона — 100, остальные — в отношении к нему",
    Scoring.NONE: "в балле критерия не участвует",
}


@requires(Permission.MONITORING_VIEW)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    edition = get_object_or_404(Edition, pk=pk)
    parts = edition.criteria.prefetch_related("indicators", "elements")
    context = {
        "edition": edition,
        "parts": parts,
        "indicator_number": edition.indicators.count(),
        "solutions": edition.solutions.prefetch_related("indicators"),
        "populations": edition.populations.all(),
        "facts": [
            ("Действует", f"с {edition.valid_from} года" + (f" по {edition.valid_to} год" if edition.valid_to else "")),
            ("Автор", edition.authored_by),
            ("Проверил", edition.checked_by),
            ("Утверждение", edition.approved_by),
            ("Отпечаток определения", edition.digest[:16]),
        ],
        "breadcrumbs": crumbs(None, "Система показателей"),
    }
    return render(request, "monitoring/frameworks/detail.html", context)


@requires(Permission.MONITORING_VIEW)
def indicator(request: SignedInRequest, pk: int) -> HttpResponse:
    """The passport: everything about an indicator from the same definition that computes it."""
    found = get_object_or_404(Indicator.objects.select_related("edition", "criterion"), pk=pk)
    terms = list(found.terms.select_related("element", "population").order_by("position"))
    terms.sort(key=lambda term: Term.Part.values.index(term.part))
    elements = [term.element_id for term in terms if term.element_id]
    results = RegionResult.objects.filter(indicator=found, campaign__in=_campaigns(request, found))
    results = results.select_related("campaign__region", "indicator")
    context = {
        "indicator": found,
        "formula": formula_in_words(found, terms),
        "terms": terms,
        "rules": SubsetRule.objects.filter(part__in=elements).select_related("part", "whole"),
        "facts": _facts(found),
        "results": results.order_by("-campaign__year"),
        "breadcrumbs": [
            (reverse("monitoring:campaign-list"), "Мониторинг"),
            (found.edition.get_absolute_url(), "Система показателей"),
            ("", found.code),
        ],
    }
    return render(request, "monitoring/frameworks/indicator.html", context)


def _campaigns(request: SignedInRequest, indicator: Indicator) -> list[Campaign]:
    campaigns = indicator.edition.campaigns.visible_to(request.user)
    return [campaign for campaign in campaigns if campaign.shows_results_to(request.user)]


def _facts(indicator: Indicator) -> list[tuple[str, str]]:
    edition, polarity = indicator.edition, Polarity(indicator.polarity)
    scoring = SCORING_WORDS[Scoring(indicator.scoring)]
    if indicator.target is not None:
        scoring += f"; целевое значение — {indicator.target.normalize():f} %"
    return [
        ("Критерий", str(indicator.criterion)),
        ("Вид", indicator.get_kind_display()),
        ("Зачем он нужен", indicator.why),
        ("Значение региона", indicator.get_region_rule_display()),
        ("Направление", polarity.label),
        ("Балл", scoring),
        ("Период", indicator.get_period_display()),
        ("Единица", indicator.unit.split(",")[0] if indicator.unit else "муниципальное образование"),
        ("Знаков после запятой", str(indicator.decimals)),
        ("Источник", indicator.source),
        ("Автор", edition.authored_by),
        ("Проверил", edition.checked_by),
        ("Утверждение", edition.approved_by),
        ("Следующий пересмотр", f"{edition.next_review:%d.%m.%Y}" if edition.next_review else ""),
    ]
