import pytest
from django.urls import reverse

from cluster.models import Municipality, Organisation, Region

pytestmark = pytest.mark.django_db
LIST = reverse("cluster:organisation-list")
CREATE = reverse("cluster:organisation-create")


@pytest.fixture
def coordinator(client_of, people):
    return client_of(people.coordinator)


def _form(**changes):
    region = Region.objects.get(oktmo_prefix="69")
    return {"name": "Техникум «Заря»", "kind": "college", "region": region.pk} | changes


def _edit(organisation):
    return reverse("cluster:organisation-update", args=[organisation.pk])


def test_new_organisation_is_saved_with_other_spellings(coordinator):
    coordinator.post(CREATE, _form(aliases="Заря\n\nТехникум Заря\nЗаря"))
    organisation = Organisation.objects.get(name="Техникум «Заря»")
    assert {alias.name for alias in organisation.aliases.all()} == {"Заря", "Техникум Заря"}


def test_spellings_change_with_the_organisation(coordinator):
    organisation = Organisation.objects.get(name="Колледж «Томский маяк»")
    coordinator.post(_edit(organisation), _form(name=organisation.name, aliases="Маяк"))
    assert [alias.name for alias in organisation.aliases.all()] == ["Маяк"]


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"name": "КОЛЛЕДЖ «Томский маяк»"}, "name", "Организация с таким названием уже есть в этом регионе."),
        ({"inn": "7000000001"}, "inn", "Организация с таким ИНН уже есть на портале."),
        ({"inn": "12345"}, "inn", "В ИНН должно быть 10 или 12 цифр."),
        ({"email": "почта"}, "email", "Напишите в поле «Электронная почта» адрес почты, например name@example.ru"),
        ({"kind": ""}, "kind", "Выберите значение в поле «Вид»"),
        ({"aliases": "ш" * 301}, "aliases", "Одно написание занимает не больше 300 знаков."),
    ],
)
def test_bad_input_is_told_beside_the_field_and_kept(coordinator, changes, field, message):
    response = coordinator.post(CREATE, _form(address="улица Мира, 7") | changes)
    assert response.context["form"].errors[field] == [message]
    assert "улица Мира, 7" in response.content.decode()
    assert not Organisation.objects.filter(address="улица Мира, 7").exists()


def test_municipality_of_another_region_is_refused(coordinator):
    irkutsk = Municipality.objects.get(oktmo="25701000")
    response = coordinator.post(CREATE, _form(municipality=irkutsk.pk))
    assert response.context["form"].errors["municipality"] == ["«город Иркутск» находится в другом регионе."]


def test_only_coordinators_change_organisations(client_of, people):
    organisation = Organisation.objects.first()
    assert client_of(people.employer).get(_edit(organisation)).status_code == 403
    assert client_of(people.employer).post(CREATE, _form()).status_code == 403
    assert client_of(people.graduate).get(LIST).status_code == 403


def test_missing_organisation_is_404(coordinator):
    assert coordinator.get(reverse("cluster:organisation-update", args=[10**9])).status_code == 404


def _found(client, query):
    return {organisation.name for organisation in client.get(f"{LIST}?{query}").context["page_obj"]}


def test_filters_by_kind_municipality_and_text(coordinator):
    seversk = Municipality.objects.get(oktmo="69741000")
    assert _found(coordinator, f"kind=employer&municipality={seversk.pk}") == {"ООО «Цифровой архив»"}
    assert _found(coordinator, "text=7000000003") == {"ООО «Кедровая мануфактура»"}


def test_spelling_from_a_document_finds_the_organisation(coordinator):
    organisation = Organisation.objects.get(name="ООО «Цифровой архив»")
    organisation.aliases.create(name="Цифроархив Северск")
    assert _found(coordinator, "text=цифроархив") == {organisation.name}
