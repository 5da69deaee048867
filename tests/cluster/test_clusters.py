"""The passport, the road map, people and the open reference of conditions."""

from datetime import date

import pytest
from django.urls import reverse

from cluster.models import Accommodation, Cluster, Organisation, Person, RoadMap

pytestmark = pytest.mark.django_db


@pytest.fixture
def methodologist(client_of, people):
    return client_of(people.methodologist)


def test_passport_tells_founder_tasks_stages_projects_and_councils(methodologist):
    cluster = Cluster.objects.get(region__oktmo_prefix="69")
    page = methodologist.get(cluster.get_absolute_url()).content.decode()
    assert cluster.founder.name in page
    assert cluster.organiser.name in page
    assert all(task.text in page for task in cluster.tasks.all())
    assert "Этап 2, название не утверждено" in page
    assert "Этап 4. Сопровождаемое трудоустройство" in page
    assert "Карта доступных рабочих мест" in page
    assert "Экспертный совет" in page


def test_road_map_marks_what_is_late(methodologist):
    road_map = RoadMap.objects.earliest("pk")
    road_map.items.all().delete()
    road_map.items.create(text="Давнее", ends_on=date(2022, 1, 1))
    road_map.items.create(text="Сделанное", ends_on=date(2022, 1, 1), status="done")
    response = methodologist.get(road_map.get_absolute_url())
    assert response.context["late"] == 1
    assert "Этап не указан" in response.content.decode()


def test_post_is_shown_with_its_dates(methodologist):
    person = Person.objects.create(surname="Переводов", first_name="Лев")
    old, new = Organisation.objects.all()[:2]
    person.memberships.create(organisation=old, post="техник", from_on=date(2020, 1, 9), to_on=date(2021, 5, 1))
    person.memberships.create(organisation=new, post="мастер", from_on=date(2021, 5, 1))
    page = methodologist.get(person.get_absolute_url()).content.decode()
    assert "с 9\N{NO-BREAK SPACE}января 2020\N{NO-BREAK SPACE}года до 1\N{NO-BREAK SPACE}мая 2021" in page
    listed = methodologist.get(reverse("cluster:person-list") + "?text=переводов").content.decode()
    assert "мастер" in listed
    assert "техник" not in listed


def test_person_without_work_is_not_listed(methodologist):
    graduate = Person.objects.get(user__email="graduate@demo.example")
    assert methodologist.get(graduate.get_absolute_url()).status_code == 404


def test_every_condition_is_explained_to_everybody(client):
    page = client.get(reverse("cluster:accommodation-list")).content.decode()
    assert Accommodation.objects.count() == 34
    assert all(row.explanation in page for row in Accommodation.objects.all())
