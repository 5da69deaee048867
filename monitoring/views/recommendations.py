"""Recommendations: the list, one page of all its links, and its way to municipalities."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from cluster.models.scope import regions_of
from cluster.views.pages import FormPage, show_form
from events.models import Decision
from monitoring.actions import recommendations as actions
from monitoring.actions.drafting import draft_from_catalogue
from monitoring.deficits import is_deficit_of_region, municipal_shares
from monitoring.effects import following, region_effect, region_effects
from monitoring.forms.recommendations import (
    AcknowledgeForm,
    AddressForm,
    DecisionRecommendationsForm,
    RecommendationForm,
)
from monitoring.models import Campaign, Measure, Recommendation, RecommendationAddress, RegionResult, municipalities_of
from monitoring.place_names import call_as_then
from monitoring.recommendation_filters import RecommendationFilter
from monitoring.views.campaigns import find_results
from ui.pages import ListPage
from ui.words import count

VIEW, MANAGE, FILL = Permission.MONITORING_VIEW, Permission.MONITORING_MANAGE, Permission.SUBMISSION_FILL
LIST = "monitoring:recommendation-list"
PLACES_SHOWN = 60


class RecommendationList(ListPage):
    """An operator sees what was sent to the own municipality, the others all that they may see."""

    request: SignedInRequest
    template_name = "monitoring/recommendations/list.html"
    filterset_class = RecommendationFilter

    def get_queryset(self) -> QuerySet[Recommendation]:
        user = self.request.user
        rows = Recommendation.objects.visible_to(user)
        if user.can(FILL) and not user.can(MANAGE):
            rows = rows.addressed_to(municipalities_of(user))
        return rows.with_counts().select_related("campaign__region").order_by("-campaign__year", "level", "position")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        waiting = RecommendationAddress.objects.of_user(user).waiting() if user.can(FILL) else None
        return super().get_context_data(
            waiting=set(waiting.values_list("recommendation_id", flat=True)) if waiting is not None else set(),
            is_operator=waiting is not None,
            **kwargs,
        )


recommendation_list = requires(VIEW)(RecommendationList.as_view())


@requires(VIEW)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Deficits, addressees, decisions, measures and what became of the indicators, each with its link."""
    user = request.user
    rows = Recommendation.objects.visible_to(user).with_counts().select_related("campaign__region", "issued_by")
    recommendation: Any = get_object_or_404(rows, pk=pk)
    campaign, later = recommendation.campaign, following(recommendation.campaign)
    effects = region_effects(campaign, later)
    indicators = recommendation.indicators.select_related("criterion")
    paginator = Paginator(recommendation.addresses.select_related("municipality", "acknowledged_by"), PLACES_SHOWN)
    paginator.count = recommendation.addressed
    page = paginator.get_page(request.GET.get("page"))
    addressed = RecommendationAddress.objects.of_user(user).filter(recommendation=recommendation)
    own = list(addressed.select_related("municipality")) if user.can(FILL) else []
    decisions = Decision.objects.visible_to(user).filter(recommendations=recommendation)
    measures = Measure.objects.visible_to(user).filter(recommendation=recommendation)
    told = list(measures.select_related("municipality", "owner", "indicator"))
    call_as_then((row.municipality, campaign.year) for row in [*page.object_list, *told, *own])
    context = {
        "recommendation": recommendation,
        "campaign": campaign,
        "rows": [(one, region_effect(effects, one.code, later)) for one in indicators],
        "later": later,
        "page_obj": page,
        "own": own,
        "decisions": decisions.select_related("agenda_item", "road_map_item"),
        "measures": told,
        "may_manage": user.can(MANAGE),
        "may_fill": user.can(FILL),
        "breadcrumbs": [*_crumbs(), ("", f"Рекомендация {recommendation.pk}")],
    }
    return render(request, "monitoring/recommendations/detail.html", context)


@requires(MANAGE)
def create(request: SignedInRequest, pk: int) -> HttpResponse:
    campaign = find_results(request.user, pk)
    recommendation = Recommendation(campaign=campaign, position=campaign.recommendations.count() + 1)
    chosen = campaign.edition.indicators.filter(
        pk__in=[value for value in request.GET.getlist("indicator") if value.isdecimal()]
    )
    initial = {"indicators": [one.pk for one in chosen]} if request.method == "GET" else {}
    return _edit(request, recommendation, "Новая рекомендация", initial=initial)


@requires(MANAGE)
@require_POST
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """Drafts from the catalogue for everything that is not answered yet."""
    campaign = get_object_or_404(Campaign.objects.filter(region__in=regions_of(request.user)), pk=pk)
    drafted = draft_from_catalogue(campaign)
    made = count(drafted.made, "черновик,черновика,черновиков")
    unknown = f" В каталоге нет решений для показателей {', '.join(drafted.unknown)}." if drafted.unknown else ""
    messages.success(request, f"Предложено рекомендаций: {made}. Проверьте и выпустите.{unknown}")
    return redirect(f"{reverse(LIST)}?campaign={campaign.pk}&stage=draft")


@requires(MANAGE)
def update(request: SignedInRequest, pk: int) -> HttpResponse:
    recommendation = _managed(request, pk)
    if not recommendation.is_draft:
        messages.error(request, "Выпущенная рекомендация не меняется. Если слова неверны, выпустите новую.")
        return redirect(recommendation)
    return _edit(request, recommendation, "Изменить рекомендацию")


def _edit(request: SignedInRequest, recommendation: Recommendation, heading: str, **options: Any) -> HttpResponse:
    marks = _marks(recommendation.campaign)
    form = RecommendationForm(request.POST or None, instance=recommendation, deficits=marks, **options)
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Черновик сохранён. Проверьте его и выпустите.")
        return redirect(form.save())
    return show_form(request, form, _page(recommendation, heading, "Сохранить черновик"))


def _marks(campaign: Campaign) -> dict[int, str]:
    """Beside an indicator: where it is a deficit."""
    region = RegionResult.objects.filter(campaign=campaign).select_related("indicator")
    of_region = {row.indicator_id for row in region if is_deficit_of_region(row)}
    places = {row.indicator: row.share.total for row in municipal_shares(campaign)}
    forms = "муниципального образования,муниципальных образований,муниципальных образований"
    return {
        key: f" — дефицит {'региона' if key in of_region else ''}"
        f"{' и ' if key in of_region and key in places else ''}{count(places[key], forms) if key in places else ''}"
        for key in of_region | set(places)
    }


@requires(MANAGE)
def issue(request: SignedInRequest, pk: int) -> HttpResponse:
    recommendation = _managed(request, pk)
    lead = f"{recommendation.text} После выпуска текст не меняется, рекомендацию увидят все участники мониторинга."
    page = _page(recommendation, "Выпустить рекомендацию?", "Выпустить", lead=lead)
    return _take(request, recommendation, page, lambda: actions.issue(recommendation, by=request.user), "выпущена")


@requires(MANAGE)
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    recommendation = _managed(request, pk)
    if not recommendation.is_draft:
        messages.error(request, "Выпущенную рекомендацию удалить нельзя.")
        return redirect(recommendation)
    if request.method == "POST":
        campaign = recommendation.campaign
        actions.delete_draft(recommendation)
        messages.success(request, "Черновик удалён.")
        return redirect("monitoring:deficit-list", campaign.pk)
    page = _page(recommendation, "Удалить черновик?", "Удалить черновик", lead=recommendation.text, is_danger=True)
    return show_form(request, None, page)


@requires(MANAGE)
def address(request: SignedInRequest, pk: int) -> HttpResponse:
    recommendation = _managed(request, pk)
    if recommendation.is_draft or not recommendation.is_municipal:
        messages.error(request, "Направить можно выпущенную рекомендацию муниципального уровня.")
        return redirect(recommendation)
    form = AddressForm(request.POST or None, recommendation=recommendation)
    if request.method == "POST" and form.is_valid():
        sent = actions.address(recommendation, to=form.cleaned_data["places"], by=request.user)
        done = count(sent, "муниципальному образованию,муниципальным образованиям,муниципальным образованиям")
        messages.success(request, f"Рекомендация направлена {done}. Операторы получат письма.")
        return redirect(recommendation)
    lead = f"{recommendation.text} Отмечены те, у кого есть эти дефициты; список можно изменить."
    return show_form(request, form, _page(recommendation, "Направить рекомендацию", "Направить", lead=lead))


@requires(FILL)
def acknowledge(request: SignedInRequest, pk: int) -> HttpResponse:
    """`pk` is that of the address: another municipality's is not found."""
    rows = RecommendationAddress.objects.of_user(request.user).select_related("recommendation__campaign__region")
    found = get_object_or_404(rows, pk=pk)
    recommendation = found.recommendation
    form = AcknowledgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.acknowledge(found, by=request.user, **form.cleaned_data)
            messages.success(request, "Отмечено: вы ознакомились с рекомендацией. Теперь запишите меру.")
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(recommendation)
    page = _page(recommendation, "Ознакомиться с рекомендацией", "Мы ознакомились", lead=recommendation.text)
    return show_form(request, form, page)


def _managed(request: SignedInRequest, pk: int) -> Recommendation:
    rows = Recommendation.objects.managed_by(request.user).select_related("campaign__region", "campaign__edition")
    return get_object_or_404(rows, pk=pk)


def _take(
    request: SignedInRequest, recommendation: Recommendation, page: FormPage, step: Any, done: str
) -> HttpResponse:
    if request.method != "POST":
        return show_form(request, None, page)
    try:
        step()
        messages.success(request, f"Рекомендация {done}.")
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(recommendation)


def _crumbs() -> list[tuple[str, str]]:
    return [(reverse("monitoring:campaign-list"), "Мониторинг"), (reverse(LIST), "Рекомендации")]


def _page(recommendation: Recommendation, heading: str, button: str, **words: Any) -> FormPage:
    crumbs = _crumbs()
    if recommendation.pk:
        crumbs.append((recommendation.get_absolute_url(), f"Рекомендация {recommendation.pk}"))
    title = f"{heading}: {recommendation.text[:60] or recommendation.campaign}"
    return FormPage(heading, crumbs, button, title=title, **words)


@requires(Permission.DECISION_MANAGE)
def choose_recommendations(request: SignedInRequest, pk: int) -> HttpResponse:
    """A decision of a council tied to recommendations of the monitoring."""
    rows = Decision.objects.visible_to(request.user).select_related("meeting__council__cluster", "agenda_item")
    decision = get_object_or_404(rows, pk=pk)
    form = DecisionRecommendationsForm(request.POST or None, decision=decision, user=request.user)
    if request.method == "POST" and form.is_valid():
        decision.recommendations.set(form.cleaned_data["recommendations"])
        messages.success(request, "Связь с рекомендациями сохранена.")
        return redirect(decision)
    return render(request, "monitoring/recommendations/choose.html", {"form": form, "decision": decision})
