from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, ProtectedError
from django.db.models.deletion import Collector
from django.forms.models import BaseInlineFormSet, inlineformset_factory

from accounts.models import User
from cluster.forms.choices import organisations_for
from cluster.models import Cluster, ClusterStage, ClusterTask, Region, Subportfolio
from cluster.models.scope import regions_of
from ui.forms import PortalModelForm

MOST_ROWS = 200


class ClusterForm(PortalModelForm):
    class Meta:
        model = Cluster
        fields = ["name", "region", "founder", "organiser", "founded_on", "legal_basis", "goal", "members"]
        widgets = {
            "members": forms.CheckboxSelectMultiple,
            "legal_basis": forms.Textarea(attrs={"rows": 3}),
            "goal": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"legal_basis": "Документ, которым кластер создан: вид, день, номер."}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cluster = self.instance
        members = [one.pk for one in cluster.members.all()] if cluster.pk else []
        self.fields["region"].queryset = Region.objects.filter(pk__in=regions_of(user))
        offered = organisations_for(user, cluster.founder_id, cluster.organiser_id, *members)
        for name in ("founder", "organiser", "members"):
            self.fields[name].queryset = offered


class RowForm(PortalModelForm):
    """One numbered row. Numbers may trade places, so their uniqueness is judged over the whole list."""

    number = forms.IntegerField(label="Номер", min_value=1, max_value=MOST_ROWS)

    def validate_unique(self) -> None:
        pass

    def validate_constraints(self) -> None:
        pass


class NumberedFormSet(BaseInlineFormSet):
    """Rows of a cluster by number: tasks, stages or sub-portfolios."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Убрать из списка"
            if index is None or index >= self.initial_form_count():
                del form.fields["DELETE"]

    def kept(self) -> list[Model]:
        return [form.instance for form in self.forms if form.has_changed() or form.instance.pk if not _leaves(form)]

    def removed(self) -> list[Model]:
        return [form.instance for form in self.forms if _leaves(form)]

    def clean(self) -> None:
        seen: set[int] = set()
        for form in self.forms:
            number = form.cleaned_data.get("number") if hasattr(form, "cleaned_data") else None
            if number is None or _leaves(form):
                continue
            if number in seen:
                form.add_error("number", f"Номер {number} уже занят другой строкой")
            seen.add(number)
        for row in self.removed():
            _check_is_free(row)


def _leaves(form: forms.BaseForm) -> bool:
    return bool(form.instance.pk and getattr(form, "cleaned_data", {}).get("DELETE"))


def _check_is_free(row: Model) -> None:
    """What other records rest on stays: the list says so before anything is lost."""
    try:
        Collector(using=row._state.db or "default", origin=row).collect([row])
    except ProtectedError:
        raise ValidationError(f"«{row}» нельзя убрать: на эту строку опираются другие записи портала.") from None


def numbered_formset(model: type[Model], text: str) -> type[NumberedFormSet]:
    return inlineformset_factory(
        Cluster, model, form=RowForm, formset=NumberedFormSet, fields=["number", text], extra=2, max_num=MOST_ROWS
    )


TaskFormSet = numbered_formset(ClusterTask, "text")
StageFormSet = numbered_formset(ClusterStage, "name")
SubportfolioFormSet = numbered_formset(Subportfolio, "name")
