from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from cluster.models import ClusterStage, Organisation
from graduates.models import Graduate
from tests.graduates.factories import (
    COLLEGE,
    OTHER_COLLEGE,
    GraduateFactory,
    RouteStepFactory,
    UserFactory,
    cook_vacancy,
    named,
    serving,
)

pytestmark = pytest.mark.django_db
NEW = reverse("graduates:graduate-create")


def _typed(**changes):
    return {
        "college": named(COLLEGE).pk,
        "surname": "Пробный",
        "first_name": "Иван",
        "graduation_year": "2026",
        "wanted_place": "any",
        **changes,
    }


def _edit(graduate):
    return reverse("graduates:graduate-update", args=[graduate.pk])


@pytest.fixture
def specialist(people, client_of):
    return client_of(people.college_specialist)


def test_specialist_enters_a_graduate(people, specialist):
    stage = ClusterStage.objects.get(number=3)
    response = specialist.post(NEW, _typed(stage=stage.pk, phone="+7 900 000-00-00"), follow=True)
    graduate = Graduate.objects.get(surname="Пробный")
    assert response.redirect_chain[-1][0] == graduate.get_absolute_url()
    assert graduate.case_worker == people.college_specialist
    assert graduate.route.stage == stage
    assert "Карточка сохранена" in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"surname": ""}, "Заполните поле"),
        ({"graduation_year": "26"}, "Год выпуска — четыре цифры"),
        ({"graduation_year": "скоро"}, "целое число"),
        ({"most_hours_per_week": "60"}, "от 1 до 40"),
        ({"email": "без собаки"}, "адрес почты"),
    ],
)
def test_bad_input_keeps_what_was_typed(specialist, changes, words):
    response = specialist.post(NEW, _typed(phone="+7 900 111-22-33", **changes))
    text = response.content.decode()
    assert response.status_code == 200
    assert words in text
    assert "+7 900 111-22-33" in text
    assert "<title>Ошибка:" in text
    assert not Graduate.objects.filter(surname="Пробный").exists()


def test_a_graduate_cannot_be_entered_into_another_college(specialist):
    response = specialist.post(NEW, _typed(college=named(OTHER_COLLEGE).pk))
    assert response.status_code == 200
    assert not Graduate.objects.filter(surname="Пробный").exists()


def test_specialist_changes_a_card_and_the_stage(specialist):
    graduate = GraduateFactory()
    stage = ClusterStage.objects.get(number=4)
    specialist.post(_edit(graduate), _typed(surname="Новая", stage=stage.pk))
    graduate = Graduate.objects.get(pk=graduate.pk)
    assert (graduate.surname, graduate.route.stage) == ("Новая", stage)


def test_an_account_with_the_same_address_gets_the_card(specialist):
    account = UserFactory(email="ivan@test.example")
    specialist.post(NEW, _typed(email="Ivan@test.example"))
    assert Graduate.objects.get(surname="Пробный").user == account


def test_an_account_of_another_role_never_gets_a_card(specialist):
    UserFactory(email="boss@test.example", role=Role.EMPLOYER)
    specialist.post(NEW, _typed(email="boss@test.example"))
    assert Graduate.objects.get(surname="Пробный").user is None


@pytest.mark.parametrize(
    "name",
    [
        "graduate-detail",
        "graduate-update",
        "needs-edit",
        "protected-edit",
        "match-list",
        "consent-create",
        "step-create",
    ],
)
def test_a_graduate_of_another_college_is_not_found(people, client_of, name):
    stranger = GraduateFactory(of_other_college=True)
    url = reverse(f"graduates:{name}", args=[stranger.pk])
    assert client_of(people.college_specialist).get(url).status_code == 404
    assert client_of(people.college_specialist).post(url, {}).status_code in (404, 405)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COLLEGE_SPECIALIST])
def test_other_roles_may_not_enter_graduates(client_of, role):
    client = client_of(UserFactory(role=role))
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, _typed()).status_code == 403


def test_the_list_shows_the_own_college_only(specialist):
    own, other = GraduateFactory(surname="Здешний"), GraduateFactory(surname="Нездешний", of_other_college=True)
    text = specialist.get(reverse("graduates:graduate-list")).content.decode()
    assert own.surname in text
    assert other.surname not in text


def test_the_list_is_filtered_by_year_profession_and_missing_step(specialist):
    busy, idle = GraduateFactory(surname="Занятов", graduation_year=2024), GraduateFactory(surname="Свободнов")
    RouteStepFactory(graduate=busy)
    url = reverse("graduates:graduate-list")
    without_step = specialist.get(url, {"waiting": "step"}).content.decode()
    assert idle.surname in without_step
    assert busy.surname not in without_step
    of_year = specialist.get(url, {"year": "2024"}).content.decode()
    assert busy.surname in of_year
    assert idle.surname not in of_year
    cooks = specialist.get(url, {"occupation": busy.occupation_id}).content.decode()
    assert busy.surname in cooks
    assert "Ясенев" not in cooks


def test_a_done_step_is_no_next_step():
    step = RouteStepFactory(done_on=timezone.localdate())
    assert step.route.graduate in Graduate.objects.without_next_step()
    later = RouteStepFactory(graduate=step.route.graduate, due_on=timezone.localdate() + timedelta(days=9))
    RouteStepFactory(graduate=step.route.graduate, due_on=timezone.localdate() + timedelta(days=30))
    found = Graduate.objects.with_next_step().get(pk=step.route.graduate.pk)
    assert found.next_step_on == later.due_on


def test_the_card_shows_matches_with_reasons_in_words(specialist):
    cook_vacancy(title="Пекарь на пробу", offers={"wp_quiet": "yes", "sup_mentor": "no"})
    needs = {"wp_quiet": "required", "sup_mentor": "required", "bld_toilet": "required"}
    graduate = GraduateFactory(needs=needs)
    text = " ".join(specialist.get(reverse("graduates:match-list", args=[graduate.pk])).content.decode().split())
    assert "Пекарь на пробу" in text
    assert "тихое место — есть" in text
    assert "Нужно уточнить у работодателя</dt><dd>доступный туалет" in text
    assert "Нет условия</dt><dd>наставник на рабочем месте" in text


def test_the_number_of_queries_does_not_grow_with_vacancies(people, client_of, django_assert_max_num_queries):
    graduate = GraduateFactory(needs={"wp_quiet": "required"})
    for number in range(30):
        cook_vacancy(title=f"Место {number}", offers={"wp_quiet": "yes", "sup_mentor": "yes"})
    client = client_of(people.college_specialist)
    for name in ("graduate-detail", "match-list"):
        with django_assert_max_num_queries(12):
            text = client.get(reverse(f"graduates:{name}", args=[graduate.pk])).content.decode()
    assert "page=2" in text


def test_a_specialist_of_two_colleges_chooses_one(client_of):
    user = serving(Role.COLLEGE_SPECIALIST, named(COLLEGE))
    user.person.memberships.create(organisation=named(OTHER_COLLEGE))
    assert Organisation.objects.of_user(user).count() == 2
    assert 'name="college" ' in client_of(user).get(NEW).content.decode().replace("hidden", "")
