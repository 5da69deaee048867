"""Filters of what the cluster does: projects, items of the road map, proposals, directions, practices."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from cluster.models import (
    Cluster,
    ClusterStage,
    Organisation,
    PartnershipDirection,
    Practice,
    Project,
    Proposal,
    Region,
    RoadMapItem,
    Subportfolio,
)

Choices = list[tuple[Any, str]]


def _stages(stages: QuerySet[ClusterStage]) -> Choices:
    """A stage without a name is known by its number."""
    return [(one.pk, f"Этап {one.number}. {one.name}" if one.name else f"Этап {one.number}") for one in stages]


class ProjectFilter(django_filters.FilterSet):
    text = django_filters.CharFilter(label="Название", max_length=100, field_name="name", lookup_expr="icontains")
    cluster = django_filters.ModelChoiceFilter(
        label="Кластер", field_name="subportfolio__cluster", queryset=Cluster.objects.all(), empty_label="Любой"
    )
    subportfolio = django_filters.ModelChoiceFilter(
        label="Субпортфель", queryset=Subportfolio.objects.all(), empty_label="Любой"
    )
    responsible = django_filters.CharFilter(label="Отвечает", max_length=100, method="of_organisation")
    late = django_filters.ChoiceFilter(
        label="Ход", choices=[("on", "Только отстающие")], empty_label="Любой", method="only_late"
    )

    class Meta:
        model = Project
        fields: list[str] = []

    def of_organisation(self, rows: QuerySet[Project], name: str, text: str) -> QuerySet[Project]:
        return rows.filter(Q(responsible__name__icontains=text) | Q(responsible__short_name__icontains=text))

    def only_late(self, rows: Any, name: str, value: str) -> QuerySet[Project]:
        return rows.behind_on(timezone.localdate())


class RoadMapItemFilter(django_filters.FilterSet):
    """On the page of one road map: it offers what that map holds."""

    stage = django_filters.ChoiceFilter(label="Этап модели", empty_label="Любой")
    subportfolio = django_filters.ChoiceFilter(label="Субпортфель", empty_label="Любой")
    responsible = django_filters.ModelChoiceFilter(
        label="Отвечает", queryset=lambda request: _responsible(_road_map(request)), empty_label="Любой"
    )
    status = django_filters.ChoiceFilter(label="Состояние", choices=RoadMapItem.Status.choices, empty_label="Любое")
    late = django_filters.ChoiceFilter(
        label="Сроки", choices=[("on", "Срок прошёл")], empty_label="Любые", method="only_late"
    )

    class Meta:
        model = RoadMapItem
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clusters = Cluster.objects.filter(road_maps=_road_map(self.request))
        subportfolios = Subportfolio.objects.filter(cluster__in=clusters).values_list("pk", "name")
        self.filters["stage"].extra["choices"] = _stages(ClusterStage.objects.filter(cluster__in=clusters))
        self.filters["subportfolio"].extra["choices"] = list(subportfolios)

    def only_late(self, rows: Any, name: str, value: str) -> QuerySet[RoadMapItem]:
        return rows.overdue(timezone.localdate())


def _road_map(request: Any) -> int:
    return request.resolver_match.kwargs["pk"]


def _responsible(road_map: int) -> QuerySet[Organisation]:
    return Organisation.objects.filter(road_map_items__road_map=road_map).distinct()


class ProposalFilter(django_filters.FilterSet):
    text = django_filters.CharFilter(label="Слова", max_length=100, field_name="text", lookup_expr="icontains")
    state = django_filters.ChoiceFilter(label="Решение", choices=Proposal.State.choices, empty_label="Любое")

    class Meta:
        model = Proposal
        fields: list[str] = []


class DirectionFilter(django_filters.FilterSet):
    text = django_filters.CharFilter(label="Слова", max_length=100, method="with_text")
    party = django_filters.CharFilter(label="Сторона", max_length=100, method="of_party")
    cluster = django_filters.ModelChoiceFilter(label="Кластер", queryset=Cluster.objects.all(), empty_label="Любой")
    status = django_filters.ChoiceFilter(
        label="Состояние", choices=PartnershipDirection.Status.choices, empty_label="Любое"
    )

    class Meta:
        model = PartnershipDirection
        fields: list[str] = []

    def with_text(self, rows: QuerySet[Any], name: str, text: str) -> QuerySet[Any]:
        return rows.filter(Q(title__icontains=text) | Q(text__icontains=text))

    def of_party(self, rows: QuerySet[Any], name: str, text: str) -> QuerySet[Any]:
        named = Organisation.objects.filter(Q(name__icontains=text) | Q(short_name__icontains=text))
        return rows.filter(parties__in=named).distinct()


def _published_stages() -> Choices:
    return _stages(ClusterStage.objects.filter(practices__status=Practice.Status.PUBLISHED).distinct())


class PracticeFilter(django_filters.FilterSet):
    text = django_filters.CharFilter(label="Слова из практики", max_length=200, method="with_words")
    region = django_filters.ModelChoiceFilter(
        label="Регион", queryset=Region.objects.filter(practices__status="published").distinct(), empty_label="Любой"
    )
    stage = django_filters.ChoiceFilter(label="Этап модели", choices=_published_stages, empty_label="Любой")

    class Meta:
        model = Practice
        fields: list[str] = []

    def with_words(self, rows: Any, name: str, words: str) -> QuerySet[Practice]:
        return rows.search(words)
