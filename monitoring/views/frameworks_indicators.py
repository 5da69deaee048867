"""The passport of an indicator and a worked example with stored numbers, both from the definition that computes it."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring.forms.frameworks_examples import ExampleForm
from monitoring.framework.continuity import breaks
from monitoring.framework.definition import IndicatorDefinition
from monitoring.framework.differences import symbols
from monitoring.framework.tables import indicators_from
from monitoring.framework.vocabulary import IndicatorKind, Polarity, Scoring, State
from monitoring.models import (
    Campaign,
    Edition,
    Indicator,
    ReferencePopulation,
    RegionResult,
    Result,
    SubsetRule,
    Term,
    Value,
)
from monitoring.models.submissions import Submission
from monitoring.provenance import formula_in_words
from monitoring.worked_example import Told, letters_of, work_out
from ui.words import day_in_words

SCORING_WORDS = {
    Scoring.FLAG: "«да» — 100, «нет» — 0",
    Scoring.TARGET: "доля делится на целевое значение, не больше 100",
    Scoring.BEST: "число на 1000 обучающихся; лучший результат региона — 100, остальные — в отношении к нему",
    Scoring.NONE: "в балле критерия не участвует",
}


@dataclass(frozen=True)
class LogEntry:
    """What an edition did to the series."""

    edition: Edition
    words: str


def find_indicator(request: SignedInRequest, pk: int) -> Indicator:
    rows = Indicator.objects.select_related("edition", "criterion")
    return get_object_or_404(rows.filter(edition__in=Edition.objects.visible_to(request.user)), pk=pk)


@requires(Permission.MONITORING_VIEW)
def indicator(request: SignedInRequest, pk: int) -> HttpResponse:
    """The passport: everything about an indicator from the same definition that computes it."""
    found = find_indicator(request, pk)
    terms = list(found.terms.select_related("element", "population").order_by("position"))
    terms.sort(key=lambda term: Term.Part.values.index(term.part))
    elements = [term.element_id for term in terms if term.element_id]
    results = RegionResult.objects.filter(indicator=found, campaign__in=_campaigns(request, found))
    log, definition = _log(request, found)
    context = {
        "indicator": found,
        "formula": formula_in_words(found, terms),
        "symbols": _symbols(definition),
        "terms": terms,
        "rules": (SubsetRule.objects.filter(part__in=elements) | SubsetRule.objects.filter(whole__in=elements))
        .select_related("part", "whole"),
        "control_rules": [rule.name for rule in found.edition.control_rules.all() if rule.is_on],
        "solutions": found.solutions.order_by("level", "position"),
        "facts": _facts(found),
        "log": log,
        "results": results.select_related("campaign__region", "indicator").order_by("-campaign__year"),
        "breadcrumbs": _crumbs(found),
    }  # fmt: skip
    return render(request, "monitoring/frameworks/indicator.html", context)


@requires(Permission.MONITORING_VIEW)
def example(request: SignedInRequest, pk: int) -> HttpResponse:
    """The arithmetic with the numbers of one municipality; the stored result stands beside it."""
    found = find_indicator(request, pk)
    computed = [row for row in _campaigns(request, found) if row.computed_at]
    campaigns = sorted(computed, key=lambda row: not row.is_published)
    form = ExampleForm(request.GET or None, campaigns=campaigns)
    context = {
        "indicator": found,
        "form": form,
        "has_campaigns": bool(campaigns),
        "breadcrumbs": [*_crumbs(found)[:-1], (found.get_absolute_url(), found.code), ("", "Пример расчёта")],
    }
    if campaigns and (chosen := form.chosen()):
        campaign, place = chosen
        definition = indicators_from([found])[found.edition_id][found.code]
        names, letters = _names(found), letters_of(definition)
        told, missing = stored_operands(campaign, place.pk, definition)
        result = Result.objects.filter(campaign=campaign, municipality=place, indicator=found)
        context |= {
            "campaign": campaign,
            "place": place,
            "inputs": [(f"{letters[code]} — {names[code]}", one) for code, one in told.items()],
            "example": work_out(definition, told, missing),
            "result": result.select_related("indicator").first(),
        }
    return render(request, "monitoring/frameworks/example.html", context)


def stored_operands(
    campaign: Campaign, place: int, definition: IndicatorDefinition
) -> tuple[dict[str, Told], frozenset[str]]:
    """What is stored about each operand, and populations that nobody loaded for the campaign. Four queries."""
    skipped = campaign.not_assessed.filter(code=definition.code).exists()
    told = {code: Told(State.NOT_SUBMITTED) for code in definition.operands}
    values = Value.objects.filter(
        submission__campaign=campaign,
        submission__municipality=place,
        submission__status__in=Submission.COUNTED,
        element__code__in=told,
    )
    for code, state, amount in values.values_list("element__code", "state", "amount"):
        told[code] = Told(State(state), amount)
    populations = set(campaign.edition.populations.filter(code__in=told).values_list("code", flat=True))
    heads = ReferencePopulation.objects.filter(campaign=campaign, population__code__in=populations)
    loaded = set()
    for code in populations:
        told[code] = Told(State.NOT_ASSESSED)
    for code, municipality, amount in heads.values_list("population__code", "municipality_id", "amount"):
        loaded.add(code)
        if municipality == place:
            told[code] = Told(State.REPORTED, Decimal(amount))
    if skipped:
        return {code: Told(State.NOT_ASSESSED) for code in told}, frozenset()
    return told, frozenset(populations - loaded)


def _names(indicator: Indicator) -> dict[str, str]:
    """Names of operands by code."""
    columns = ("element__code", "element__name", "population__code", "population__name")
    return {
        element or population: name or title
        for element, name, population, title in indicator.terms.values_list(*columns)
    }  # fmt: skip


def _symbols(definition: IndicatorDefinition) -> str:
    upper, lower = symbols(definition.numerator), definition.denominator
    return f"({upper}) ÷ ({symbols(lower)}) × 100 %" if lower else upper


def _log(request: SignedInRequest, indicator: Indicator) -> tuple[list[LogEntry], IndicatorDefinition]:
    """Every edition that has this code, the newest first, and the definition of the indicator itself; two queries."""
    same = Indicator.objects.filter(code=indicator.code, edition__code=indicator.edition.code)
    rows = list(
        same.filter(edition__in=Edition.objects.visible_to(request.user))
        .select_related("edition", "criterion")
        .order_by("edition__number")
    )
    definitions = indicators_from(rows)
    log: list[LogEntry] = []
    before: Indicator | None = None
    for row in rows:
        words = "показатель введён"
        if before is not None:
            old, new = definitions[before.edition_id][row.code], definitions[row.edition_id][row.code]
            reason = "; ".join(breaks(old, new, before.edition.number))
            goes_on = "без изменений" if old == new else "изменены слова, ряд продолжается"
            words = f"ряд прерван: {reason}" if reason else goes_on
        log.insert(0, LogEntry(row.edition, words))
        before = row
    return log, definitions[indicator.edition_id][indicator.code]


def _campaigns(request: SignedInRequest, indicator: Indicator) -> list[Campaign]:
    campaigns = indicator.edition.campaigns.visible_to(request.user).select_related("region", "edition")
    return [campaign for campaign in campaigns.order_by("-year") if campaign.shows_results_to(request.user)]


def _crumbs(indicator: Indicator) -> list[tuple[str, str]]:
    return [
        (reverse("monitoring:campaign-list"), "Мониторинг"),
        (indicator.edition.get_absolute_url(), f"Система показателей, редакция {indicator.edition.number}"),
        ("", indicator.code),
    ]


def _facts(indicator: Indicator) -> list[tuple[str, str]]:
    edition, polarity = indicator.edition, Polarity(indicator.polarity)
    scoring = SCORING_WORDS[Scoring(indicator.scoring)]
    if indicator.target is not None:
        scoring += f"; целевое значение — {indicator.target.normalize():f} %"
    unit = indicator.unit.split(",")[0] if indicator.unit else "муниципальное образование"
    return [
        ("Критерий", str(indicator.criterion)),
        ("Вид", IndicatorKind(indicator.kind).label),
        ("Зачем он нужен", indicator.why),
        ("Значение региона", indicator.get_region_rule_display()),
        ("Направление", polarity.label),
        ("Балл", scoring),
        ("Период", indicator.get_period_display()),
        ("Единица", unit),
        ("Знаков после запятой", str(indicator.decimals)),
        ("Дефицит", indicator.gap),
        ("Источник", indicator.source),
        ("Автор", edition.authored_by),
        ("Проверил", edition.checked_by),
        ("Утверждение", edition.approved_by),
        ("Следующий пересмотр", day_in_words(edition.next_review) if edition.next_review else ""),
    ]
