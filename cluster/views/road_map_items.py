"""One item of the road map: its page, its plan and its steps."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import DetailView

from accounts.access import PermissionRequired, requires
from accounts.roles import Permission
from cluster.actions import road_maps as steps
from cluster.forms.road_maps import DropForm, FinishForm, ItemForm, StartForm
from cluster.models import Proposal, RoadMap, RoadMapItem
from cluster.models.scope import StateError
from cluster.timelines import add_lags
from cluster.views.pages import FormPage, show_form, with_keeper
from ui.panels import panels_of


class RoadMapItemDetail(PermissionRequired, DetailView):
    permission = Permission.CLUSTER_VIEW
    template_name = "cluster/road_maps/item.html"
    context_object_name = "item"

    def get_queryset(self) -> QuerySet[RoadMapItem]:
        rows = with_keeper(RoadMapItem.objects.visible_to(self.request.user), self.request.user)
        return rows.select_related("road_map__cluster", "stage", "subportfolio", "responsible")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item, user = self.object, self.request.user
        add_lags([item], timezone.localdate())
        proposals = item.proposals.select_related("organisation", "round").order_by("submitted_at")
        seen = set(Proposal.objects.visible_to(user).filter(item=item).values_list("pk", flat=True))
        return super().get_context_data(
            proposals=[(proposal, proposal.pk in seen) for proposal in proposals],
            may_manage=item.is_managed,
            panels=panels_of(item, user),
            **kwargs,
        )


def item_page(item: RoadMapItem, heading: str, button: str, **words: Any) -> FormPage:
    crumbs = [(item.road_map.get_absolute_url(), str(item.road_map))]
    if item.pk:
        crumbs.append((item.get_absolute_url(), item.text[:60]))
    return FormPage(heading, crumbs, button, title=f"{heading}: {item.text[:60] or item.road_map}", **words)


def _managed(request: HttpRequest, pk: int) -> RoadMapItem:
    rows = RoadMapItem.objects.managed_by(request.user).select_related("road_map__cluster")
    return get_object_or_404(rows, pk=pk)


@requires(Permission.CLUSTER_MANAGE)
def create_item(request: HttpRequest, pk: int) -> HttpResponse:
    road_map = get_object_or_404(RoadMap.objects.managed_by(request.user).select_related("cluster"), pk=pk)
    item = RoadMapItem(road_map=road_map)
    form = ItemForm(request.POST or None, instance=item, user=request.user)
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Мероприятие добавлено в дорожную карту.")
        return redirect(form.save())
    page = item_page(RoadMapItem(road_map=road_map), "Новое мероприятие", "Добавить мероприятие")
    return show_form(request, form, page)


@requires(Permission.CLUSTER_MANAGE)
def update_item(request: HttpRequest, pk: int) -> HttpResponse:
    item = _managed(request, pk)
    page = item_page(item, "Изменить мероприятие", "Сохранить мероприятие")
    form = ItemForm(request.POST or None, instance=item, user=request.user)
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Мероприятие сохранено.")
        return redirect(form.save())
    return show_form(request, form, page)


@requires(Permission.CLUSTER_MANAGE)
def start_item(request: HttpRequest, pk: int) -> HttpResponse:
    item = _managed(request, pk)
    form = StartForm(request.POST or None, initial={"day": timezone.localdate()})
    page = item_page(item, "Мероприятие начато", "Отметить начатым", lead=item.text)
    return _take(request, item, form, page, lambda data: steps.start(item, **data))


@requires(Permission.CLUSTER_MANAGE)
def finish_item(request: HttpRequest, pk: int) -> HttpResponse:
    item = _managed(request, pk)
    form = FinishForm(request.POST or None, initial={"started_on": item.started_on, "done_on": timezone.localdate()})
    page = item_page(item, "Мероприятие выполнено", "Отметить выполненным", lead=item.text)

    def finish(data: dict[str, Any]) -> RoadMapItem:
        return steps.finish(item, started_on=data["started_on"], day=data["done_on"], result=data["result"])

    return _take(request, item, form, page, finish)


@requires(Permission.CLUSTER_MANAGE)
def drop_item(request: HttpRequest, pk: int) -> HttpResponse:
    item = _managed(request, pk)
    lead = f"{item.text}. Мероприятие останется на карте с пометкой «снято» и причиной."
    page = item_page(item, "Снять мероприятие", "Снять мероприятие", lead=lead, is_danger=True)
    return _take(request, item, DropForm(request.POST or None), page, lambda data: steps.drop(item, **data))


@requires(Permission.CLUSTER_MANAGE)
def reopen_item(request: HttpRequest, pk: int) -> HttpResponse:
    item = _managed(request, pk)
    page = item_page(item, "Вернуть мероприятие в работу?", "Вернуть в работу", lead=item.text)
    return _take(request, item, None, page, lambda data: steps.reopen(item))


def _take(
    request: HttpRequest,
    item: RoadMapItem,
    form: BaseForm | None,
    page: FormPage,
    step: Callable[[dict[str, Any]], RoadMapItem],
) -> HttpResponse:
    """Ask on GET, take the step on POST; a step that is not possible any more is told on the item's page."""
    if request.method != "POST" or (form and not form.is_valid()):
        return show_form(request, form, page)
    try:
        done = step(form.cleaned_data if form else {})
    except StateError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Состояние мероприятия: {done.get_status_display()}.")
    return redirect(item)
