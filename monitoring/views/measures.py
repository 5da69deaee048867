"""Measures: the list, one page with the effect, and the steps from the plan to the evidence."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Case, Q, QuerySet, Value, When
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring.actions import measures as actions
from monitoring.effects import Effect, effect_of
from monitoring.forms.measures import DropMeasureForm, FinishMeasureForm, MeasureForm
from monitoring.models import Campaign, Measure, Recommendation
from monitoring.place_names import call_as_then
from monitoring.views.campaigns import find_results
from ui.pages import ListPage

VIEW, MANAGE, FILL = Permission.MONITORING_VIEW, Permission.MONITORING_MANAGE, Permission.SUBMISSION_FILL
STATES = [*Measure.Status.choices, ("overdue", "просрочена")]


class MeasureFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label="Состояние", choices=STATES, method="in_state", empty_label="Любое")
    place = django_filters.CharFilter(
        label="Муниципальное образование", max_length=100, field_name="municipality__name", lookup_expr="icontains"
    )
    year = django_filters.NumberFilter(label="Мониторинг за год", field_name="shown_by__year")

    class Meta:
        model = Measure
        fields: list[str] = []

    def in_state(self, rows: Any, name: str, state: str) -> QuerySet[Measure]:
        return rows.overdue(timezone.localdate()) if state == "overdue" else rows.filter(status=state)


class MeasureList(ListPage):
    """An operator sees the measures of the own municipality, the others all that they may see."""

    request: SignedInRequest
    template_name = "monitoring/measures/list.html"
    filterset_class = MeasureFilter

    def get_queryset(self) -> QuerySet[Measure]:
        user = self.request.user
        is_operator = user.can(FILL) and not user.can(MANAGE)
        rows = Measure.objects.managed_by(user) if is_operator else Measure.objects.visible_to(user)
        is_open = Case(When(status__in=Measure.OPEN, then=Value(0)), default=Value(1))
        rows = rows.select_related("municipality", "indicator", "owner", "shown_by__region", "campaign__region")
        return rows.alias(closed=is_open).order_by("closed", "due_on", "-done_on", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(today=timezone.localdate(), **kwargs)
        call_as_then((one.municipality, one.shown_by.year) for one in context["page_obj"] if one.shown_by)
        return context


measure_list = requires(VIEW)(MeasureList.as_view())


@requires(VIEW)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Measure.objects.visible_to(request.user).select_related(
        "shown_by__region",
        "campaign",
        "indicator",
        "municipality",
        "recommendation",
        "road_map_item",
        "owner",
        "person",
    )
    measure = get_object_or_404(rows, pk=pk)
    effect: Effect | None = effect_of(measure)
    if measure.shown_by:
        call_as_then([(measure.municipality, measure.shown_by.year)])
    context = {
        "measure": measure,
        "effect": effect,
        "is_overdue": measure.is_overdue_on(timezone.localdate()),
        "may_manage": Measure.objects.managed_by(request.user).filter(pk=pk).exists(),
        "breadcrumbs": _crumbs(None, "Мера"),
    }
    return render(request, "monitoring/measures/detail.html", context)


@requires(MANAGE, FILL)
def create(request: SignedInRequest, pk: int) -> HttpResponse:
    """From a deficit (`indicator`, `municipality`) or from a recommendation (`recommendation`) of the campaign."""
    campaign = find_results(request.user, pk)
    advised = _advised(request, campaign)
    measure = Measure(shown_by=campaign, recommendation=advised, created_by=request.user)
    initial = {
        name: request.GET[name] for name in ("indicator", "municipality") if request.GET.get(name, "").isdecimal()
    }
    return _edit(request, measure, "Новая мера", initial=initial)


def _advised(request: SignedInRequest, campaign: Campaign) -> Recommendation | None:
    """The recommendation named in the address; another campaign's or an unseen one is not found."""
    given = request.GET.get("recommendation", "")
    if not given:
        return None
    if not given.isdecimal():
        raise Http404
    rows = Recommendation.objects.visible_to(request.user).issued().filter(campaign=campaign)
    return get_object_or_404(rows, pk=int(given))


@requires(MANAGE, FILL)
def update(request: SignedInRequest, pk: int) -> HttpResponse:
    measure = _managed(request, pk)
    if not measure.is_open:
        messages.error(request, f"Мера {measure.get_status_display()}: сначала верните её в работу.")
        return redirect(measure)
    return _edit(request, measure, "Изменить меру")


def _edit(request: SignedInRequest, measure: Measure, heading: str, **options: Any) -> HttpResponse:
    form = MeasureForm(request.POST or None, instance=measure, user=request.user, **options)
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Мера сохранена.")
        return redirect(form.save())
    return _form_page(request, measure, form, heading, "Сохранить меру")


@requires(MANAGE, FILL)
@require_POST
def start(request: SignedInRequest, pk: int) -> HttpResponse:
    return _take(request, _managed(request, pk), actions.start, "Мера начата.")


@requires(MANAGE, FILL)
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    return _take(request, _managed(request, pk), actions.reopen, "Мера снова в работе.")


@requires(MANAGE, FILL)
def finish(request: SignedInRequest, pk: int) -> HttpResponse:
    measure = _managed(request, pk)
    form = FinishMeasureForm(request.POST or None, request.FILES or None, measure=measure)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        given = {"day": told["done_on"], "result": told["result"], "url": told["evidence_url"]}
        return _take(request, measure, actions.finish, "Мера выполнена.", **given, file=told["evidence_file"])
    return _form_page(request, measure, form, "Отметить меру выполненной", "Мера выполнена")


@requires(MANAGE, FILL)
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    measure = _managed(request, pk)
    form = DropMeasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _take(request, measure, actions.drop, "Мера снята.", **form.cleaned_data)
    return _form_page(request, measure, form, "Снять меру", "Снять меру")


@requires(VIEW)
def evidence(request: SignedInRequest, pk: int) -> FileResponse:
    """Whoever sees the measure may take its evidence."""
    measure = get_object_or_404(Measure.objects.visible_to(request.user), pk=pk)
    if not measure.evidence_file:
        raise Http404
    return FileResponse(measure.evidence_file.open("rb"), as_attachment=True)


def _managed(request: SignedInRequest, pk: int) -> Measure:
    rows = Measure.objects.managed_by(request.user).filter(~Q(shown_by=None))
    return get_object_or_404(rows.select_related("shown_by__region", "recommendation"), pk=pk)


def _take(
    request: SignedInRequest, measure: Measure, step: Callable[..., Any], done: str, **details: Any
) -> HttpResponse:
    try:
        step(measure, **details)
        messages.success(request, done)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(measure)


def _form_page(request: SignedInRequest, measure: Measure, form: Any, heading: str, button: str) -> HttpResponse:
    context = {
        "form": form,
        "measure": measure,
        "heading": heading,
        "button": button,
        "breadcrumbs": _crumbs(measure, heading),
    }
    return render(request, "monitoring/measures/form.html", context)


def _crumbs(measure: Measure | None, last: str) -> list[tuple[str, str]]:
    path = [(reverse("monitoring:campaign-list"), "Мониторинг"), (reverse("monitoring:measure-list"), "Меры")]
    if measure is not None and measure.pk:
        path.append((measure.get_absolute_url(), "Мера"))
    return [*path, ("", last)]
