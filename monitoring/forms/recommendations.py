"""Which recommendations of the monitoring a decision answers."""

from typing import Any

from django import forms

from accounts.models import User
from events.models import Decision
from monitoring.models import Recommendation
from ui.forms import PortalForm


class DecisionRecommendationsForm(PortalForm):
    recommendations = forms.ModelMultipleChoiceField(
        label="На какие рекомендации отвечает решение",
        queryset=Recommendation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, decision: Decision, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["recommendations"]
        rows = Recommendation.objects.visible_to(user).select_related("campaign__region")
        field.queryset = rows.order_by("-campaign__year", "campaign", "level", "position")
        field.label_from_instance = lambda one: f"{one.text} ({one.campaign}, {one.get_level_display()})"
        self.initial.setdefault("recommendations", [one.pk for one in decision.recommendations.all()])
