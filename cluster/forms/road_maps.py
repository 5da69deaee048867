from datetime import date
from typing import Any

from django import forms

from accounts.models import User
from cluster.forms.choices import organisations_for
from cluster.forms.projects import past_day
from cluster.models import Cluster, RoadMap, RoadMapItem
from ui.forms import DayField, PortalForm, PortalModelForm

PLAN = ["text", "subportfolio", "stage", "responsible", "starts_on", "ends_on", "expected_result"]


class RoadMapForm(PortalModelForm):
    class Meta:
        model = RoadMap
        fields = ["cluster", "name"]
        help_texts = {"name": "С годами, на которые она принята: «Дорожная карта на 2025–2027 годы»."}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cluster"].queryset = Cluster.objects.managed_by(user)
        if self.instance.pk:
            self.fields["cluster"].disabled = True


class ItemForm(PortalModelForm):
    """The plan of an item; of a started or finished one its facts may be corrected as well."""

    class Meta:
        model = RoadMapItem
        fields = [*PLAN, "started_on", "done_on", "result"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2}), "expected_result": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item, cluster = self.instance, self.instance.road_map.cluster
        self.fields["stage"].queryset = cluster.stages.all()
        self.fields["subportfolio"].queryset = cluster.subportfolios.all()
        self.fields["responsible"].queryset = organisations_for(user, item.responsible_id)
        is_done = item.status == RoadMapItem.Status.DONE
        if item.status != RoadMapItem.Status.RUNNING and not is_done:
            del self.fields["started_on"]
        if is_done:
            self.fields["done_on"].required = self.fields["result"].required = True
        else:
            del self.fields["done_on"], self.fields["result"]

    def clean_started_on(self) -> date | None:
        day = self.cleaned_data["started_on"]
        return past_day(day) if day else None

    def clean_done_on(self) -> date:
        return past_day(self.cleaned_data["done_on"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        check_order(self, "starts_on", "ends_on", "Окончание не может быть раньше начала")
        check_order(self, "started_on", "done_on", "Выполнено не может быть раньше, чем начато")
        return self.cleaned_data


class StartForm(PortalForm):
    day = DayField(label="Когда начато на деле")

    def clean_day(self) -> date:
        return past_day(self.cleaned_data["day"])


class FinishForm(PortalForm):
    started_on = DayField(label="Когда начато на деле", required=False)
    done_on = DayField(label="Когда выполнено")
    result = forms.CharField(
        label="Что получилось",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Итог в числах и словах: его увидят все участники кластера.",
    )

    def clean_done_on(self) -> date:
        return past_day(self.cleaned_data["done_on"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        check_order(self, "started_on", "done_on", "Выполнено не может быть раньше, чем начато")
        return self.cleaned_data


class DropForm(PortalForm):
    reason = forms.CharField(label="Почему снято", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


def check_order(form: forms.BaseForm, first: str, last: str, message: str) -> None:
    """The later day is told to be wrong beside its own field, with the earlier day named."""
    start, end = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if start and end and end < start:
        form.add_error(last, f"{message}, {start:%d.%m.%Y}")
