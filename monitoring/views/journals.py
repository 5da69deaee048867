"""The journal of a campaign's values: who wrote what and why, with filters and as a file."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from cluster.models import Municipality
from monitoring.framework.vocabulary import State
from monitoring.journal import SOURCES, Event, events_seen_by, told
from monitoring.models import Campaign, Element
from monitoring.views.campaigns import crumbs, find_campaign
from ui.csv_files import csv_response
from ui.pages import DayFilter, ListPage

MOST_IN_FILE = 20_000
LABELS = [("insert", "введено"), ("update", "изменено"), ("delete", "убрано")]
HEAD = ("Когда", "Муниципальное образование", "Код вопроса", "Вопрос", "Что", "Было", "Стало", "Кто", "Откуда",
        "Причина", "Пояснение")  # fmt: skip


def _places(request: HttpRequest) -> QuerySet[Municipality]:
    return Municipality.objects.filter(submissions__campaign=request.campaign).distinct()  # type: ignore[attr-defined]


def _questions(request: HttpRequest) -> QuerySet[Element]:
    return Element.objects.filter(edition=request.campaign.edition_id)  # type: ignore[attr-defined]


class JournalFilter(django_filters.FilterSet):
    municipality = django_filters.ModelChoiceFilter(
        label="Муниципальное образование", field_name="submission__municipality", queryset=_places, empty_label="Все"
    )
    element = django_filters.ModelChoiceFilter(label="Вопрос", queryset=_questions, empty_label="Все")
    label = django_filters.ChoiceFilter(label="Что", field_name="pgh_label", choices=LABELS, empty_label="Всё")
    state = django_filters.ChoiceFilter(label="Состояние ответа", choices=State.choices, empty_label="Любое")
    source = django_filters.ChoiceFilter(
        label="Откуда", field_name="pgh_context__metadata__source", choices=list(SOURCES.items()), empty_label="Всё"
    )
    first = DayFilter(label="С какого дня", field_name="pgh_created_at", lookup_expr="date__gte")
    last = DayFilter(label="По какой день", field_name="pgh_created_at", lookup_expr="date__lte")

    class Meta:
        model = Event
        fields: list[str] = []


class CampaignJournal(ListPage):
    """Of a running campaign an operator sees the own form only."""

    request: SignedInRequest
    template_name = "monitoring/journals/list.html"
    filterset_class = JournalFilter
    paginate_by = 50
    campaign: Campaign

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.campaign = find_campaign(self.request.user, kwargs["pk"])
        request.campaign = self.campaign  # type: ignore[attr-defined]
        if request.GET.get("as") == "csv":
            return self._file()
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Any]:
        return events_seen_by(self.request.user).filter(submission__campaign=self.campaign)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "campaign": self.campaign,
            "entries": told(context["page_obj"].object_list),
            "breadcrumbs": crumbs(self.campaign, "Журнал ответов"),
        }

    def _file(self) -> HttpResponse:
        rows = JournalFilter(self.request.GET, queryset=self.get_queryset(), request=self.request).qs[:MOST_IN_FILE]
        lines = (
            (f"{timezone.localtime(entry.at):%d.%m.%Y %H:%M:%S}", entry.submission.municipality.name,
             entry.element.code, entry.element.name, entry.what, entry.before, entry.after, entry.who, entry.source,
             entry.reason, entry.comment)
            for entry in told(rows)
        )  # fmt: skip
        return csv_response(f"журнал-{self.campaign.year}.csv", HEAD, lines)


campaign_journal = requires(Permission.SUBMISSION_FILL, Permission.MONITORING_MANAGE)(CampaignJournal.as_view())
