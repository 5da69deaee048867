"""Completeness and timeliness of a campaign: by municipality and by question; every number opens its list."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from cluster.models import Municipality
from monitoring.actions.reminders import remind_chosen
from monitoring.collection import PlaceProgress, fields_progress, places_progress
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Element, Expectation, Submission, Value
from monitoring.place_names import name_then
from monitoring.views.campaigns import crumbs, find_results
from ui.csv_files import csv_response
from ui.words import count

ON_PAGE = 100
GROUPS = (
    ("", "Ждём"),
    ("started", "Начали"),
    ("idle", "Не начали"),
    ("handed-in", "Сдали"),
    ("missing", "Не сдали"),
    ("waiting", "Ждут проверки"),
    ("accepted", "Приняты"),
    ("in-time", "Сдали в срок"),
    ("late", "Сдали после срока"),
)
PLACES_HEAD = ("Муниципальное образование", "ОКТМО", "Состояние", "Заполнено", "Вопросов", "Опоздание, дней")
FIELDS_HEAD = ("Код", "Вопрос", "Ждём", "Число или да/нет", "Без ответа", *(s.label.capitalize() for s in State if s))


@requires(Permission.MONITORING_VIEW)
def by_place(request: SignedInRequest, pk: int) -> HttpResponse:
    """Of each municipality: started, filled k of n, handed in, accepted, in time or late by so many days."""
    campaign = find_results(request.user, pk)
    rows = places_progress(campaign)
    if request.GET.get("as") == "csv":
        return csv_response(f"полнота-{campaign.year}.csv", PLACES_HEAD, map(_place_line, rows))
    group = request.GET.get("show", "")
    shown = [row for row in rows if row.stands_in(group)]
    may_open = _may_open(request, campaign)
    may_remind = campaign.takes_submissions and request.user.can(Permission.MONITORING_MANAGE)
    context = {
        "campaign": campaign,
        "groups": [(key, label, sum(row.stands_in(key) for row in rows)) for key, label in GROUPS],
        "group": group,
        "group_label": dict(GROUPS).get(group, "Ждём"),
        "number": len(shown),
        "page_obj": Paginator(shown, ON_PAGE).get_page(request.GET.get("page")),
        "may_remind": may_remind and any(not row.is_handed_in for row in shown),
        "is_all_marked": "all" in request.GET,
        "may_open": may_open,
        "may_open_late": may_open and campaign.status in (Campaign.Status.CLOSED, Campaign.Status.PUBLISHED),
        "breadcrumbs": crumbs(campaign, "Полнота и своевременность"),
    }
    context["page_obj"].kept_query = f"show={group}" if group in dict(GROUPS) else ""
    return render(request, "monitoring/collection/places.html", context)


@requires(Permission.MONITORING_VIEW)
def by_field(request: SignedInRequest, pk: int) -> HttpResponse:
    """Of each question: how many of the expected told it, and the states of the others."""
    campaign = find_results(request.user, pk)
    rows = fields_progress(campaign)
    if request.GET.get("as") == "csv":
        lines = (
            (row.element.code, row.element.name, row.expected, row.told, row.missing,
             *(row.states.get(state, 0) for state in State if state))
            for row in rows
        )  # fmt: skip
        return csv_response(f"полнота-по-вопросам-{campaign.year}.csv", FIELDS_HEAD, lines)
    context = {"campaign": campaign, "rows": rows, "breadcrumbs": crumbs(campaign, "Полнота по вопросам")}
    return render(request, "monitoring/collection/fields.html", context)


@requires(Permission.MONITORING_VIEW)
def field(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """The list behind a number: what each expected municipality answered to one question."""
    campaign = find_results(request.user, pk)
    element = get_object_or_404(campaign.edition.elements.select_related("criterion"), code=code)
    state = request.GET.get("state", "")
    rows = _answers(campaign, element, state)
    page = Paginator(rows, ON_PAGE).get_page(request.GET.get("page"))
    page.kept_query = f"state={state}" if state in _choices() else ""  # type: ignore[attr-defined]
    for row in page:
        row.words = _words(element, row)
    context = {
        "campaign": campaign,
        "element": element,
        "page_obj": page,
        "total": page.paginator.count,
        "state": state,
        "choices": list(_choices().items()),
        "may_open": _may_open(request, campaign),
        "breadcrumbs": crumbs(campaign, element.name),
    }
    return render(request, "monitoring/collection/field.html", context)


@require_POST
@requires(Permission.MONITORING_MANAGE)
def remind(request: SignedInRequest, pk: int) -> HttpResponse:
    """A letter to the chosen municipalities that have not handed in, at most once a day each."""
    rows = Campaign.objects.manageable_by(request.user).select_related("edition", "region")
    campaign = get_object_or_404(rows, pk=pk)
    places = [int(key) for key in request.POST.getlist("places") if key.isdigit()]
    try:
        written = remind_chosen(campaign, places=places, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        words = f"Отправляем {count(written, 'письмо,письма,писем')}."
        messages.success(request, words if written else "Новых писем нет: этим муниципалитетам уже написали сегодня.")
    return redirect(f"{reverse('monitoring:collection', args=[campaign.pk])}?show=missing")


def _answers(campaign: Campaign, element: Element, state: str) -> QuerySet[Expectation]:
    own = Value.objects.filter(
        submission__campaign=campaign, submission__municipality=OuterRef("municipality"), element=element
    )
    forms = Submission.objects.filter(campaign=campaign, municipality=OuterRef("municipality"))
    rows = campaign.expectations.annotate(
        name=name_then(campaign.year),
        state=Subquery(own.values("state")[:1]),
        amount=Subquery(own.values("amount")[:1]),
        comment=Subquery(own.values("comment")[:1]),
        form=Subquery(forms.values("pk")[:1]),
    )
    if state in _choices():
        rows = rows.filter(state=None) if state == "none" else rows.filter(state=int(state))
    return rows.order_by("municipality__sort_key", "pk")


def _choices() -> dict[str, str]:
    return {"none": "нет ответа", **{str(state.value): state.label for state in State}}


def _words(element: Element, row: Any) -> str:
    if row.state is None:
        return "нет ответа"
    return Value(element=element, state=row.state, amount=row.amount).printed


def _place_line(row: PlaceProgress) -> tuple[Any, ...]:
    place: Municipality = row.place
    return place.name, place.oktmo, row.words, row.filled, row.asked, row.days_late


def _may_open(request: SignedInRequest, campaign: Campaign) -> bool:
    """Whether forms of this campaign open for this person."""
    return Campaign.objects.manageable_by(request.user).filter(pk=campaign.pk).exists()
