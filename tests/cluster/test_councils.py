from datetime import date

import pytest

from cluster.models import Council, CouncilMember, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    council = Council.objects.get(kind=Council.Kind.EXPERT)
    council.members.all().delete()
    for surname, from_on, to_on, duty in (
        ("Прежний", date(2022, 1, 1), date(2023, 1, 1), "member"),
        ("Нынешний", date(2023, 1, 1), None, "member"),
        ("Главный", date(2023, 1, 1), None, "chair"),
        ("Ожидающий", date(2023, 1, 1), None, "candidate"),
    ):
        person = Person.objects.create(surname=surname)
        CouncilMember.objects.create(council=council, person=person, from_on=from_on, to_on=to_on, duty=duty)
    return council


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("31.12.2022", ["Прежний"]),
        ("01.01.2023", ["Главный", "Нынешний"]),
        ("1 марта 2024", ["Главный", "Нынешний"]),
        ("01.01.2020", []),
    ],
)
def test_composition_is_that_of_the_day(client_of, people, council, day, names):
    context = client_of(people.methodologist).get(council.get_absolute_url(), {"day": day}).context
    assert [member.person.surname for member in context["members"]] == names


def test_candidates_stand_apart(client_of, people, council):
    context = client_of(people.methodologist).get(council.get_absolute_url()).context
    assert [member.person.surname for member in context["candidates"]] == ["Ожидающий"]


def test_impossible_day_is_told_and_kept(client_of, people, council):
    page = client_of(people.methodologist).get(council.get_absolute_url(), {"day": "31.02.2022"}).content.decode()
    assert "Такого дня нет: 31.02.2022" in page
    assert 'value="31.02.2022"' in page


def test_graduate_sees_no_councils(client_of, people, council):
    assert client_of(people.graduate).get(council.get_absolute_url()).status_code == 403
