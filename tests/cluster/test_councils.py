from datetime import date

import pytest
from django.utils import timezone

from cluster.models import Cluster, Council, CouncilMember, Organisation, Person, Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    parent = Council.objects.get(kind=Council.Kind.COORDINATING)
    council = Council.objects.create(cluster=parent.cluster, name="Совет о составе", kind="expert", parent=parent)
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


@pytest.fixture
def client(client_of, people):
    return client_of(people.coordinator)


@pytest.fixture
def foreign():
    region = Region.objects.get(oktmo_prefix="25")
    body = Organisation.objects.filter(region=region).earliest("pk")
    cluster = Cluster.objects.create(region=region, name="Другой кластер", founder=body, organiser=body)
    return Council.objects.create(cluster=cluster, name="Другой совет", kind="working")


def _typed(**changed):
    cluster = Cluster.objects.get(region__oktmo_prefix="69")
    rules = {"quorum_numerator": "2", "quorum_denominator": "3", "number_scheme": "НС-{номер}/{год}"}
    return {"cluster": cluster.pk, "name": "Наблюдательный совет", "kind": "other", **rules} | changed


def test_council_is_made_with_its_rules_and_changed(client):
    client.post("/cluster/councils/new/", _typed(default_deadline_days="14"))
    made = Council.objects.get(name="Наблюдательный совет")
    assert (made.quorum_numerator, made.quorum_denominator, made.default_deadline_days) == (2, 3, 14)
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Состав ещё не записан" in page and f"/meetings/new/?council={made.pk}" in page
    assert "другой орган" in page and "2/3 состава" in page and f"например, НС-3/{timezone.localdate().year}" in page
    assert 'value="НС-{номер}/{год}"' in client.get(f"/cluster/councils/{made.pk}/edit/").content.decode()
    client.post(f"/cluster/councils/{made.pk}/edit/", _typed(name="Совет наблюдателей"))
    made.refresh_from_db()
    assert made.name == "Совет наблюдателей"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": ""}, "Заполните поле «Название»"),
        ({"name": "Экспертный совет"}, "Такой совет уже есть в кластере"),
        ({"quorum_numerator": "4"}, "Доля кворума не может быть больше единицы"),
        ({"quorum_numerator": "0"}, "Кворум не может быть нулевым"),
        ({"quorum_denominator": "0"}, "На ноль долей состав не делится"),
        ({"number_scheme": "без номера"}, "В виде номера должна быть одна пометка {номер}"),
        ({"number_scheme": "{номер"}, "Проверьте фигурные скобки"),
        ({"default_deadline_days": "скоро"}, "Напишите в поле «Срок по умолчанию, дней» целое число"),
    ],
)
def test_wrong_rule_is_told_and_kept(client, typed, message):
    text = client.post(
        "/cluster/councils/new/", _typed(name_genitive="Наблюдательного совета") | typed
    ).content.decode()
    assert message in text and "<title>Ошибка: " in text and 'value="Наблюдательного совета"' in text
    assert not Council.objects.filter(name="Наблюдательный совет").exists()


def test_bodies_do_not_stand_in_a_circle(client, council):
    url = f"/cluster/councils/{council.parent_id}/edit/"
    text = client.post(url, _typed(name="Координационный совет", parent=council.pk)).content.decode()
    assert "Этот орган сам действует при вашем совете" in text


def test_row_of_the_composition_is_written_by_hand(client, council):
    person = Person.objects.get(surname="Горская")
    url = f"/cluster/councils/{council.pk}/members/new/"
    client.post(url, {"person": person.pk, "duty": "deputy", "from_on": "01.02.2023"})
    row = council.members.get(person=person)
    assert (row.duty, row.from_on) == ("deputy", date(2023, 2, 1))
    text = client.post(url, {"person": person.pk, "duty": "member", "from_on": "01.02.2024"}).content.decode()
    assert "В эти дни человек уже записан в составе" in text
    typed = {"person": person.pk, "duty": "deputy", "from_on": "01.02.2023", "to_on": "01.01.2020"}
    text = client.post(f"/cluster/councils/members/{row.pk}/edit/", typed).content.decode()
    assert "Этот день не может быть раньше первого, 01.02.2023" in text and 'value="01.01.2020"' in text
    client.post(f"/cluster/councils/members/{row.pk}/edit/", typed | {"to_on": "01.02.2024"})
    row.refresh_from_db()
    assert row.to_on == date(2024, 2, 1)


def test_history_tells_everybody_who_ever_served(client, council):
    context = client.get(council.get_absolute_url()).context
    assert [row.person.surname for row in context["history"]][-1] == "Прежний"
    assert len(context["history"]) == 4


def test_foreign_and_forbidden_councils_are_refused(client, client_of, people, council, foreign):
    row = CouncilMember.objects.create(council=foreign, person=Person.objects.first())
    other = client_of(people.methodologist)
    pages = [f"{council.pk}/edit/", f"{council.pk}/members/new/", f"members/{council.members.first().pk}/edit/", "new/"]
    for page in pages:
        assert other.post(f"/cluster/councils/{page}").status_code == 403
    for page in (f"{foreign.pk}/edit/", f"{foreign.pk}/members/new/", f"members/{row.pk}/edit/"):
        assert client.post(f"/cluster/councils/{page}").status_code == 404
    text = client.post("/cluster/councils/new/", _typed(cluster=foreign.cluster_id)).content.decode()
    assert "Выберите значение в поле «Кластер» из списка" in text
