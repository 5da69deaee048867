from typing import Any

from django import forms

from accounts.models import User
from cluster.forms.choices import organisations_for
from cluster.forms.road_maps import PLAN, ItemForm, check_order
from cluster.models import Organisation, Proposal, ProposalRound, RoadMapItem
from ui.forms import PortalForm, PortalModelForm


class RoundForm(PortalModelForm):
    class Meta:
        model = ProposalRound
        fields = ["title", "explanation", "opens_on", "closes_on"]
        help_texts = {"closes_on": "В этот день предложения ещё принимаются, на следующий — уже нет."}

    def clean(self) -> dict[str, Any]:
        super().clean()
        check_order(self, "opens_on", "closes_on", "Последний день не может быть раньше первого")
        return self.cleaned_data


class ProposalForm(PortalModelForm):
    """What a member of the cluster proposes; only the words of the item are asked for."""

    class Meta:
        model = Proposal
        fields = ["organisation", "text", "why", *PLAN[1:]]
        widgets = {"text": forms.Textarea(attrs={"rows": 2}), "expected_result": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"text": "Одно предложение: что сделать."}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proposal, cluster = self.instance, self.instance.round.road_map.cluster
        self.fields["stage"].queryset = cluster.stages.all()
        self.fields["subportfolio"].queryset = cluster.subportfolios.all()
        offered = organisations_for(user, proposal.responsible_id) | Organisation.objects.filter(clusters=cluster)
        self.fields["responsible"].queryset = offered.distinct()
        self._offer_own(Organisation.objects.of_user(user))

    def _offer_own(self, own: Any) -> None:
        """Who serves in one organisation speaks for it; who serves in several says for which."""
        found = list(own)
        if len(found) > 1:
            self.fields["organisation"].queryset = own
            self.fields["organisation"].required = True
            return
        del self.fields["organisation"]
        if not self.instance.pk:
            self.instance.organisation = found[0] if found else None

    def clean(self) -> dict[str, Any]:
        super().clean()
        check_order(self, "starts_on", "ends_on", "Окончание не может быть раньше начала")
        return self.cleaned_data


class AcceptForm(ItemForm):
    """The item as it will stand on the map: the coordinator may say it otherwise than the author did."""

    reason = forms.CharField(
        label="Что сказать автору", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class RejectForm(PortalForm):
    reason = forms.CharField(
        label="Почему отклонено",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Автор прочтёт это в письме и на странице предложения.",
        max_length=2000,
    )


class MergeForm(PortalForm):
    item = forms.ModelChoiceField(
        label="Мероприятие, которое уже есть на карте", queryset=RoadMapItem.objects.none(), empty_label="Не выбрано"
    )
    reason = forms.CharField(
        label="Почему объединено",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Автор прочтёт это в письме и на странице предложения.",
        max_length=2000,
    )

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = proposal.round.road_map.items.exclude(status=RoadMapItem.Status.DROPPED)
        self.fields["item"].queryset = items.order_by("ends_on", "pk")
