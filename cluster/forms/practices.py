from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import User
from cluster.models import ClusterStage, Organisation, Practice, Region
from ui.forms import PortalForm, PortalModelForm


class PracticeForm(PortalModelForm):
    link = forms.URLField(
        label="Подробнее",
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text="Страница с подробностями, если она есть.",
    )

    class Meta:
        model = Practice
        fields = ["title", "problem", "solution", "result", "conditions", "region", "organisation", "stage", "link"]
        help_texts = {
            "solution": "По шагам, так, чтобы другой регион мог повторить.",
            "result": "Что изменилось. Числа за какой срок и откуда они.",
            "conditions": "Люди, деньги, помещения, документы.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Organisation.objects.of_user(user)
        offered = Q(pk__in=own.order_by().values("pk")) | Q(pk=self.instance.organisation_id)
        self.fields["organisation"].queryset = Organisation.objects.filter(offered)
        self.fields["region"].queryset = Region.objects.all()
        self.fields["stage"].queryset = ClusterStage.objects.select_related("cluster__region")
        self.fields["stage"].label_from_instance = _stage_label
        if not self.instance.pk and (first := own.first()):
            self.initial.setdefault("organisation", first.pk)
            self.initial.setdefault("region", first.region_id)


def _stage_label(stage: ClusterStage) -> str:
    name = f". {stage.name}" if stage.name else ""
    return f"{stage.cluster.region.name}: этап {stage.number}{name}"


class PracticeReturnForm(PortalForm):
    reason = forms.CharField(
        label="Что исправить",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Автор прочтёт это в письме и на странице практики.",
        max_length=2000,
    )
