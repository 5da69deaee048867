"""Statistics of discipline: each figure is a link to the register with the filter that gives exactly these rows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.access import OffersRegister, PermissionRequired, requires
from accounts.roles import Permission
from cluster.models import Council, Organisation
from events.discipline import (
    TURNS,
    Figures,
    discipline_of,
    end_of_quarter,
    points_of,
    quarter_in_words,
    turns_of,
    worst_first,
)
from events.filters import ControlPointFilter, DecisionFilter, DisciplineFilter
from events.models import ControlPoint, Decision, Extension
from ui.pages import ListPage

LISTED = {"extended": "extended", "extensions": "extended", "median": "late"}
COLUMNS = (
    *("given", "in_time", "first_time", "late", "undated", "reported", "overdue", "running", "extended"),
    *("extensions", "median"),
)
SHOWN = 30  # organisations, quarters; all of them stand in the Excel file


@dataclass(frozen=True)
class Line:
    name: str
    cells: list[tuple[int | Decimal | None, str]]


@requires(Permission.DECISION_VIEW)
def discipline(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    visible = Decision.objects.visible_to(request.user)
    filterset = DisciplineFilter(request.GET or None, queryset=visible, request=request)
    chosen = _chosen(filterset)
    filterset.is_used = bool(chosen)
    rows = filterset.qs
    told = discipline_of(rows, today)
    councils = Council.objects.in_bulk(told.councils)
    most = sorted(told.organisations.items(), key=lambda pair: worst_first(pair[1]))
    organisations = Organisation.objects.in_bulk({key for key, _ in most[:SHOWN] if key})
    quarters = sorted(told.quarters.items(), reverse=True)
    context = {
        "filter": filterset,
        "chosen": chosen.items(),
        "given": told.total.counts["given"],
        "total": [_line("Всего", told.total, chosen)],
        "councils": [_line(str(councils[key]), one, chosen | {"council": key}) for key, one in told.councils.items()],
        "organisations": [
            _line(str(organisations.get(key, "организация не названа")), one, chosen | {"responsible": key or "null"})
            for key, one in most[:SHOWN]
        ],
        "quarters": [_line(quarter_in_words(key), one, _within(chosen, key)) for key, one in quarters[:SHOWN]],
        "left_organisations": max(len(most) - SHOWN, 0),
        "left_quarters": max(len(quarters) - SHOWN, 0),
        "turns": _turns(rows, chosen, today),
        "today": today,
        "may_order": request.user.can(Permission.REPORT_ORDER),
    }
    return render(request, "events/discipline/statistics.html", context)


class ExtensionList(PermissionRequired, OffersRegister, ListPage):
    """Extensions of the decisions that the same filter finds in the register."""

    permission = Permission.DECISION_VIEW
    template_name = "events/discipline/extensions.html"
    register = "extension-register"

    def get_queryset(self) -> QuerySet[Extension]:
        visible = Decision.objects.visible_to(self.request.user)
        found = DecisionFilter(self.request.GET or None, queryset=visible, request=self.request).qs
        rows = Extension.objects.filter(decision__in=found.order_by().values("pk"))
        return rows.select_related("decision__agenda_item", "decision__responsible", "by")


class ControlPointList(PermissionRequired, OffersRegister, ListPage):
    """Turns of recurring tasks: what the note under the statistics counts."""

    permission = Permission.DECISION_VIEW
    filterset_class = ControlPointFilter
    template_name = "events/discipline/control_points.html"
    register = "control-point-register"

    def get_queryset(self) -> QuerySet[ControlPoint]:
        rows = points_of(Decision.objects.visible_to(self.request.user), timezone.localdate())
        return rows.select_related("decision__agenda_item", "decision__responsible").order_by("-due_on", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "today": timezone.localdate()}


def _turns(rows: Any, chosen: dict[str, Any], today: date) -> list[tuple[str, int, str]]:
    """Name, number and list of each figure of the note; the first one counts decisions, the others their points."""
    counts = turns_of(rows, today)
    if not counts["all"]:
        return []
    decisions, points = reverse("events:decision-list"), reverse("events:control-point-list")
    return [
        ("решений", counts["decisions"], f"{decisions}?{urlencode({**chosen, 'result': 'recurring'})}"),
        ("точек", counts["all"], f"{points}?{urlencode(chosen)}"),
        *((name, counts[turn], f"{points}?{urlencode({**chosen, 'turn': turn})}") for turn, name in TURNS.items()),
    ]


def _chosen(filterset: DisciplineFilter) -> dict[str, Any]:
    """What is chosen and could be read, as in an address."""
    if not filterset.is_bound:
        return {}
    filterset.form.full_clean()
    given = {name: value for name, value in filterset.form.cleaned_data.items() if value not in (None, "")}
    return {
        name: value.isoformat() if isinstance(value, date) else getattr(value, "pk", value)
        for name, value in given.items()
    }


def _line(name: str, figures: Figures, params: dict[str, Any]) -> Line:
    numbers: dict[str, int | Decimal | None] = {**figures.counts, "median": figures.median_delay}
    return Line(name, [(numbers[one], _address(one, params) if numbers[one] else "") for one in COLUMNS])


def _address(column: str, params: dict[str, Any]) -> str:
    page = reverse("events:extension-list" if column == "extensions" else "events:decision-list")
    return f"{page}?{urlencode({**params, 'result': LISTED.get(column, column)})}"


def _within(chosen: dict[str, Any], quarter: date) -> dict[str, Any]:
    """The quarter, as far as it lies in the chosen period."""
    first = max(quarter.isoformat(), chosen.get("given_from", ""))
    last = end_of_quarter(quarter).isoformat()
    return chosen | {"given_from": first, "given_to": min(last, chosen.get("given_to", last))}
