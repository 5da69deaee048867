from itertools import groupby

import django_filters
from django.db.models import Q, QuerySet

from cluster.models import Membership, Municipality, MunicipalityKind, Organisation, Person, PersonAlias, Region
from cluster.models.ordering import same_word


def municipality_choices() -> list[tuple[str, list[tuple[int, str]]]]:
    """All municipalities under the names of their regions, for a select box."""
    rows = Municipality.objects.select_related("region").order_by("region__sort_key", "sort_key")
    groups = groupby(rows, key=lambda row: row.region.name)
    return [(region, [(row.pk, row.name) for row in members]) for region, members in groups]


class OrganisationFilter(django_filters.FilterSet):
    text = django_filters.CharFilter(label="Название или ИНН", max_length=100, method="with_text")
    kind = django_filters.ChoiceFilter(label="Вид", choices=Organisation.Kind.choices, empty_label="Любой")
    municipality = django_filters.ChoiceFilter(
        label="Муниципальное образование", choices=municipality_choices, empty_label="Любое"
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def with_text(self, rows: QuerySet[Organisation], name: str, text: str) -> QuerySet[Organisation]:
        """Another spelling from documents finds the organisation as well as its own name."""
        spelling = Organisation.objects.filter(aliases__name__icontains=text)
        return rows.filter(
            Q(name__icontains=text) | Q(short_name__icontains=text) | Q(inn=text.strip()) | Q(pk__in=spelling)
        )


class PersonFilter(django_filters.FilterSet):
    text = django_filters.CharFilter(label="Имя", max_length=80, method="with_text")
    organisation = django_filters.CharFilter(label="Организация", max_length=100, method="of_organisation")

    class Meta:
        model = Person
        fields: list[str] = []

    def of_organisation(self, rows: QuerySet[Person], name: str, text: str) -> QuerySet[Person]:
        spelt = Q(name__icontains=text) | Q(short_name__icontains=text) | Q(aliases__name__icontains=text)
        serving = Membership.objects.filter(organisation__in=Organisation.objects.living().filter(spelt))
        return rows.filter(pk__in=serving.order_by().values("person"))

    def with_text(self, rows: QuerySet[Person], name: str, text: str) -> QuerySet[Person]:
        """Any word of the name, and spellings of documents."""
        found = Q(pk__in=PersonAlias.objects.filter(name__icontains=text).order_by().values("person"))
        words = Q()
        for word in text.split():
            words &= (
                Q(sort_key__contains=same_word(word)) | Q(first_name__icontains=word) | Q(patronymic__icontains=word)
            )
        return rows.filter(found | words)


class MunicipalityFilter(django_filters.FilterSet):
    text = django_filters.CharFilter(label="Название или код ОКТМО", max_length=100, method="with_text")
    region = django_filters.ModelChoiceFilter(
        label="Регион", queryset=lambda request: Region.objects.all(), empty_label="Любой"
    )
    kind = django_filters.ChoiceFilter(label="Вид", choices=MunicipalityKind.choices, empty_label="Любой")

    class Meta:
        model = Municipality
        fields: list[str] = []

    def with_text(self, rows: QuerySet[Municipality], name: str, text: str) -> QuerySet[Municipality]:
        return rows.filter(Q(name__icontains=text) | Q(oktmo__startswith=text.strip()))
