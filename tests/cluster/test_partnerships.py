import pytest
from django.urls import reverse

from cluster.models import Cluster, Organisation, PartnershipDirection
from tests.cluster.foreign import foreign_cluster
from ui import panels
from ui.panels import Panel

pytestmark = pytest.mark.django_db
LIST, CREATE = reverse("cluster:partnership-list"), reverse("cluster:partnership-create")


@pytest.fixture
def coordinator(client_of, people):
    return client_of(people.coordinator)


def _form(**changes):
    home = Organisation.objects.filter(region__oktmo_prefix="69").order_by("pk")
    return {
        "cluster": Cluster.objects.get(region__oktmo_prefix="69").pk,
        "title": "Общая мастерская",
        "parties": [home[0].pk, home[1].pk],
        "status": "proposed",
    } | changes


def _edit(direction):
    return reverse("cluster:partnership-update", args=[direction.pk])


def test_direction_is_added_and_its_status_changes(coordinator):
    coordinator.post(CREATE, _form(source="Визит в колледж"))
    direction = PartnershipDirection.objects.get(title="Общая мастерская")
    assert direction.parties.count() == 2
    coordinator.post(_edit(direction), _form(status="agreed", agreed_on="01.02.2024"))
    page = coordinator.get(direction.get_absolute_url()).content.decode()
    assert "согласовано" in page
    assert "1\N{NO-BREAK SPACE}февраля 2024" in page


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"parties": []}, "parties", "Выберите значение в поле «Стороны»"),
        ({"status": "agreed"}, "agreed_on", "Укажите день, когда стороны договорились"),
        ({"agreed_on": "31.02.2024"}, "agreed_on", "Такого дня нет: 31.02.2024"),
        ({"title": ""}, "title", "Заполните поле «Направление»"),
    ],
)
def test_bad_input_is_told_beside_the_field_and_kept(coordinator, changes, field, message):
    response = coordinator.post(CREATE, _form(source="Письмо ректора") | changes)
    assert response.context["form"].errors[field] == [message]
    assert "Письмо ректора" in response.content.decode()
    assert not PartnershipDirection.objects.filter(source="Письмо ректора").exists()


def test_one_party_is_no_partnership(coordinator):
    form = _form()
    response = coordinator.post(CREATE, form | {"parties": form["parties"][:1]})
    assert "хотя бы две стороны" in response.context["form"].errors["parties"][0]


def _found(client, query):
    return {direction.title for direction in client.get(f"{LIST}?{query}").context["page_obj"]}


def test_list_is_filtered(coordinator):
    internships = {"Стажировки студентов колледжа на мануфактуре"}
    assert _found(coordinator, "party=кедровая") == internships
    assert _found(coordinator, "status=agreed") == internships
    assert _found(coordinator, "text=запись") == {"Общая запись на приём в центре занятости и колледже"}


def test_panels_of_other_apps_stand_on_the_page(coordinator, monkeypatch):
    direction = PartnershipDirection.objects.earliest("pk")

    def assignments(record, user):
        return Panel("Поручения", action_label="Оформить поручением", action_url=f"/from/{record.pk}/")

    monkeypatch.setitem(panels._makers, "cluster.partnershipdirection", [(1, assignments)])
    page = coordinator.get(direction.get_absolute_url()).content.decode()
    assert f'href="/from/{direction.pk}/"' in page
    assert "Оформить поручением" in page


def test_direction_of_another_region_is_not_changed(coordinator):
    other = PartnershipDirection.objects.create(cluster=foreign_cluster(), title="Чужое")
    assert coordinator.get(other.get_absolute_url()).context["may_manage"] is False
    assert coordinator.post(_edit(other), _form()).status_code == 404


def test_only_who_keeps_the_cluster_changes_directions(client_of, people):
    direction = PartnershipDirection.objects.earliest("pk")
    for user in (people.employer, people.methodologist):
        assert client_of(user).get(direction.get_absolute_url()).status_code == 200
        assert client_of(user).post(CREATE, _form()).status_code == 403
        assert client_of(user).get(_edit(direction)).status_code == 403
    assert client_of(people.graduate).get(LIST).status_code == 403
