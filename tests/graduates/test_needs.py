import pytest
from django.urls import reverse

from accounts.models import AccessEntry
from accounts.roles import Role
from cluster.models import Accommodation
from graduates.models import Needs
from graduates.protected import read_health, read_needs
from tests.graduates.factories import GraduateFactory, UserFactory, look_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def graduate():
    return GraduateFactory(with_account=True, needs={"wp_quiet": "required", "sup_mentor": "desired"})


@pytest.fixture
def specialist(people, client_of):
    return client_of(people.college_specialist)


def _url(name, graduate):
    return reverse(f"graduates:{name}", args=[graduate.pk])


def _needs(people, graduate):
    return {need.code: need.level for need in read_needs(look_of(people.college_specialist), graduate, "проба")}


def test_specialist_marks_needs_from_the_whole_list(people, specialist, graduate):
    url = _url("needs-edit", graduate)
    page = specialist.get(url).content.decode()
    assert all(row.name in page for row in Accommodation.objects.all())
    response = specialist.post(url, {"wp_quiet": "desired", "bld_toilet": "required", "sup_mentor": ""}, follow=True)
    assert "Нужные условия сохранены" in response.content.decode()
    assert _needs(people, graduate) == {"wp_quiet": "desired", "bld_toilet": "required"}


def test_a_wrong_level_is_refused_and_the_rest_kept(people, specialist, graduate):
    response = specialist.post(_url("needs-edit", graduate), {"wp_quiet": "очень", "bld_toilet": "desired"})
    text = response.content.decode()
    assert "Выберите ответ для условия «Тихое место»" in text
    kept = text.split('name="bld_toilet" value="desired"')[1].split(">")[0]
    assert "checked" in kept
    assert _needs(people, graduate) == {"wp_quiet": "required", "sup_mentor": "desired"}


def test_looking_at_needs_is_written_down(people, specialist, graduate):
    specialist.get(_url("needs-edit", graduate))
    entry = AccessEntry.objects.about(graduate).get()
    assert entry.actor == people.college_specialist
    assert entry.purpose == "правка нужных условий"


def test_specialist_keeps_health_data(people, specialist, graduate):
    values = {"ovz": "yes", "disability": "second", "nosology": "vision", "ipra_notes": "Нужна лупа"}
    specialist.post(_url("protected-edit", graduate), values)
    assert read_health(look_of(people.college_specialist), graduate, "проба") == values
    assert "Нужна лупа" in specialist.get(_url("protected-edit", graduate)).content.decode()


def test_bad_health_data_is_refused_and_kept(specialist, graduate):
    values = {"disability": "четвёртая", "ipra_notes": "Нужна лупа"}
    text = specialist.post(_url("protected-edit", graduate), values).content.decode()
    assert "Выберите значение" in text
    assert "Нужна лупа" in text


@pytest.mark.parametrize("name", ["needs-edit", "protected-edit"])
@pytest.mark.parametrize("role", [role for role in Role if role != Role.COLLEGE_SPECIALIST])
def test_other_roles_do_not_reach_protected_pages(client_of, graduate, name, role):
    client = client_of(UserFactory(role=role))
    assert client.get(_url(name, graduate)).status_code == 403
    assert client.post(_url(name, graduate), {}).status_code == 403
    assert not AccessEntry.objects.about(graduate).exists()


@pytest.mark.parametrize("name", ["needs-edit", "protected-edit", "match-list"])
def test_without_a_consent_the_page_asks_for_it(specialist, name):
    graduate = GraduateFactory(needs={"wp_quiet": "required"}, consents=False)
    text = specialist.get(_url(name, graduate)).content.decode()
    assert "Нужно согласие выпускника" in text
    assert not AccessEntry.objects.about(graduate).exists()


def test_the_card_without_a_consent_shows_no_matches(specialist):
    graduate = GraduateFactory(needs={"wp_quiet": "required"}, consents=False)
    assert "Записать согласие" in specialist.get(graduate.get_absolute_url()).content.decode()


def test_graduate_chooses_what_is_usually_shown(client_of, graduate):
    client = client_of(graduate.user)
    url = reverse("graduates:my-needs")
    assert "Тихое место (обязательно)" in client.get(url).content.decode()
    client.post(url, {"codes": ["sup_mentor"]})
    usual = {need.code for need in read_needs(look_of(graduate.user), graduate, "проба") if need.is_usually_shown}
    assert usual == {"sup_mentor"}
    assert not graduate.disclosures.exists()


def test_the_choice_survives_a_correction_by_the_college(client_of, specialist, graduate):
    client_of(graduate.user).post(reverse("graduates:my-needs"), {"codes": ["wp_quiet"]})
    specialist.post(_url("needs-edit", graduate), {"wp_quiet": "desired"})
    need = read_needs(look_of(graduate.user), graduate, "проба")[0]
    assert (need.code, need.level, need.is_usually_shown) == ("wp_quiet", "desired", True)


def test_a_need_that_is_not_own_cannot_be_chosen(client_of, graduate):
    response = client_of(graduate.user).post(reverse("graduates:my-needs"), {"codes": ["bld_toilet"]})
    assert response.status_code == 200
    assert "Ошибка:" in response.content.decode()


def test_my_pages_are_not_found_without_a_card(client_of):
    client = client_of(UserFactory())
    for name in ("my-needs", "my-consents", "my-match-list", "my-access-log"):
        assert client.get(reverse(f"graduates:{name}")).status_code == 404
    assert "ещё не готова" in client.get(reverse("graduates:my-route")).content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.GRADUATE])
def test_my_pages_are_for_graduates(client_of, role):
    client = client_of(UserFactory(role=role))
    for name in ("my-route", "my-needs", "my-consents", "my-match-list", "my-access-log"):
        assert client.get(reverse(f"graduates:{name}")).status_code == 403


def test_graduate_sees_who_looked_and_own_looks_apart(people, client_of, specialist, graduate):
    specialist.get(_url("needs-edit", graduate))
    client, url = client_of(graduate.user), reverse("graduates:my-access-log")
    client.get(reverse("graduates:my-needs"))
    others, own = client.get(url).content.decode(), client.get(url, {"who": "me"}).content.decode()
    assert people.college_specialist.full_name in others
    assert "просмотр своих условий" not in others
    assert "просмотр своих условий" in own


def test_deleting_a_card_takes_the_protected_data_along(graduate):
    pk = graduate.pk
    assert Needs.objects.filter(graduate=pk).exists()
    graduate.delete()
    assert not Needs.objects.filter(graduate=pk).exists()
