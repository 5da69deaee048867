"""The own plan: its items, and where they go."""

from typing import Any

from django import forms
from django.forms.models import BaseInlineFormSet, inlineformset_factory
from django.utils import timezone

from accounts.models import User
from cluster.forms.choices import organisations_for
from cluster.forms.road_maps import check_order
from cluster.models import ProposalRound, RoadMap
from monitoring.models import Plan, PlanItem
from ui.forms import PortalForm, PortalModelForm

FIELDS = ["text", "responsible", "person", "starts_on", "ends_on", "expected_result"]


class PlanForm(PortalModelForm):
    class Meta:
        model = Plan
        fields = ["title"]


class PlanItemForm(PortalModelForm):
    class Meta:
        model = PlanItem
        fields = FIELDS
        widgets = {"text": forms.Textarea({"rows": 2}), "expected_result": forms.Textarea({"rows": 2})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = organisations_for(user, self.instance.responsible_id)

    def clean(self) -> dict[str, Any]:
        super().clean()
        check_order(self, "starts_on", "ends_on", "Окончание не может быть раньше начала")
        return self.cleaned_data


class PlanItemFormSetBase(BaseInlineFormSet):
    """What went to the road map already stays in the plan."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Убрать из плана"
            if index is None or index >= self.initial_form_count() or form.instance.is_sent:
                del form.fields["DELETE"]


PlanItemFormSet = inlineformset_factory(
    Plan, PlanItem, form=PlanItemForm, formset=PlanItemFormSetBase, extra=1, max_num=100
)


class TransferForm(PortalForm):
    """Who keeps a road map adds to it; everybody else proposes in an open call."""

    target = forms.ChoiceField(label="Куда передать", widget=forms.RadioSelect)
    items = forms.ModelMultipleChoiceField(
        label="Что передать",
        queryset=PlanItem.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одно дело"},
    )

    def __init__(self, *args: Any, plan: Plan, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.maps = {f"map-{one.pk}": one for one in RoadMap.objects.managed_by(user).select_related("cluster")}
        rounds = ProposalRound.objects.visible_to(user).open_on(timezone.localdate()).select_related("road_map")
        self.rounds = {} if self.maps else {f"round-{one.pk}": one for one in rounds}
        target: Any = self.fields["target"]
        target.choices = [(key, f"Добавить на карту «{one}»") for key, one in self.maps.items()] + [
            (key, f"Предложить в сбор «{one}» — {one.road_map}") for key, one in self.rounds.items()
        ]
        self.initial.setdefault("target", target.choices[0][0] if target.choices else "")
        items: Any = self.fields["items"]
        items.queryset = plan.items.filter(proposal=None, road_map_item=None)
        self.initial.setdefault("items", list(items.queryset.values_list("pk", flat=True)))

    @property
    def has_targets(self) -> bool:
        return bool(self.maps or self.rounds)
