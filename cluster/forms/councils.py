from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from cluster.forms.choices import organisations_for
from cluster.models import Cluster, Council, CouncilMember, Person
from cluster.numbering import scheme_as_kept, scheme_as_typed, scheme_error
from ui.forms import DayField, PortalForm, PortalModelForm


class CompositionForm(PortalForm):
    """The day on which the composition is looked at; a GET form."""

    day = DayField(label="Состав на день", help_text="Например, 1 марта 2022 или 01.03.2022.", required=False)


class CouncilForm(PortalModelForm):
    """A body and its rules: quorum, default deadline, numbers of protocols."""

    class Meta:
        model = Council
        fields = [
            *("cluster", "name", "name_genitive", "kind", "parent", "quorum_numerator", "quorum_denominator"),
            *("default_deadline_days", "number_scheme"),
        ]
        help_texts = {
            "name_genitive": "Как в строке «заседание …»: Координационного совета.",
            "quorum_numerator": "Кворум — доля состава. Для половины напишите 1, для двух третей — 2.",
            "quorum_denominator": "Для половины напишите 2, для двух третей — 3.",
            "number_scheme": "Слова в скобках портал заменит сам: {номер}/{год} даст 3/2026, КС-{номер:02} даст КС-03.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clusters = Cluster.objects.managed_by(user)
        self.fields["cluster"].queryset = clusters
        self.fields["parent"].queryset = Council.objects.filter(cluster__in=clusters).exclude(pk=self.instance.pk)
        self.fields["parent"].empty_label = "Самостоятельный орган"
        self.fields["quorum_numerator"].min_value = 1
        kept = self.get_initial_for_field(self.fields["number_scheme"], "number_scheme")
        self.initial["number_scheme"] = scheme_as_typed(kept)
        if self.instance.pk:
            self.fields["cluster"].disabled = True

    def clean_number_scheme(self) -> str:
        scheme = scheme_as_kept(self.cleaned_data["number_scheme"].strip())
        if problem := scheme_error(scheme):
            raise ValidationError(problem)
        return scheme

    def clean_parent(self) -> Council | None:
        parent: Council | None = self.cleaned_data["parent"]
        above = parent
        while above is not None:
            if above.pk == self.instance.pk:
                raise ValidationError("Этот орган сам действует при вашем совете: выберите другой")
            above = above.parent
        return parent

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        numerator, denominator = cleaned.get("quorum_numerator"), cleaned.get("quorum_denominator")
        if numerator == 0:
            self.add_error("quorum_numerator", "Кворум не может быть нулевым")
        elif denominator == 0:
            self.add_error("quorum_denominator", "На ноль долей состав не делится")
        elif numerator and denominator and numerator > denominator:
            self.add_error("quorum_numerator", "Доля кворума не может быть больше единицы")
        parent, cluster = cleaned.get("parent"), cleaned.get("cluster")
        if parent and cluster and parent.cluster_id != cluster.pk:
            self.add_error("parent", "Этот орган действует в другом кластере")
        return cleaned

    def _post_clean(self) -> None:
        """The words beside the field stand in for those of the same rule in the table."""
        super()._post_clean()
        if self.has_error("quorum_numerator") or self.has_error("quorum_denominator"):
            self._errors.pop("__all__", None)


class CouncilMemberForm(PortalModelForm):
    """A row of the composition written by hand: what came before the portal, without a decision in it."""

    class Meta:
        model = CouncilMember
        fields = ["person", "organisation", "duty", "from_on", "to_on"]
        labels = {"from_on": "В составе с", "to_on": "Выбыл"}
        help_texts = {"to_on": "День, с которого человека в составе уже нет."}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = organisations_for(user, self.instance.organisation_id)
        self.fields["organisation"].queryset = organisations
        here = Person.objects.living().filter(memberships__organisation__in=organisations)
        sat = Person.objects.filter(council_memberships__council__cluster=self.instance.council.cluster_id)
        self.fields["person"].queryset = Person.objects.filter(pk__in=here.values("pk").union(sat.values("pk")))
        self.fields["person"].label_from_instance = lambda person: person.full_name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        person, from_on, to_on = (cleaned.get(name) for name in ("person", "from_on", "to_on"))
        if from_on and to_on and to_on < from_on:
            self.add_error("to_on", f"Этот день не может быть раньше первого, {from_on:%d.%m.%Y}")
        elif person and not self.errors:
            same = self.instance.council.members.filter(person=person).exclude(pk=self.instance.pk)
            if any(_overlap(row, from_on, to_on) for row in same):
                self.add_error("person", "В эти дни человек уже записан в составе: измените ту строку")
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.has_error("to_on"):
            self._errors.pop("__all__", None)


def _overlap(row: CouncilMember, from_on: Any, to_on: Any) -> bool:
    begins_before = row.from_on is None or to_on is None or row.from_on < to_on
    ends_after = row.to_on is None or from_on is None or row.to_on > from_on
    return begins_before and ends_after
