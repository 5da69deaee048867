from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import User
from cluster.forms.choices import organisations_for
from cluster.models import Cluster, ClusterTask, Project, ProjectStep, Subportfolio
from ui.forms import DayField, PortalForm, PortalModelForm


class ProjectForm(PortalModelForm):
    class Meta:
        model = Project
        fields = ["subportfolio", "name", "summary", "responsible", "starts_on", "ends_on", "tasks"]
        widgets = {"tasks": forms.CheckboxSelectMultiple}
        help_texts = {"tasks": "Каким задачам из паспорта кластера служит проект."}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clusters = Cluster.objects.managed_by(user)
        self.fields["subportfolio"].queryset = Subportfolio.objects.filter(cluster__in=clusters)
        self.fields["tasks"].queryset = ClusterTask.objects.filter(cluster__in=clusters)
        self.fields["responsible"].queryset = organisations_for(user, self.instance.responsible_id)

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        subportfolio, tasks = data.get("subportfolio"), data.get("tasks") or ()
        if subportfolio and any(task.cluster_id != subportfolio.cluster_id for task in tasks):
            self.add_error("tasks", "Отмечена задача другого кластера. Снимите отметку.")
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", f"Окончание не может быть раньше начала, {starts_on:%d.%m.%Y}")
        return data


class StepForm(PortalModelForm):
    class Meta:
        model = ProjectStep
        fields = ["text", "responsible", "planned_on", "position", "note"]
        labels = {"position": "Место в списке"}
        help_texts = {"position": "Шаги с меньшим числом стоят выше."}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = organisations_for(user, self.instance.responsible_id)


def past_day(day: date) -> date:
    """A fact has already happened."""
    if day > timezone.localdate():
        raise forms.ValidationError("Этот день ещё не наступил. Укажите день, когда это случилось на деле.")
    return day


class StepDoneForm(PortalForm):
    done_on = DayField(label="Когда сделано")
    note = forms.CharField(label="Примечание", required=False, max_length=300)

    def clean_done_on(self) -> date:
        return past_day(self.cleaned_data["done_on"])
