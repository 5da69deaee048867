from datetime import date, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from cluster.models import Council, Municipality, Organisation
from cluster.models.scope import regions_of
from events.discipline import LISTS, TURNS, of_result, of_turn
from events.models import CoExecutor, ControlPoint, Decision, Event, ExtensionRequest, Meeting
from ui.pages import DayFilter


def councils_for(request: Any) -> QuerySet[Council]:
    """Councils a person may choose among: those of the own region, and those that gave the own organisation a task."""
    if request is None:
        return Council.objects.all()
    own = Organisation.objects.of_user(request.user).order_by().values("pk")
    given = Decision.objects.filter(responsible__in=own).order_by().values("meeting__council")
    helped = CoExecutor.objects.filter(organisation__in=own).order_by().values("decision__meeting__council")
    of_region = Q(cluster__region__in=regions_of(request.user))
    return Council.objects.filter(of_region | Q(pk__in=given) | Q(pk__in=helped))


def responsible_for(request: Any) -> QuerySet[Organisation]:
    """Only organisations that have decisions here: an empty choice in a filter helps nobody."""
    if request is None:
        return Organisation.objects.all()
    visible = Decision.objects.visible_to(request.user).order_by()
    return Organisation.objects.filter(pk__in=visible.values("responsible"))


class PeriodForm(forms.Form):
    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("given_from"), given.get("given_to")
        if first and last and last < first:
            self.add_error("given_to", "Конец периода не может быть раньше начала.")
        return given


class DecisionFilter(django_filters.FilterSet):
    TERMS = (
        ("overdue", "просрочено"),
        ("week", "в ближайшие 7 дней"),
        ("month", "до конца месяца"),
        ("none", "без срока"),
        ("asked", "просят продлить"),
    )
    STATES = (("open", "ещё не исполнено"), *Decision.State.choices)
    text = django_filters.CharFilter(label="Слова из решения", method="with_words", max_length=100)
    council = django_filters.ModelChoiceFilter(
        label="Совет", field_name="meeting__council", queryset=councils_for, empty_label="Все"
    )
    responsible = django_filters.ModelChoiceFilter(
        label="Ответственный", queryset=responsible_for, empty_label="Все", null_label="организация не названа"
    )
    kind = django_filters.ChoiceFilter(label="Вид", choices=Decision.Kind.choices, empty_label="Все")
    state = django_filters.ChoiceFilter(label="Состояние", choices=STATES, method="in_state", empty_label="Все")
    term = django_filters.ChoiceFilter(label="Срок", choices=TERMS, method="with_term", empty_label="Любой")
    result = django_filters.ChoiceFilter(
        label="Исполнение", choices=tuple(LISTS.items()), method="with_result", empty_label="Любое"
    )
    given_from = DayFilter(label="Дано с", field_name="meeting__held_on", lookup_expr="gte")
    given_to = DayFilter(label="Дано по", field_name="meeting__held_on", lookup_expr="lte")
    mine = django_filters.BooleanFilter(
        label="Исполняет моя организация", widget=forms.CheckboxInput, method="of_own_organisation"
    )
    supervised = django_filters.BooleanFilter(
        label="Под моим контролем", widget=forms.CheckboxInput, method="of_own_supervision"
    )

    handed = django_filters.BooleanFilter(label="Поручено мной", widget=forms.CheckboxInput, method="of_own_parts")

    class Meta:
        model = Decision
        form = PeriodForm
        fields: list[str] = []

    def with_words(self, rows: Any, name: str, words: str) -> Any:
        return rows.search(words)

    def in_state(self, rows: Any, name: str, state: str) -> Any:
        return rows.open() if state == "open" else rows.filter(state=state)

    def of_own_organisation(self, rows: Any, name: str, value: bool) -> Any:
        return rows.executed_by(self.request.user) if value and self.request else rows

    def with_result(self, rows: Any, name: str, result: str) -> Any:
        return of_result(rows, result, timezone.localdate())

    def of_own_supervision(self, rows: Any, name: str, value: bool) -> Any:
        return rows.supervised_by(self.request.user).on_control() if value and self.request else rows

    def of_own_parts(self, rows: Any, name: str, value: bool) -> Any:
        return rows.handed_on_by(self.request.user) if value and self.request else rows

    def with_term(self, rows: Any, name: str, term: str) -> Any:
        today = timezone.localdate()
        if term == "overdue":
            return rows.overdue(today)
        if term == "week":
            return rows.due_soon(today)
        if term == "month":
            return rows.due_between(today, end_of_month(today))
        if term == "asked":
            return rows.filter(pk__in=ExtensionRequest.objects.filter(verdict="").values("decision"))
        return rows.open().filter(due_on=None)


class DisciplineFilter(DecisionFilter):
    """What of the register's filters narrows the statistics, too."""

    text = kind = state = term = result = mine = supervised = handed = None


class ControlPointFilter(django_filters.FilterSet):
    """The same names as in the filter of the statistics: an address of a figure is read as it is."""

    turn = django_filters.ChoiceFilter(
        label="Состояние", choices=tuple(TURNS.items()), method="in_turn", empty_label="Любое"
    )
    council = django_filters.ModelChoiceFilter(
        label="Совет", field_name="decision__meeting__council", queryset=councils_for, empty_label="Все"
    )
    responsible = django_filters.ModelChoiceFilter(
        label="Ответственный",
        field_name="decision__responsible",
        queryset=responsible_for,
        empty_label="Все",
        null_label="организация не названа",
    )
    given_from = DayFilter(label="Дано с", field_name="decision__meeting__held_on", lookup_expr="gte")
    given_to = DayFilter(label="Дано по", field_name="decision__meeting__held_on", lookup_expr="lte")

    class Meta:
        model = ControlPoint
        form = PeriodForm
        fields: list[str] = []

    def in_turn(self, rows: QuerySet[ControlPoint], name: str, turn: str) -> QuerySet[ControlPoint]:
        return of_turn(rows, turn, timezone.localdate())


class MeetingFilter(django_filters.FilterSet):
    council = django_filters.ModelChoiceFilter(label="Совет", queryset=councils_for, empty_label="Все")
    title = django_filters.CharFilter(label="Слова из названия", lookup_expr="icontains", max_length=100)
    year = django_filters.NumberFilter(label="Год", field_name="held_on__year", max_value=2100, min_value=1990)

    class Meta:
        model = Meeting
        fields: list[str] = []


class EventFilter(django_filters.FilterSet):
    WHEN = (("future", "предстоящие"), ("past", "прошедшие"))
    when = django_filters.ChoiceFilter(label="Когда", choices=WHEN, method="at_time", empty_label="Все")
    kind = django_filters.ChoiceFilter(label="Вид", choices=Event.Kind.choices, empty_label="Любой")
    format = django_filters.ChoiceFilter(label="Формат", choices=Event.Format.choices, empty_label="Любой")
    municipality = django_filters.ModelChoiceFilter(
        label="Муниципальное образование",
        queryset=lambda request: Municipality.objects.filter(events__status="published").distinct(),
        empty_label="Любое",
    )
    text = django_filters.CharFilter(
        label="Слова из названия", field_name="title", lookup_expr="icontains", max_length=100
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def at_time(self, rows: Any, name: str, when: str) -> Any:
        today = timezone.localdate()
        coming = Event.objects.upcoming(today).values("pk")
        return rows.filter(pk__in=coming) if when == "future" else rows.exclude(pk__in=coming)


def end_of_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
