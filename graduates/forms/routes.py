from typing import Any

from django import forms
from django.utils import timezone

from cluster.models import ClusterStage
from graduates.models import Route, RouteStep
from ui.forms import DayField, PortalForm, PortalModelForm


class RouteStepForm(PortalModelForm):
    class Meta:
        model = RouteStep
        fields = ["stage", "text", "due_on", "contact_name", "contact_phone"]
        help_texts = {
            "text": "Одно действие простыми словами: выпускник прочитает это на своей странице",
            "contact_name": "Имя и кто это. Например: Вера Олеговна, куратор",
        }

    def __init__(self, *args: Any, route: Route, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].queryset = ClusterStage.objects.filter(cluster__members=route.graduate.college)
        self.fields["stage"].required = False
        self.fields["stage"].empty_label = "Не выбран"
        if self.instance.pk is None:
            self.fields["stage"].initial = route.stage_id


class StepDoneForm(PortalForm):
    done_on = DayField(label="Когда сделано")
    result = forms.CharField(label="Что получилось", max_length=500, required=False)

    def clean_done_on(self) -> Any:
        done_on = self.cleaned_data["done_on"]
        if done_on > timezone.localdate():
            raise forms.ValidationError("Этот день ещё не наступил")
        return done_on
