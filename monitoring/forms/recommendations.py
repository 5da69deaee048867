"""Recommendations: their words, whom they go to, what is answered, which decisions were taken on them."""

from collections.abc import Mapping
from typing import Any

from django import forms

from accounts.models import User
from cluster.models import Municipality
from events.models import Decision
from monitoring.actions.sending import Waiting
from monitoring.deficits import places_with
from monitoring.models import Recommendation
from ui.forms import PortalForm, PortalModelForm
from ui.words import count


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


class RecommendationForm(PortalModelForm):
    """The words of a draft and the deficits it answers; each indicator says where it is a deficit."""

    class Meta:
        model = Recommendation
        fields = ["level", "text", "indicators"]
        widgets = {
            "level": forms.RadioSelect,
            "text": forms.Textarea({"rows": 5}),
            "indicators": forms.CheckboxSelectMultiple,
        }
        help_texts = {"text": "Что сделать и кому. После выпуска текст не меняется."}

    def __init__(self, *args: Any, deficits: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = Recommendation.Level.choices
        indicators: Any = self.fields["indicators"]
        indicators.queryset = self.instance.campaign.edition.indicators.order_by("position")
        indicators.required = True
        indicators.error_messages["required"] = "Отметьте хотя бы один показатель, на который отвечает рекомендация"
        indicators.label_from_instance = lambda one: f"{one}{deficits.get(one.pk, '')}"


class AddressForm(PortalForm):
    """Municipalities the recommendation goes to: at first those that have the deficit."""

    places = forms.ModelMultipleChoiceField(
        label="Кому направить",
        queryset=Municipality.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одно муниципальное образование"},
    )

    def __init__(self, *args: Any, recommendation: Recommendation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["places"]
        sent = recommendation.addresses.values("municipality")
        field.queryset = recommendation.campaign.expected.exclude(pk__in=sent).order_by("sort_key")
        having = places_with(recommendation.campaign, recommendation.indicators.all())
        self.initial.setdefault("places", list(having.values_list("pk", flat=True)))


class SendForm(PortalForm):
    """What waits to be issued or sent, all of it ticked; each says whom it would reach."""

    recommendations = forms.ModelMultipleChoiceField(
        label="Что выпустить и направить",
        queryset=Recommendation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одну рекомендацию"},
    )

    def __init__(self, *args: Any, waiting: list[Waiting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["recommendations"]
        reached = {row.recommendation.pk: _reached(row) for row in waiting}
        field.queryset = Recommendation.objects.filter(pk__in=reached).order_by("level", "position", "pk")
        field.label_from_instance = lambda one: f"{one.text} — {reached[one.pk]}"
        self.initial.setdefault("recommendations", list(reached))


def _reached(row: Waiting) -> str:
    if not row.recommendation.is_municipal:
        return "региональный уровень, выпускается без направления"
    if not row.places:
        return "черновик; у всех, у кого есть дефицит, рекомендация уже есть, выпускается без направления"
    places = count(len(row.places), "муниципальное образование,муниципальных образования,муниципальных образований")
    return f"{'черновик' if row.recommendation.is_draft else 'уже выпущена'}, уйдёт: {places}"


class AcknowledgeForm(PortalForm):
    comment = forms.CharField(
        label="Ответ методисту",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="Что вы думаете о рекомендации и что помешает её выполнить. Меру можно записать на следующем шаге.",
    )
