"""Filters of the list of recommendations."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet

from monitoring.models import Campaign, Recommendation

STAGES = (
    ("draft", "черновик"),
    ("unsent", "выпущена, не направлена"),
    ("waiting", "ждёт ознакомления"),
    ("read", "ознакомлены все"),
)


def _campaigns(request: Any) -> QuerySet[Campaign]:
    rows = Campaign.objects.visible_to(request.user).exclude(recommendations=None)
    return rows.select_related("region").order_by("-year").distinct()


class RecommendationFilter(django_filters.FilterSet):
    campaign = django_filters.ModelChoiceFilter(label="Мониторинг", queryset=_campaigns, empty_label="Любой")
    level = django_filters.ChoiceFilter(label="Уровень", choices=Recommendation.Level.choices, empty_label="Любой")
    stage = django_filters.ChoiceFilter(label="Ход", choices=STAGES, method="at_stage", empty_label="Любой")
    text = django_filters.CharFilter(label="Слова из текста", max_length=100, lookup_expr="icontains")

    class Meta:
        model = Recommendation
        fields: list[str] = []

    def at_stage(self, rows: QuerySet[Recommendation], name: str, stage: str) -> QuerySet[Recommendation]:
        """Needs `with_counts`."""
        if stage == "draft":
            return rows.filter(status=Recommendation.Status.DRAFT)
        issued: Any = rows.filter(status=Recommendation.Status.ISSUED)
        if stage == "unsent":
            return issued.filter(level=Recommendation.Level.MUNICIPAL, addressed=0)
        if stage == "waiting":
            return issued.filter(acknowledged__lt=F("addressed"))
        return issued.filter(addressed__gt=0, acknowledged=F("addressed"))
