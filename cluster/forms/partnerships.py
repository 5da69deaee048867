from typing import Any

from django import forms

from accounts.models import User
from cluster.forms.choices import organisations_for
from cluster.models import Cluster, PartnershipDirection
from ui.forms import PortalModelForm


class DirectionForm(PortalModelForm):
    class Meta:
        model = PartnershipDirection
        fields = ["cluster", "title", "text", "parties", "status", "agreed_on", "source"]
        widgets = {"parties": forms.CheckboxSelectMultiple}
        help_texts = {"source": "Встреча, соглашение или письмо, в котором об этом сказано."}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cluster"].queryset = Cluster.objects.managed_by(user)
        chosen = [one.pk for one in self.instance.parties.all()] if self.instance.pk else []
        self.fields["parties"].queryset = organisations_for(user, *chosen)

    def clean_parties(self) -> Any:
        parties = self.cleaned_data["parties"]
        if len(parties) < 2:
            raise forms.ValidationError("Отметьте хотя бы две стороны: направление ведут вместе.")
        return parties

    def clean(self) -> dict[str, Any]:
        super().clean()
        status, day = self.cleaned_data.get("status"), self.cleaned_data.get("agreed_on")
        if status == PartnershipDirection.Status.AGREED and not day and "agreed_on" not in self.errors:
            self.add_error("agreed_on", "Укажите день, когда стороны договорились")
        return self.cleaned_data
